import {describe, expect, it} from 'vitest';
import type {JobState} from '../../source/space/job/shape.ts';
import {inLine, restBetween} from '../../source/space/run/in-line.ts';
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
		expect(names(['READY', 'BLOCKED', 'QUEUED', 'MOVING'])).toEqual([3, 2]);
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

it('many that wait are looked at more seldom, and what is next is not', () => {
	expect(restBetween(aJob(1, 'BLOCKED'), 5000, 10)).toBe(5000);
	expect(restBetween(aJob(1, 'BLOCKED'), 5000, 300)).toBe(30_000);
	expect(restBetween(aJob(1, 'QUEUED'), 5000, 10_000)).toBe(60_000);
	expect(restBetween(aJob(1, 'READY'), 5000, 10_000)).toBe(5000);
	expect(restBetween(undefined, 5000, 10_000)).toBe(5000);
});
