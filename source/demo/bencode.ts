import {Buffer} from 'node:buffer';

/** Text is read as bytes; `raw` of a dictionary is what it was read from. */
export type Bencoded = number | Buffer | Bencoded[] | Dictionary;
export type Dictionary = {keys: Map<string, Bencoded>; raw: Buffer};

type Read = {value: Bencoded; end: number};

const indexOf = (data: Buffer, letter: string, from: number): number => {
	const at = data.indexOf(letter, from);
	if (at < 0) throw new Error('This is cut short.');
	return at;
};

const readNumber = (data: Buffer, at: number): Read => {
	const end = indexOf(data, 'e', at);
	return {value: Number(data.toString('latin1', at + 1, end)), end: end + 1};
};

const readText = (data: Buffer, at: number): {value: Buffer; end: number} => {
	const colon = indexOf(data, ':', at);
	const length = Number(data.toString('latin1', at, colon));
	const end = colon + 1 + length;
	if (!Number.isInteger(length) || end > data.length) throw new Error('This is no text.');
	return {value: data.subarray(colon + 1, end), end};
};

const readList = (data: Buffer, at: number): Read => {
	const value: Bencoded[] = [];
	let end = at + 1;
	while (data[end] !== 0x65) {
		const item = read(data, end);
		value.push(item.value);
		end = item.end;
	}
	return {value, end: end + 1};
};

const readDictionary = (data: Buffer, at: number): Read => {
	const keys = new Map<string, Bencoded>();
	let end = at + 1;
	while (data[end] !== 0x65) {
		const key = readText(data, end);
		const item = read(data, key.end);
		keys.set(key.value.toString(), item.value);
		end = item.end;
	}
	return {value: {keys, raw: data.subarray(at, end + 1)}, end: end + 1};
};

const readers: Record<string, (data: Buffer, at: number) => Read> = {
	i: readNumber,
	l: readList,
	d: readDictionary,
};

const read = (data: Buffer, at: number): Read => {
	if (at >= data.length) throw new Error('This is cut short.');
	const letter = String.fromCharCode(data[at] ?? 0);
	return (readers[letter] ?? readText)(data, at);
};

/** Throws when it isn't bencoded. */
export const decode = (data: Uint8Array): Bencoded => read(Buffer.from(data), 0).value;

export type Plain = number | string | Uint8Array | Plain[] | {[key: string]: Plain | undefined};

const text = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from(`${bytes.length}:`), bytes]);

/** Keys are sorted, as they must be; those without a value are left out. */
export const encode = (value: Plain): Buffer => {
	if (typeof value === 'number') return Buffer.from(`i${value}e`);
	if (typeof value === 'string' || value instanceof Uint8Array) return text(Buffer.from(value));
	if (Array.isArray(value)) return wrap('l', value.map(encode));
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return wrap(
		'd',
		entries.flatMap(([key, item]) =>
			item === undefined ? [] : [text(Buffer.from(key)), encode(item)],
		),
	);
};

const wrap = (letter: string, parts: Buffer[]): Buffer =>
	Buffer.concat([Buffer.from(letter), ...parts, Buffer.from('e')]);
