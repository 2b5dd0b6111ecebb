import {describe, expect, it} from 'vitest';
import {
	chosenColumns,
	moveInChoice,
	resetChoice,
	shiftColumn,
	startChoice,
	toggleColumn,
} from '../../source/hooks/column-choice.ts';
import {sortBy, startState, thenBy} from '../../source/hooks/screen-state.ts';
import {glyphSet} from '../../source/terminal/glyphs.ts';
import {sortMark} from '../../source/views/layout.ts';
import {firstSort} from '../../source/views/torrents/column-choice.ts';
import {torrentColumns} from '../../source/views/torrents/columns.ts';

const all = ['state', 'name', 'size', 'tags', 'path'];

describe('choosing columns', () => {
	const start = startChoice(all, ['name', 'size', 'state']);

	it('begins with those that are shown, in their order', () => {
		expect(start.order).toEqual(['name', 'size', 'state', 'tags', 'path']);
		expect(chosenColumns(start)).toEqual(['name', 'size', 'state']);
	});

	it('shows, hides and moves; the cursor goes with the column', () => {
		const moved = shiftColumn(toggleColumn(moveInChoice(start, 4)), -3);
		expect(chosenColumns(moved)).toEqual(['name', 'path', 'size', 'state']);
		expect(moved.index).toBe(1);
		expect(chosenColumns(toggleColumn(moved))).toEqual(['name', 'size', 'state']);
	});

	it('never hides the name, never leaves the list, and goes back to the usual', () => {
		expect(toggleColumn(start)).toBe(start);
		expect(shiftColumn(start, -1)).toBe(start);
		expect(moveInChoice(start, Number.POSITIVE_INFINITY).index).toBe(4);
		expect(moveInChoice(start, -9).index).toBe(0);
		const reset = resetChoice(start, ['state', 'name']);
		expect(chosenColumns(reset)).toEqual(['state', 'name']);
		expect(reset.before).toEqual(start.before);
	});
});

describe('sorting by several', () => {
	const state = startState([{name: 'name', descending: false}], all);
	const text = ({sort}: typeof state) =>
		sort.map(({name, descending}) => (descending ? '-' : '') + name).join();

	it('adds keys behind, turns one that is there, and begins anew with one', () => {
		const two = thenBy(state, 'size', true);
		expect(text(two)).toBe('name,-size');
		expect(text(thenBy(two, 'size'))).toBe('name,size');
		expect(text(thenBy(two, 'name'))).toBe('-name,-size');
		expect(text(sortBy(two, 'name'))).toBe('name');
		expect(text(sortBy(sortBy(two, 'name'), 'name'))).toBe('-name');
	});

	it('is set by several names', () => {
		const columns = torrentColumns({volumes: [], glyphs: glyphSet({ascii: false})});
		expect(firstSort('-added, name', columns)).toEqual([
			{name: 'added', descending: true},
			{name: 'name', descending: false},
		]);
		expect(firstSort('nonsense,-size,size', columns)).toEqual([{name: 'size', descending: true}]);
		expect(firstSort('-nonsense', columns)).toEqual([{name: 'name', descending: true}]);
	});

	it('is marked with the number of the key, where there are several', () => {
		const arrows = {up: '^', down: 'v'};
		const sorted = [
			{name: 'added', descending: true},
			{name: 'name', descending: false},
		];
		expect(sortMark('added', sorted, arrows)).toBe('v1');
		expect(sortMark('name', sorted, arrows)).toBe('^2');
		expect(sortMark('size', sorted, arrows)).toBe('');
		expect(sortMark('added', sorted.slice(0, 1), arrows)).toBe('v');
	});
});
