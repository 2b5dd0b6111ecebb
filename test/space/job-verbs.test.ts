import {describe, expect, it} from 'vitest';
import type {JobState, Reason} from '../../source/space/job/shape.ts';
import {cancel, release, retry, type Verdict} from '../../source/space/job/verbs.ts';
import {step} from '../../source/space/job.ts';
import {
	aJob,
	atDestination,
	atSource,
	aWorld,
	clean,
	from,
	full,
	hash,
	limits,
	noon,
	other,
	sentMove,
	twice,
} from './job-world.ts';

const state = (verdict: Verdict): string => ('refused' in verdict ? 'refused' : verdict.job.state);

const residue: Reason = {code: 'DEST_RESIDUE', text: 'x', paths: ['/hdd/tv/Show'], good: from};
const held = aJob('HELD', {reason: residue, attempts: 3, intent: sentMove});

/** TABLE: what a person may do in which state. */
it.each<[JobState, string, string]>([
	['QUEUED', 'refused', 'CANCELLED'],
	['READY', 'refused', 'CANCELLED'],
	['BLOCKED', 'READY', 'CANCELLED'],
	['ISSUING', 'refused', 'refused'],
	['MOVING', 'refused', 'refused'],
	['RECONCILE', 'refused', 'refused'],
	['VERIFYING', 'refused', 'refused'],
	['TAGGING', 'refused', 'refused'],
	['HELD', 'READY', 'CANCELLED'],
	['DONE', 'refused', 'refused'],
	['SKIPPED', 'refused', 'refused'],
	['GONE', 'refused', 'refused'],
	['CANCELLED', 'refused', 'refused'],
])('%s: retry %s, cancel %s, release only when held', (before, retried, cancelled) => {
	const job = aJob(before);
	expect(state(retry(job, noon))).toBe(retried);
	expect(state(cancel(job, noon))).toBe(cancelled);
	const released = release(job, aWorld(atSource, {source: full}));
	expect(state(released)).toBe(before === 'HELD' ? 'HELD' : 'refused');
	for (const verdict of [retry(job, noon), cancel(job, noon), released]) {
		if ('refused' in verdict) expect(verdict.refused).toMatch(/\.$/);
	}
});

describe('retry', () => {
	it('tests all anew: what lies at the destination holds it again', () => {
		const verdict = retry(held, noon);
		if ('refused' in verdict) return expect.fail(verdict.refused);
		expect(verdict.job).toMatchObject({state: 'READY', attempts: 0, notBefore: 0});
		const again = twice(verdict.job, aWorld(atSource, {destination: full}));
		expect(again.job.reason?.code).toBe('DEST_RESIDUE');
		expect(twice(verdict.job, aWorld(atSource)).intent.do).toBe('move');
	});

	it('does not bring back trust in a destination that can’t be seen', () => {
		const verdict = retry(held, noon);
		if ('refused' in verdict) return expect.fail(verdict.refused);
		const trusting = {...limits, trustDestination: true};
		const unseen = aWorld(atSource, {destination: {...clean, there: undefined}});
		expect(twice(verdict.job, unseen, 5000, trusting).job.reason?.code).toBe('DST_UNSEEN');
	});

	it('of what was never planned plans it', () => {
		expect(state(retry(aJob('HELD', {destination: ''}), noon))).toBe('QUEUED');
	});
});

describe('release', () => {
	const torn = {...atDestination, state: 'downloading', progress: 0.35, amountLeft: 650} as const;

	it('that came to nothing, as the server was restarted, says so, and can be done once more', () => {
		const verdict = release(held, aWorld(torn, {source: full}));
		if ('refused' in verdict) return expect.fail(verdict.refused);
		const seen = aWorld(torn, {source: full});
		expect(twice(verdict.job, seen).job.reason?.text).toMatch(/^Pointed back/);
		const {job, intent} = twice(verdict.job, seen, limits.doubt);
		expect(intent.do).toBe('tell');
		expect(job).toMatchObject({state: 'HELD', reason: {code: 'RELEASED'}});
		expect(job.reason?.text).toMatch(/release it once more/);
		expect(state(release(job, seen))).toBe('HELD');
		// It is told once, and seen through all the same.
		expect(twice(job, seen, limits.doubt).intent.do).toBe('look');
		expect(twice(job, aWorld(atSource), limits.doubt).job.state).toBe('CANCELLED');
	});

	it('takes it from where files are gone that the server believes in', () => {
		const hollow = {source: {...full, complete: false}, destination: clean};
		expect(state(release(held, aWorld(atDestination, hollow)))).toBe('HELD');
	});

	it('points it back to the good copy, and ends when that is found whole', () => {
		const verdict = release(held, aWorld(torn, {source: full}));
		if ('refused' in verdict) return expect.fail(verdict.refused);
		expect(verdict.intent).toEqual({do: 'release', hash, to: from, isThere: false});
		const {job} = verdict;
		expect(job.reason?.code).toBe('RELEASED');
		expect('refused' in retry(job, noon)).toBe(true);
		const checking = {...atSource, state: 'checkingUP', progress: 0.5, amountLeft: 500} as const;
		const checked = twice(job, aWorld(checking)).job;
		expect(checked.state).toBe('HELD');
		expect(step(checked, aWorld(atSource), limits).job.state).toBe('HELD');
		const ended = {state: 'CANCELLED', reason: {code: 'RELEASED'}};
		expect(twice(checked, aWorld(atSource)).job).toMatchObject(ended);
		// The check may not have begun: what the server said before it says nothing.
		expect(twice(job, aWorld(atSource)).job.state).toBe('HELD');
		expect(twice(job, aWorld(atSource), limits.doubt).job).toMatchObject(ended);
	});

	it.each([
		['nothing of the old copy is there', aWorld(torn, {source: clean}), /None/],
		['the old copy can’t be seen', aWorld(torn, {source: undefined}), /can’t be seen/],
		['something is moved', aWorld(torn, {source: full, moving: [other]}), /moving/],
		[
			'it is whole where it is, and a part of it lies at the old place',
			aWorld({...atSource, contentPath: '/mnt/x/Show'}, {source: {...full, complete: false}}),
			/It is whole in \/mnt\/x\/Show/,
		],
		['it is not listed', aWorld(undefined, {source: full}), /does not show/],
	])('is refused when %s', (_, seen, why) => {
		const verdict = release(held, seen);
		expect('refused' in verdict && verdict.refused).toMatch(why);
	});
});

it('what is held is left alone', () => {
	for (const torrent of [atSource, atDestination]) {
		expect(twice(held, aWorld(torrent), 1e9).job).toBe(held);
	}
});
