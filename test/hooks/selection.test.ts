import {expect, it} from 'vitest';
import {
	extendTo,
	invert,
	letGo,
	noSelection,
	type Selection,
	selectAll,
	toggle,
	toggleRange,
} from '../../source/hooks/selection.ts';

const rowsOf = (text: string) => ({
	length: text.length,
	at: (index: number) => text[index],
	indexOf: (hash: string) => text.indexOf(hash),
});
const rows = rowsOf('abcdef');

const shown = ({hashes}: Selection): string => [...hashes].sort().join('');
const of = (text: string): Selection => ({hashes: new Set(text), range: undefined});

it('toggling selects, and again lets go', () => {
	const once = toggle(noSelection, 'b');
	expect(shown(once)).toBe('b');
	expect(shown(toggle(once, 'b'))).toBe('');
	expect(noSelection.hashes.size).toBe(0);
});

it('a range follows the cursor both ways and leaves the rest as it was', () => {
	const range = toggleRange(of('f'), 'c');
	expect(shown(range)).toBe('cf');
	const down = extendTo(range, 'e', rows);
	expect(shown(down)).toBe('cdef');
	expect(shown(extendTo(down, 'a', rows))).toBe('abcf');
});

it('a range that is kept stays when the cursor goes on', () => {
	const kept = toggleRange(extendTo(toggleRange(noSelection, 'a'), 'c', rows), 'c');
	expect(kept.range).toBeUndefined();
	expect(shown(extendTo(kept, 'f', rows))).toBe('abc');
});

it('a range whose beginning has gone ends, and keeps what it has', () => {
	const range = extendTo(toggleRange(noSelection, 'b'), 'c', rows);
	const without = extendTo(range, 'f', rowsOf('acdef'));
	expect(without.range).toBeUndefined();
	expect(shown(without)).toBe('bc');
});

it('all means all that the filter shows, beside what is selected already', () => {
	expect(shown(selectAll(of('z'), rowsOf('ab')))).toBe('abz');
});

it('inverting leaves alone what the filter hides', () => {
	expect(shown(invert(of('az'), rowsOf('abc')))).toBe('bcz');
});

it('what has gone is let go of, also of what a range was drawn over', () => {
	const isThere = (hash: string): boolean => 'abc'.includes(hash);
	expect(shown(letGo(of('bcd'), isThere))).toBe('bc');
	expect(shown(letGo(of('de'), isThere))).toBe('');
	const all = of('ab');
	expect(letGo(all, isThere)).toBe(all);
	const range = extendTo(toggleRange(of('ef'), 'a'), 'c', rows);
	expect(shown(extendTo(letGo(range, isThere), 'b', rows))).toBe('ab');
});
