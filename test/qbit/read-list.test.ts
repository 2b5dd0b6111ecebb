import {describe, expect, it} from 'vitest';
import {readList} from '../../source/qbit/read-list.ts';
import {asRecord} from '../../source/qbit/shape.ts';

const read = readList(asRecord);

/** A body that comes in pieces of so many bytes. */
async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
	const bytes = Buffer.from(text);
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const readIn = (text: string, size: number, maxBytes = 1e9) => read(pieces(text, size), {maxBytes});

const rows = Array.from({length: 9000}, (_, index) => ({
	index,
	name: `Ordner/ü 🎬 ${index} {a},{b}, "x},{y" \\`,
	piece_range: [index, index + 1],
}));

describe('a list that is read while it arrives', () => {
	it.each([1000, 65_536, 131_072, 1e9])('is what was sent, in pieces of %d bytes', async size => {
		const text = JSON.stringify(rows);
		expect(text.length).toBeGreaterThan(500_000);
		expect(await readIn(text, size)).toEqual(rows);
	});

	it('may be empty, short, or not compact', async () => {
		expect(await readIn('[]', 1)).toEqual([]);
		expect(await readIn('[{"a":1}]', 1)).toEqual([{a: 1}]);
		expect(await readIn(JSON.stringify(rows, null, '\t'), 65_536)).toEqual(rows);
	});

	it('a text full of what looks like ends is read, and in time', async () => {
		const one = [{name: '},{'.repeat(400_000)}, {name: 'b'}];
		expect(await readIn(JSON.stringify(one), 16_384)).toEqual(one);
	});

	it.each([
		['cut', JSON.stringify(rows).slice(0, -5)],
		['no list', '{"a":[]}'],
		['of other rows', `[${'1,'.repeat(200_000)}1]`],
		['a list and more', `${JSON.stringify(rows)}x`],
		['nothing', ''],
	])('%s is a BadReply', async (_, text) => {
		await expect(readIn(text, 65_536)).rejects.toMatchObject({code: 'BadReply'});
	});

	it('too long is a BadReply before it has come', async () => {
		await expect(readIn(JSON.stringify(rows), 65_536, 200_000)).rejects.toMatchObject({
			code: 'BadReply',
			message: expect.stringMatching(/longer than/),
		});
	});
});
