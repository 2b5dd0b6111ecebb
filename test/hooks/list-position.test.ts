import {expect, it} from 'vitest';
import {
	type ListPosition,
	moveCursor,
	type Rows,
	settle,
	startPosition,
} from '../../source/hooks/list-position.ts';
import {createRandom} from '../terminal/random.ts';

const rowsOf = (names: string): Rows => ({
	length: names.length,
	at: index => names[index],
	indexOf: name => names.indexOf(name),
});

const abc = rowsOf('abcdefghij');

const at = (name: string, rows = abc, height = 4): ListPosition =>
	moveCursor(startPosition, rows, height, rows.indexOf(name));

it.each([
	[1, 'b', 0],
	[3, 'd', 0],
	[4, 'e', 1],
	[Number.POSITIVE_INFINITY, 'j', 6],
	[Number.NEGATIVE_INFINITY, 'a', 0],
	[-1, 'a', 0],
])('from the first row by %d: on %s, with row %d on top', (step, cursor, top) => {
	expect(moveCursor(startPosition, abc, 4, step)).toMatchObject({cursor, top});
});

it('scrolls no more than it must', () => {
	const low = at('h');
	expect(low).toMatchObject({index: 7, top: 4});
	expect(moveCursor(low, abc, 4, -3)).toMatchObject({cursor: 'e', top: 4});
	expect(moveCursor(low, abc, 4, -4)).toMatchObject({cursor: 'd', top: 3});
});

it('stays on its torrent, wherever that goes', () => {
	expect(settle(at('c'), rowsOf('jihgfedcba'), 4)).toMatchObject({cursor: 'c', index: 7});
	expect(settle(at('c'), rowsOf('xyzabc'), 4)).toMatchObject({cursor: 'c', index: 5});
	const same = at('c');
	expect(settle(same, abc, 4)).toBe(same);
});

it('goes to what took its place, or to the last', () => {
	expect(settle(at('c'), rowsOf('abdef'), 4)).toMatchObject({cursor: 'd', index: 2});
	expect(settle(at('j'), rowsOf('abc'), 4)).toMatchObject({cursor: 'c', index: 2, top: 0});
	expect(settle(at('c'), rowsOf(''), 4)).toMatchObject({cursor: undefined, index: 0, top: 0});
});

it('is on the screen, whatever happens', () => {
	const {below, pick} = createRandom(7);
	let position = startPosition;
	for (let step = 0; step < 2000; step++) {
		const names = [...'abcdefghijklmnopqrstuvwxyz'].filter(() => pick([true, true, false]));
		const rows = rowsOf(names.slice(0, below(27)).join(''));
		const height = 1 + below(8);
		position = pick([true, false])
			? settle(position, rows, height)
			: moveCursor(position, rows, height, below(9) - 4);
		const {cursor, index, top} = position;
		expect(rows.at(index)).toBe(cursor);
		expect(cursor === undefined).toBe(rows.length === 0);
		expect(index).toBeGreaterThanOrEqual(top);
		expect(index).toBeLessThan(top + height);
		expect(top).toBeLessThanOrEqual(Math.max(0, rows.length - height));
	}
});
