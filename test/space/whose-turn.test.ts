import {describe, expect, it} from 'vitest';
import type {Job, JobState} from '../../source/space/job/shape.ts';
import {whoseTurn} from '../../source/space/job/whose-turn.ts';
import {aJob, noon} from './job-world.ts';

const ready = (id: string, changes: Partial<Job> = {}): Job =>
	aJob('READY', {id, hashes: [id], createdAt: noon, ...changes});
const turn = (jobs: readonly Job[], now = noon, critical = false) =>
	whoseTurn(jobs, {now, critical})?.id;
const hours = 3_600_000;

describe('one move at a time', () => {
	it.each<JobState>(['ISSUING', 'MOVING', 'RECONCILE'])('none begins while one is %s', state => {
		expect(turn([ready('a'), aJob(state, {id: 'b'})])).toBeUndefined();
	});

	it.each<JobState>(['QUEUED', 'BLOCKED', 'VERIFYING', 'TAGGING', 'HELD'])(
		'%s is not in the way, and has no turn',
		state => {
			expect(turn([aJob(state, {id: 'b', priority: 10}), ready('a')])).toBe('a');
			expect(turn([aJob(state, {id: 'b'})])).toBeUndefined();
		},
	);
});

/** TABLE: who goes first, and why. */
it.each<[string, Job, Job]>([
	['the rest of a group', ready('b', {hashes: ['x', 'y'], member: 1}), ready('a', {priority: 10})],
	['the higher priority', ready('b', {priority: 1}), ready('a')],
	[
		'a finished download before space',
		ready('b'),
		ready('a', {kind: 'space', createdAt: noon - 1}),
	],
	['the older', ready('b', {createdAt: noon - 1}), ready('a')],
	['the smaller id', ready('a'), ready('b')],
	[
		'who has waited for hours',
		ready('b', {createdAt: noon - 2 * hours}),
		ready('a', {priority: 3}),
	],
	['ten steps at most', ready('b', {priority: 11}), ready('a', {createdAt: noon - 900 * hours})],
])('first goes %s', (_, first, second) => {
	expect(turn([first, second])).toBe(first.id);
	expect(turn([second, first])).toBe(first.id);
});

it('space goes first when the disk is nearly full', () => {
	const space = ready('s', {kind: 'space', priority: -10});
	expect(turn([ready('a', {priority: 5}), space], noon, true)).toBe('s');
	expect(turn([ready('a', {priority: 5}), space], noon, false)).toBe('a');
});
