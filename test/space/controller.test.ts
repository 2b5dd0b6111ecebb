import {describe, expect, it} from 'vitest';
import {
	noControl,
	noteGain,
	noteMoved,
	notePlanned,
	restsUntil,
	setPaused,
} from '../../source/space/plan/controller.ts';
import {noon} from './planned.ts';

const day = 86_400_000;

describe('the breaker', () => {
	const gain = {expected: 100, before: 1000, after: 1100, written: 0};
	const after = (...gains: Array<Partial<typeof gain>>) =>
		gains.reduce((control, one) => noteGain(control, {...gain, ...one}), noControl).breaker;

	it.each<[string, Array<Partial<typeof gain>>, boolean]>([
		['stays when the space comes back', [{}, {}, {}], false],
		['stays after one move that freed nothing', [{after: 1000}], false],
		['opens after two in a row', [{after: 1000}, {after: 1049}], true],
		['stays when one between them did', [{after: 1000}, {}, {after: 1000}], false],
		['half of it is enough', [{after: 1050}, {after: 1050}], false],
		[
			'counts what downloads wrote meanwhile',
			[
				{after: 900, written: 200},
				{after: 950, written: 100},
			],
			false,
		],
		[
			'learns nothing from a move that frees nothing',
			[
				{expected: 0, after: 0},
				{expected: 0, after: 0},
			],
			false,
		],
	])('%s', (_, gains, open) => {
		expect(after(...gains)).toBe(open);
	});

	it('learns nothing where nothing can be measured', () => {
		const blind = {...gain, after: undefined};
		expect(noteGain(noteGain(noControl, blind), blind)).toEqual(noControl);
	});

	it('stays open, though space comes back again', () => {
		const open = {...noControl, breaker: true, weak: 2};
		expect(noteGain(open, gain).breaker).toBe(true);
	});
});

describe('the cap of a day', () => {
	it('adds up within a day, and begins anew with the next', () => {
		const today = noteMoved(noteMoved(noControl, 5, noon), 7, noon + 1000);
		expect(today.movedToday).toBe(12);
		expect(noteMoved(today, 3, noon + day).movedToday).toBe(3);
	});

	it('begins no new day when the clock is set back', () => {
		const today = noteMoved(noControl, 5, noon);
		expect(noteMoved(today, 7, noon - 3 * day)).toMatchObject({day: today.day, movedToday: 12});
	});
});

describe('the rest between two plans that run by themselves', () => {
	const planned = notePlanned(noControl, noon);
	const [cooldown, end] = [300_000, noon + 300_000];

	it('lasts as long as it should', () => {
		expect(restsUntil(planned, noon + 1, cooldown)).toBe(end);
		expect(restsUntil(planned, end, cooldown)).toBeUndefined();
		expect(restsUntil(noControl, noon, cooldown)).toBeUndefined();
	});

	it('but a clock that was set back holds nothing up', () => {
		expect(restsUntil(planned, noon - 3_600_000, cooldown)).toBeUndefined();
	});
});

it('what a person sets stays set', () => {
	const paused = setPaused(noControl, true);
	expect(notePlanned(noteMoved(paused, 1, noon), noon)).toMatchObject({
		paused: true,
		plannedAt: noon,
	});
	expect(setPaused(paused, false)).toEqual(noControl);
});
