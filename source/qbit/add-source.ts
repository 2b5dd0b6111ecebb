import type {Identity} from './identity.ts';
import {readTorrentFile} from './torrent-file.ts';

/** One thing to add. */
export type Source = {
	/** As it was given: for people, and in the result. */
	given: string;
	/** Of a URL it is not known before the server has downloaded it. */
	identity: Identity | undefined;
	/** As the source says, if it does. */
	name: string | undefined;
	/** Bytes, if the source says. */
	size?: number | undefined;
} & (
	| {kind: 'magnet' | 'hash' | 'url'; link: string}
	/** Read anew when it is sent: a folder may hold thousands of files. */
	| {kind: 'file'; read: () => Promise<Uint8Array>}
);

/** A source that can't be one, and why. */
export type NoSource = {given: string; kind: 'none'; why: string};

const hex40 = /^[0-9a-f]{40}$/i;
const hex64 = /^[0-9a-f]{64}$/i;
const base32 = /^[a-z2-7]{32}$/i;

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

const fromBase32 = (text: string): string => {
	const bits = [...text.toLowerCase()]
		.map(letter => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
		.join('');
	return (bits.match(/.{4}/g) ?? []).map(four => Number.parseInt(four, 2).toString(16)).join('');
};

/** TABLE: the forms of `xt` in a magnet link. */
const topics: ReadonlyArray<{form: RegExp; read: (id: string) => Partial<Identity>}> = [
	{form: /^urn:btih:([0-9a-f]{40})$/i, read: id => ({v1: id.toLowerCase()})},
	{form: /^urn:btih:([a-z2-7]{32})$/i, read: id => ({v1: fromBase32(id)})},
	{form: /^urn:btmh:1220([0-9a-f]{64})$/i, read: id => ({v2: id.toLowerCase()})},
];

const magnetIdentity = (params: URLSearchParams): Identity | undefined => {
	const identity: Identity = {v1: undefined, v2: undefined};
	// Numbered where there are several: xt.1, xt.2.
	const texts = [...params].filter(([name]) => /^xt(\.\d+)?$/.test(name)).map(([, text]) => text);
	for (const {form, read} of topics) {
		const id = texts.map(text => form.exec(text)?.[1]).find(found => found !== undefined);
		if (id !== undefined) Object.assign(identity, read(id));
	}
	return identity.v1 || identity.v2 ? identity : undefined;
};

const readMagnet = (given: string): Source | NoSource => {
	const params = new URLSearchParams(given.slice(given.indexOf('?') + 1));
	const identity = magnetIdentity(params);
	if (!identity) return {given, kind: 'none', why: 'This magnet link names no torrent.'};
	return {given, kind: 'magnet', link: given, identity, name: params.get('dn') || undefined};
};

const hashIdentity = (text: string): Identity | undefined => {
	if (hex40.test(text)) return {v1: text.toLowerCase(), v2: undefined};
	if (hex64.test(text)) return {v1: undefined, v2: text.toLowerCase()};
	return base32.test(text) ? {v1: fromBase32(text), v2: undefined} : undefined;
};

/**
 * What a line of text stands for: a magnet link, a hash (40 or 64 hex digits, or 32 of base32), an
 * http(s) URL of a .torrent file.
 *
 * @returns undefined when it is none of them, and may be the path of a file
 */
export const readLink = (text: string): Source | NoSource | undefined => {
	const given = text.trim();
	if (/^magnet:\?/i.test(given)) return readMagnet(given);
	const identity = hashIdentity(given);
	if (identity) return {given, kind: 'hash', link: given, identity, name: undefined};
	if (!/^https?:\/\//i.test(given)) return undefined;
	return URL.canParse(given) && !/\s/.test(given)
		? {given, kind: 'url', link: given, identity: undefined, name: undefined}
		: {given, kind: 'none', why: 'This is not a URL.'};
};

/** The server takes 64 MiB a request, with the fields around the file. */
export const largestFile = 64 * 2 ** 20 - 65_536;

export const tooLarge = (given: string): NoSource => ({
	...{given, kind: 'none', why: 'The server takes no .torrent file above 64 MiB.'},
});

/**
 * What the bytes of a file stand for.
 *
 * @param read gives the bytes once more; they are kept when it is absent
 */
export const readFileSource = (
	given: string,
	bytes: Uint8Array,
	read: () => Promise<Uint8Array> = async () => bytes,
): Source | NoSource => {
	if (bytes.length > largestFile) return tooLarge(given);
	const info = readTorrentFile(bytes);
	if (!info) return {given, kind: 'none', why: 'This is not a .torrent file, or it is damaged.'};
	const {v1, v2, name, size} = info;
	return {given, kind: 'file', read, identity: {v1, v2}, name, size};
};
