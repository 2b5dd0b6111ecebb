import {tooLong} from './body.ts';
import {QbitError} from './errors.ts';
import {checkFrame} from './maindata-shape.ts';
import {parseJson, tryParse} from './shape.ts';
import {readTorrent} from './torrent-shape.ts';
import type {Delta, Hash, Torrent} from './types.ts';

/** A delta as we hold it: the torrents in a Map, the rest as on the wire. */
export type Update = Omit<Delta, 'torrents'> & {torrents: Map<Hash, Partial<Torrent>>};

export type ReadOptions = {
	/** A longer body is refused. */
	maxBytes: number;
	/** How many torrents have been read so far; a full list of 20,000 takes a second to arrive. */
	onProgress?: (torrents: number) => void;
};

/**
 * Reads `sync/maindata` while it arrives: each torrent is parsed as soon as its last byte is here,
 * so that the whole text (33 MB for 20,000 torrents) is never held, and the work is done by the
 * time the last byte comes.
 *
 * How: torrents are flat objects, so `},"` ends one, unless it is the end of a text; a slice that
 * is not whole does not parse, and the next `},"` is tried. What stands around the torrents is
 * small and parsed at the end as one JSON text.
 *
 * @throws QbitError BadReply when the body is cut, too long, not JSON, or of another shape.
 */
export const readMaindata = async (
	body: AsyncIterable<Uint8Array>,
	options: ReadOptions,
): Promise<Update> => {
	const reader = createReader();
	let total = 0;
	for await (const chunk of body) {
		total += chunk.length;
		if (total > options.maxBytes) throw tooLong(options.maxBytes);
		reader.take(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
		options.onProgress?.(reader.torrents.size);
	}
	return reader.end();
};

/** `before` the torrents, `among` them, or `around` them: text that is parsed at the end. */
type Place = 'before' | 'among' | 'around';

const opening = '"torrents":{';
const quote = '"'.charCodeAt(0);

/** The head holds categories, tags and the server's state; a longer one is not looked through. */
const longestHead = 4_000_000;

/** Trackers with the ids of their torrents, the most of it, have 14 MB for 100,000 torrents. */
const longestFrame = 64_000_000;

/** One is a kilobyte or two; what has no end here never will have one. */
const longestTorrent = 2_000_000;

/** Only a category can look like the list of torrents, and only one has that name. */
const mostFalseHeads = 8;

/** A torrent has some 15 texts, and only the end of a text can look like the end of a torrent. */
const mostFalseEnds = 64;

const createReader = () => {
	const torrents = new Map<Hash, Partial<Torrent>>();
	/** Everything but the torrents, in the order in which it came. */
	const frame: Buffer[] = [];
	let frameLength = 0;
	let place: Place = 'before';
	let rest: Buffer = Buffer.alloc(0);
	/** Before this, the head has no `"torrents":{` any more. */
	let looked = 0;
	let falseHeads = 0;

	const take = (chunk: Buffer): void => {
		if (place === 'around') return addToFrame(chunk);
		rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		if (place === 'before') findTorrents();
		if (place === 'among') takeTorrents();
		if (place === 'among' && rest.length > longestTorrent) throw cut();
	};

	const goAround = (): void => {
		place = 'around';
		addToFrame(rest);
		rest = Buffer.alloc(0);
	};

	const addToFrame = (bytes: Buffer): void => {
		frame.push(bytes);
		frameLength += bytes.length;
		if (frameLength > longestFrame) throw cut();
	};

	/** Looks for the top level's `"torrents":{`; a category of that name has one a level deeper. */
	const findTorrents = (): void => {
		for (let at = rest.indexOf(opening, looked); at !== -1; at = rest.indexOf(opening, looked)) {
			looked = at + 1;
			const behind = at + opening.length;
			if (tryParse(`${rest.toString('utf8', 0, behind)}}}`) !== undefined) {
				addToFrame(rest.subarray(0, behind));
				rest = rest.subarray(behind);
				place = 'among';
				return;
			}
			if (++falseHeads > mostFalseHeads) return goAround();
		}
		looked = Math.max(0, rest.length - opening.length);
		if (rest.length > longestHead) goAround();
	};

	const takeTorrents = (): void => {
		// There are none, or it is not compact: then it is parsed at the end.
		if (rest.length > 0 && rest[0] !== quote) return goAround();
		let at = 0;
		let falseEnds = 0;
		for (let end = rest.indexOf('},"'); end !== -1; end = rest.indexOf('},"', end + 1)) {
			const slice = rest.toString('utf8', at, end + 1);
			if (takeTorrent(slice, torrents)) {
				at = end + 2;
				falseEnds = 0;
			} else if (slice.endsWith('}}') && takeTorrent(slice.slice(0, -1), torrents)) {
				rest = rest.subarray(end);
				goAround();
				return;
			} else if (++falseEnds > mostFalseEnds) {
				throw cut();
			}
		}
		rest = rest.subarray(at);
	};

	/** The last torrent, when nothing but braces follows it, and the frame around them all. */
	const end = (): Update => {
		if (place === 'among') {
			const tail = rest.toString('utf8');
			const last = tail.search(/\}\s*\}\s*$/);
			if (last > 0 && !takeTorrent(tail.slice(0, last), torrents)) throw cut();
			if (last >= 0) rest = Buffer.from(tail.slice(last));
		}
		frame.push(rest);
		const whole = checkFrame(parseJson(Buffer.concat(frame).toString('utf8')));
		// They are still here when the text was not as compact as qBittorrent's.
		for (const [hash, fields] of Object.entries(whole.torrents)) {
			torrents.set(hash, readTorrent(hash, fields));
		}
		return {...whole.frame, torrents};
	};

	return {torrents, take, end};
};

/** `slice` is `"hash":{…}`; false when it is not whole. */
const takeTorrent = (slice: string, torrents: Map<Hash, unknown>): boolean => {
	const colon = slice.indexOf(':');
	if (!slice.startsWith('"') || colon < 2) return false;
	// A copy: a part of a string keeps the whole string in memory, and this one outlives it.
	const hash = Buffer.from(slice.slice(1, colon - 1)).toString();
	const fields = tryParse(slice.slice(colon + 1));
	if (fields === undefined) return false;
	torrents.set(hash, readTorrent(hash, fields));
	return true;
};

const cut = (): QbitError => new QbitError('BadReply', 'The answer is not JSON, or it was cut.');
