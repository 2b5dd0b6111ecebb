import {describe, expect, it} from 'vitest';
import type {JobState} from '../../source/space/job/shape.ts';
import {inLine, restBetween, untilLook} from '../../source/space/run/in-line.ts';
import {aJob} from './job-row.ts';
import {noon} from './planned.ts';

const names = (states: readonly JobState[], due: ReadonlyArray<[number, number]> = []) => {
	const jobs = states.map((state, index) => aJob(index, state));
	const dueBy = new Map(due.map(([index, at]) => [aJob(index).id, at]));
	const world = {now: noon, critical: false, ticks: 100, due: dueBy};
	return inLine(jobs, world).map(({id}) => jobs.findIndex(job => job.id === id));
};

describe('which jobs are looked at', () => {
	it('the one whose turn it is, before thousands that wait', () => {
		const many = Array.from({length: 10_000}, (): JobState => 'BLOCKED');
		const line = names([...many, 'READY']);
		expect(line[0]).toBe(10_000);
		expect(line.length).toBeLessThan(50);
	});

	it('what is under way first, and then none that would have to wait for it', () => {
		expect(names(['READY', 'BLOCKED', 'QUEUED', 'MOVING'])).toEqual([3, 1, 2]);
		expect(names(['READY', 'TAGGING', 'BLOCKED'])).toEqual([1, 0, 2]);
		expect(names(['HELD', 'READY', 'VERIFYING'])).toEqual([2, 1, 0]);
	});

	it('who has waited longest for a look, and nobody before the time', () => {
		const due: Array<[number, number]> = [
			[0, 90],
			[1, 101],
			[2, 80],
		];
		expect(names(['BLOCKED', 'BLOCKED', 'BLOCKED', 'QUEUED'], due)).toEqual([3, 2, 0]);
	});
});

describe('how long nobody is looked at', () => {
	const until = (states: readonly JobState[], due: ReadonlyArray<readonly [number, number]>) => {
		const jobs = states.map((state, index) => aJob(index, state));
		return untilLook(jobs, {ticks: 100, due: new Map(due.map(([i, at]) => [aJob(i).id, at]))});
	};

	it('is until the first that is due', () => {
		expect(
			until(
				['BLOCKED', 'HELD'],
				[
					[0, 900],
					[1, 500],
				],
			),
		).toBe(400);
		expect(until(['BLOCKED', 'QUEUED'], [[0, 900]])).toBeLessThanOrEqual(0);
		expect(until([], [])).toBe(Number.POSITIVE_INFINITY);
	});

	it('is not cut short by those that wait for a move to end', () => {
		expect(
			until(
				['MOVING', 'READY', 'READY'],
				[
					[0, 600],
					[1, 20],
				],
			),
		).toBe(500);
	});

	it('is known of more jobs than a call takes arguments', () => {
		const many = Array.from({length: 200_000}, (): JobState => 'BLOCKED');
		expect(until(many, [])).toBeLessThanOrEqual(0);
	});
});

it('many that wait are looked at more seldom, and what is next is not', () => {
	const waiting = (count: number, other: JobState = 'READY') => [
		...Array.from({length: count - 1}, (_, i) => aJob(i, 'BLOCKED')),
		aJob(count, other),
	];
	expect(restBetween(aJob(1, 'BLOCKED'), 5000, waiting(10))).toBe(5000);
	expect(restBetween(aJob(1, 'BLOCKED'), 5000, waiting(300))).toBe(30_000);
	expect(restBetween(aJob(1, 'BLOCKED'), 5000, waiting(301, 'MOVING'))).toBe(300_000);
	expect(restBetween(aJob(1, 'READY'), 5000, waiting(10_000))).toBe(5000);
	expect(restBetween(undefined, 5000, waiting(10_000))).toBe(5000);
});
