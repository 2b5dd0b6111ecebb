import {expect, it} from 'vitest';
import {atEnd, moveInLog, place} from '../../source/hooks/log-position.ts';
import type {Noted} from '../../source/qbit/journal.ts';

const rows: readonly Noted[] = Array.from({length: 100}, (_, at) => ({
	...{at, level: 1, text: `${at}`, ours: false},
}));
const height = 10;

it('follows the end until one goes up, and again from the end', () => {
	expect(place(atEnd, rows, height)).toEqual({index: 99, top: 90});
	const up = moveInLog(atEnd, rows, height, -1);
	expect(place(up, rows, height)).toEqual({index: 98, top: 90});
	expect(moveInLog(up, rows, height, 1)).toBe(atEnd);
	expect(moveInLog(up, rows, height, Infinity)).toBe(atEnd);
});

it('stays where it is on the screen while lines come and go', () => {
	const up = moveInLog(moveInLog(atEnd, rows.slice(0, 50), height, -20), rows, height, -5);
	const {index, top} = place(up, rows, height);
	expect(rows[index]?.text).toBe('24');
	expect(place(up, rows.slice(10), height)).toEqual({index: index - 10, top: top - 10});
	expect(place(up, rows.slice(40), height)).toEqual({index: 0, top: 0});
});

it('scrolls to the first line and not beyond', () => {
	const first = moveInLog(atEnd, rows, height, -Infinity);
	expect(place(first, rows, height)).toEqual({index: 0, top: 0});
	expect(place(moveInLog(first, rows, height, -1), rows, height)).toEqual({index: 0, top: 0});
});

it('goes to what was written before when its line is hidden, and back when it is shown again', () => {
	const at = moveInLog(atEnd, rows, height, -40);
	const even = rows.filter(row => row.at % 2 === 0);
	expect(even[place(at, even, height).index]?.text).toBe('58');
	expect(rows[place(at, rows, height).index]?.text).toBe('59');
});

it('stands in an empty log, too', () => {
	expect(place(moveInLog(atEnd, [], height, -1), [], height)).toEqual({index: 0, top: 0});
});
