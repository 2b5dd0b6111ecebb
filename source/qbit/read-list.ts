import {tooLong} from './body.ts';
import type {ReadOptions} from './read-maindata.ts';
import {asArray, parseJson, tryParse} from './shape.ts';

/** So much is parsed at once, while more arrives. */
const pieceBytes = 128 * 1024;

/** Only the end of a text can look like the end of an object; more in a row are no list of ours. */
const mostFalseEnds = 16;

const between = '},{';

/**
 * Reads a list of flat objects while it arrives (that of 50,000 files has 10 MB), so that little is
 * left to be done when the last byte comes. A piece ends at a `},{`; where that stands in a text, the
 * piece does not parse, and the one before is tried. What is not as compact is parsed at the end.
 *
 * @throws QbitError BadReply when the body is cut, too long, not JSON, or a row is of another shape.
 */
export const readList =
	<Row>(read: (value: unknown) => Row) =>
	async (body: AsyncIterable<Uint8Array>, {maxBytes}: ReadOptions): Promise<Row[]> => {
		const rows: Row[] = [];
		let waiting: Uint8Array[] = [];
		let length = 0;
		let total = 0;
		let wanted = pieceBytes;
		const take = (values: readonly unknown[]): void => {
			for (const value of values) rows.push(read(value));
		};
		for await (const chunk of body) {
			total += chunk.length;
			if (total > maxBytes) throw tooLong(maxBytes);
			waiting.push(chunk);
			length += chunk.length;
			if (length < wanted) continue;
			const {values, rest} = split(Buffer.concat(waiting));
			take(values);
			waiting = [rest];
			length = rest.length;
			// Where nothing could be read, it is not tried again with every few bytes.
			wanted = Math.max(pieceBytes, length * 2);
		}
		take(asArray(parseJson(Buffer.concat(waiting).toString('utf8'))));
		return rows;
	};

/** What can be read of a list that has not come to its end; `rest` is a list again. */
const split = (bytes: Buffer): {values: readonly unknown[]; rest: Buffer} => {
	let end = bytes.lastIndexOf(between);
	for (let tries = 0; end > 0 && tries < mostFalseEnds; tries++) {
		const values = tryParse(`${bytes.toString('utf8', 0, end + 1)}]`);
		if (Array.isArray(values)) {
			// The comma before the next object becomes the beginning of a list.
			const rest = bytes.subarray(end + 1);
			rest[0] = opening;
			return {values, rest};
		}
		end = bytes.lastIndexOf(between, end - 1);
	}
	return {values: [], rest: bytes};
};

const opening = '['.charCodeAt(0);
