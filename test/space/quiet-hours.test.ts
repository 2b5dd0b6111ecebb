import {expect, it} from 'vitest';
import {isWithinHours, readHours} from '../../source/space/plan/quiet-hours.ts';

const at = (hours: number, minutes: number): number =>
	new Date(2026, 10, 21, hours, minutes).getTime();

it.each([
	['08:00-23:30', [8, 0], true],
	['08:00-23:30', [23, 29], true],
	['08:00-23:30', [23, 30], false],
	['08:00-23:30', [7, 59], false],
	// Over midnight.
	['22:00-6:00', [23, 0], true],
	['22:00-6:00', [5, 59], true],
	['22:00-6:00', [6, 0], false],
	['00:00-24:00', [0, 0], true],
	['1:00-2:00, 13:00–14:00', [13, 59], true],
	['1:00-2:00, 13:00–14:00', [3, 0], false],
] as const)('%s at %j: %s', (text, [hours, minutes], expected) => {
	expect(isWithinHours(readHours(text) ?? [], at(hours, minutes))).toBe(expected);
});

it('without any, none is quiet', () => {
	expect(isWithinHours([], at(12, 0))).toBe(false);
});

it.each(['8-10', '08:60-10:00', '24:00-25:00', '10:00-10:00', '10:00', '', '08:00-10:00,'])(
	'%j is no such text',
	text => {
		expect(readHours(text)).toBeUndefined();
	},
);
