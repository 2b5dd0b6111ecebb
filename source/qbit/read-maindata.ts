import {tooLong} from './body.ts';
import {QbitError} from './errors.ts';
import {isRecord} from './shape.ts';
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
 * so that the whole text (36 MB for 20,000 torrents) is never held, and the work is done by the
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

/** The head holds categories, tags and the server's state; a longer one is not looked through. */
const longestHead = 4_000_000;

/** A torrent has some 15 texts, and only the end of a text can look like the end of a torrent. */
const mostFalseEnds = 64;

const createReader = () => {
	const torrents = new Map<Hash, Partial<Torrent>>();
	/** Everything but the torrents, in the order in which it came. */
	const frame: Buffer[] = [];
	let place: Place = 'before';
	let rest: Buffer = Buffer.alloc(0);

	const take = (chunk: Buffer): void => {
		if (place === 'around') {
			frame.push(chunk);
			return;
		}
		rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		if (place === 'before') findTorrents();
		if (place === 'among') takeTorrents();
	};

	const goAround = (): void => {
		place = 'around';
		frame.push(rest);
		rest = Buffer.alloc(0);
	};

	/** Looks for the top level's `"torrents":{`; a category of that name has one a level deeper. */
	const findTorrents = (): void => {
		for (let at = rest.indexOf(opening); at !== -1; at = rest.indexOf(opening, at + 1)) {
			const behind = at + opening.length;
			if (tryParse(`${rest.toString('utf8', 0, behind)}}}`) === undefined) continue;
			frame.push(rest.subarray(0, behind));
			rest = rest.subarray(behind);
			place = 'among';
			return;
		}
		if (rest.length > longestHead) goAround();
	};

	const takeTorrents = (): void => {
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
		return {...checkFrame(parseJson(Buffer.concat(frame).toString('utf8')), torrents), torrents};
	};

	return {torrents, take, end};
};

/** `slice` is `"hash":{…}`; false when it is not whole. */
const takeTorrent = (slice: string, torrents: Map<Hash, unknown>): boolean => {
	const colon = slice.indexOf(':');
	if (!slice.startsWith('"') || colon < 2) return false;
	const hash = slice.slice(1, colon - 1);
	const fields = tryParse(slice.slice(colon + 1));
	if (fields === undefined) return false;
	torrents.set(hash, readTorrent(hash, fields));
	return true;
};

const cut = (cause?: unknown): QbitError =>
	new QbitError('BadReply', 'The answer is not JSON, or it was cut.', {cause});

const parseJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw cut(cause);
	}
};

const tryParse = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

const records = ['categories', 'trackers', 'server_state'] as const;
const lists = [
	'torrents_removed',
	'categories_removed',
	'tags',
	'tags_removed',
	'trackers_removed',
];

/**
 * The shape of everything but the torrents. Torrents are in it, too, when the text was not as
 * compact as qBittorrent's: then they are read here.
 */
const checkFrame = (
	value: unknown,
	torrents: Map<Hash, Partial<Torrent>>,
): Omit<Update, 'torrents'> => {
	if (!isRecord(value)) throw new QbitError('BadReply', 'The answer is not a JSON object.');
	const {rid, torrents: unread, ...others} = value;
	if (typeof rid !== 'number') throw new QbitError('BadReply', 'The answer has no rid.');
	for (const name of records) {
		if (value[name] !== undefined && !isRecord(value[name])) throw wrongPart(name);
	}
	for (const name of lists) {
		const list = value[name];
		if (list === undefined) continue;
		if (!Array.isArray(list) || !list.every(item => typeof item === 'string'))
			throw wrongPart(name);
	}
	if (unread !== undefined && !isRecord(unread)) throw wrongPart('torrents');
	for (const [hash, fields] of Object.entries(unread ?? {})) {
		torrents.set(hash, readTorrent(hash, fields));
	}
	return {...others, rid};
};

const wrongPart = (name: string): QbitError =>
	new QbitError('BadReply', `${name} in the answer has another shape than it should.`);
