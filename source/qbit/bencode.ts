/** A value in bencode: its kind, and where in the bytes it stands. Nothing is copied. */
export type Slice =
	| {kind: 'number'; start: number; end: number}
	/** `from`: where its bytes begin. */
	| {kind: 'text'; start: number; end: number; from: number}
	| {kind: 'list'; start: number; end: number}
	| {kind: 'dictionary'; start: number; end: number; entries: Map<string, Slice>};

/** Deeper than any torrent goes; a file made to be deeper would exhaust the stack. */
const deepest = 64;

const [letterI, letterL, letterD, letterE, colon, minus, zero, nine] = [...'ilde:-09'].map(letter =>
	letter.charCodeAt(0),
);

/**
 * Reads one whole value, strictly: the hash of a torrent is taken over the bytes as they stand, so
 * that what is not well formed has none.
 *
 * @returns undefined when it is not well formed, or when something follows it
 */
export const readBencode = (data: Buffer): Slice | undefined => {
	const whole = readValue(data, 0, 0);
	return whole?.end === data.length ? whole : undefined;
};

/** The items of a list that was read, one by one: a list of half a million files is never kept whole. */
export function* itemsOf(data: Buffer, {start, end}: Slice): Generator<Slice> {
	for (let at = start + 1; at < end - 1; ) {
		const item = readValue(data, at, 0);
		if (!item) return;
		yield item;
		at = item.end;
	}
}

const readValue = (data: Buffer, at: number, depth: number): Slice | undefined => {
	if (depth > deepest) return undefined;
	const letter = data[at];
	if (letter === letterI) return readNumber(data, at);
	if (letter === letterL) return readList(data, at, depth);
	if (letter === letterD) return readDictionary(data, at, depth);
	return readText(data, at);
};

const isDigit = (byte: number | undefined): boolean =>
	byte !== undefined && zero !== undefined && nine !== undefined && byte >= zero && byte <= nine;

/** The end of a run of digits, at most 20 of them. */
const afterDigits = (data: Buffer, from: number): number => {
	let at = from;
	while (at - from < 20 && isDigit(data[at])) at++;
	return at;
};

const readNumber = (data: Buffer, start: number): Slice | undefined => {
	const first = data[start + 1] === minus ? start + 2 : start + 1;
	const end = afterDigits(data, first);
	if (end === first || data[end] !== letterE) return undefined;
	return {kind: 'number', start, end: end + 1};
};

const readText = (data: Buffer, start: number) => {
	const mark = afterDigits(data, start);
	if (mark === start || data[mark] !== colon) return undefined;
	const end = mark + 1 + Number(data.toString('latin1', start, mark));
	if (end > data.length) return undefined;
	return {kind: 'text', start, end, from: mark + 1} as const;
};

const readList = (data: Buffer, start: number, depth: number): Slice | undefined => {
	let at = start + 1;
	while (data[at] !== letterE) {
		const item = readValue(data, at, depth + 1);
		if (!item) return undefined;
		at = item.end;
	}
	return {kind: 'list', start, end: at + 1};
};

const readDictionary = (data: Buffer, start: number, depth: number): Slice | undefined => {
	const entries = new Map<string, Slice>();
	let at = start + 1;
	while (data[at] !== letterE) {
		const key = readText(data, at);
		const value = key && readValue(data, key.end, depth + 1);
		if (!value) return undefined;
		// As Latin-1 every byte is kept: keys of v2 file trees are names, and may be anything.
		entries.set(data.toString('latin1', key.from, key.end), value);
		at = value.end;
	}
	return {kind: 'dictionary', start, end: at + 1, entries};
};
