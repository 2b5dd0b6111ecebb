import {describe, expect, it} from 'vitest';
import type {Seen, SeenFolder, SeenTorrent} from '../../source/space/job/seen.ts';
import type {Job} from '../../source/space/job/shape.ts';
import {step} from '../../source/space/job.ts';
import {
	aJob,
	atDestination,
	atSource,
	aWorld,
	clean,
	full,
	hash,
	limits,
	move,
	other,
	sentMove,
	to,
	twice,
} from './job-world.ts';

const pair = (state: Job['state'], member: number, changes: Partial<Job> = {}): Job =>
	aJob(state, {hashes: [hash, other], member, ...changes});

const both = (first: SeenTorrent, second: SeenTorrent, changes: Partial<Seen> = {}): Seen =>
	aWorld(undefined, {
		torrents: {[hash]: first, [other]: second},
		verdict: {...move, hashes: [hash, other], places: [move.places, move.places].flat()},
		...changes,
	});

const arrived: SeenTorrent = {...atDestination, tags: ['hdd']};
const carried: SeenFolder = {
	...{mounted: true, free: 0, complete: true},
	there: [{path: `${to}/Show/1.mkv`, sharedWith: hash}],
};

describe('a group', () => {
	it.each<[string, SeenTorrent]>([
		['is not complete', {...atSource, progress: 0.5, amountLeft: 500, state: 'downloading'}],
		['is checked', {...atSource, state: 'checkingUP'}],
		['is elsewhere', {...atSource, contentPath: '/mnt/x'}],
	])('does not begin while one of it %s', (_, second) => {
		const {job} = twice(pair('READY', 0), both(atSource, second));
		expect([job.state, job.reason?.code]).toEqual(['BLOCKED', 'GROUP_BUSY']);
	});

	it('the next one’s turn comes when one is done', () => {
		const job = pair('TAGGING', 0, {attempts: 2, intent: sentMove});
		const next = step(job, both(arrived, atSource), limits).job;
		expect(next).toMatchObject({state: 'READY', member: 1, attempts: 0, notBefore: 0});
		expect(next.intent).toBeUndefined();
	});

	it('the second may move onto files that the first has brought', () => {
		const seen = both(arrived, {...atSource, state: 'missingFiles'}, {destination: carried});
		const next = twice(pair('READY', 1), seen);
		expect(next.intent).toEqual({do: 'move', hash: other, to});
	});

	it('but onto no others, and not when the first is not whole there', () => {
		const alien = {...carried, there: [...(carried.there ?? []), {path: `${to}/Show/2.mkv`}]};
		const onto = twice(pair('READY', 1), both(arrived, atSource, {destination: alien})).job;
		expect(onto.reason).toMatchObject({code: 'DEST_RESIDUE', paths: [`${to}/Show/2.mkv`]});
		const torn = {...arrived, progress: 0.3, amountLeft: 700};
		const half = twice(pair('READY', 1), both(torn, atSource, {destination: carried})).job;
		expect([half.state, half.reason?.code]).toEqual(['BLOCKED', 'GROUP_BUSY']);
	});

	it('is held with a table of all members when one stops', () => {
		const seen = both(arrived, atSource, {destination: full});
		const {job} = twice(pair('RECONCILE', 1, {intent: {...sentMove, answer: 'accepted'}}), seen);
		expect(job.reason).toMatchObject({
			code: 'DEST_RESIDUE',
			members: [
				{hash, at: 'destination', progress: 1},
				{hash: other, at: 'source', progress: 1},
			],
		});
		expect(job.reason?.good, 'its files may have left with the first').toBeUndefined();
	});

	it('is contested when the first was moved back meanwhile', () => {
		const {job} = twice(pair('READY', 1), both(atSource, atSource, {destination: clean}));
		expect([job.state, job.reason?.code]).toEqual(['HELD', 'CONTESTED']);
	});

	it('is done when all are there; one that is not is looked at again', () => {
		const done = step(pair('TAGGING', 1), both(arrived, arrived), limits);
		expect([done.job.state, done.intent.do]).toEqual(['DONE', 'hooks']);
		const astray = step(pair('TAGGING', 1), both(atSource, arrived), limits).job;
		expect([astray.state, astray.member]).toEqual(['VERIFYING', 0]);
	});

	it('held, it is gone only when all of it is', () => {
		const held = pair('HELD', 0, {reason: {code: 'ATTEMPTS', text: 'x'}});
		const one = aWorld(undefined, {torrents: {[other]: atSource}});
		expect(twice(held, one).job.state).toBe('HELD');
		expect(twice(held, aWorld(undefined, {torrents: {}})).job.state).toBe('GONE');
	});
});
