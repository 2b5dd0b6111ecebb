/** What bencode can hold. Keys of dictionaries are sorted when written. */
export type Bencodable =
	| string
	| number
	| Uint8Array
	| readonly Bencodable[]
	| {readonly [key: string]: Bencodable | undefined};

/** Writes a value in bencode; fields that are undefined are left out. */
export function bencode(value: Bencodable): Uint8Array {
	const chunks: Uint8Array[] = [];
	write(value, chunks);
	return Buffer.concat(chunks);
}

function write(value: Bencodable | undefined, chunks: Uint8Array[]): void {
	if (value === undefined) return;
	if (typeof value === 'number') chunks.push(Buffer.from(`i${value}e`));
	else if (typeof value === 'string') writeBytes(Buffer.from(value), chunks);
	else if (value instanceof Uint8Array) writeBytes(value, chunks);
	else if (isList(value)) writeList(value, chunks);
	else writeDictionary(value, chunks);
}

/** `Array.isArray` does not tell a readonly list from the rest. */
const isList = (value: Bencodable): value is readonly Bencodable[] => Array.isArray(value);

function writeBytes(bytes: Uint8Array, chunks: Uint8Array[]): void {
	chunks.push(Buffer.from(`${bytes.length}:`), bytes);
}

function writeList(list: readonly Bencodable[], chunks: Uint8Array[]): void {
	chunks.push(Buffer.from('l'));
	for (const each of list) write(each, chunks);
	chunks.push(Buffer.from('e'));
}

/** Sorted as raw bytes, as the format wants; a plain sort would go by UTF-16. */
function writeDictionary(
	dictionary: {readonly [key: string]: Bencodable | undefined},
	chunks: Uint8Array[],
): void {
	const present = Object.entries(dictionary).filter(([, value]) => value !== undefined);
	const entries = present.map(([key, value]) => ({key: Buffer.from(key), value}));
	entries.sort((a, b) => Buffer.compare(a.key, b.key));
	chunks.push(Buffer.from('d'));
	for (const {key, value} of entries) {
		writeBytes(key, chunks);
		write(value, chunks);
	}
	chunks.push(Buffer.from('e'));
}
