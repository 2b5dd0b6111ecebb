import {describe, expect, it} from 'vitest';
import type {Job, JobState} from '../../source/space/job/shape.ts';
import {StoreError} from '../../source/space/store/errors.ts';
import {hashOf, makeFolder, openIn} from './a-store.ts';
import {aJob} from './job-row.ts';

const at = Date.UTC(2026, 10, 21);

describe('what was committed', () => {
	it('is there in the next process, every field of it', () => {
		const folder = makeFolder();
		const store = openIn(folder);
		const held: Job = {
			...aJob(1, 'HELD'),
			name: 'Häxan \u0000\ud83c\udf1e "quoted" \\ \n',
			reason: {code: 'DEST_RESIDUE', text: 'There is something.', paths: ['/hdd/狂った一頁.mkv']},
			intent: {hash: hashOf(1), to: '/hdd', sentAt: at, answer: 'unknown'},
		};
		const completion = {torrent: hashOf(1), completedOn: 1_700_000_000};
		store.commit({
			at,
			jobs: [held, aJob(2, 'DONE')],
			seen: [completion],
			buried: [{...completion, completedOn: -1}],
			baseline: [hashOf(7)],
			contested: new Map([[hashOf(8), 2]]),
			controls: {paused: {since: at, why: 'by the user'}, baselineAt: at},
			audit: [{actor: 'loop', action: 'move sent', job: held.id, answer: 200}],
			imported: [{key: 'k', path: '/p'}],
		});
		store.close();

		const next = openIn(folder);
		expect(next.openJobs()).toEqual([held]);
		expect(next.endedJobs(10)).toEqual([aJob(2, 'DONE')]);
		expect(next.job(held.id)).toEqual(held);
		expect(next.openJobOf(hashOf(1))).toEqual(held);
		expect(next.openJobOf(hashOf(2))).toBeUndefined();
		expect(next.lastJobOf(hashOf(2))).toEqual(aJob(2, 'DONE'));
		expect(next.isSeen(completion)).toBe(true);
		expect(next.isSeen({...completion, completedOn: -1})).toBe(false);
		expect(next.isBuried({...completion, completedOn: -1})).toBe(true);
		expect(next.isInBaseline(hashOf(7))).toBe(true);
		expect(next.isInBaseline(hashOf(1))).toBe(false);
		expect(next.contested()).toEqual(new Map([[hashOf(8), 2]]));
		expect(next.control('paused')).toEqual({since: at, why: 'by the user'});
		expect(next.control('baselineAt')).toBe(at);
		expect(next.control('breaker')).toBeUndefined();
		expect(next.control('rebuilt')).toBeUndefined();
		expect(next.audit(0, 10)).toEqual([
			{seq: 1, at, actor: 'loop', action: 'move sent', job: held.id, answer: 200},
		]);
		expect(next.isImported('k')).toBe(true);
	});

	it('tells what a person gave up, until it has a newer job', () => {
		const store = openIn(makeFolder());
		const cancelled = {...aJob(1, 'CANCELLED'), hashes: [hashOf(1), hashOf(2)], updatedAt: at};
		store.commit({at, jobs: [cancelled, aJob(3, 'DONE')]});
		expect(store.givenUp()).toEqual(
			new Map([
				[hashOf(1), at],
				[hashOf(2), at],
			]),
		);
		store.commit({at, jobs: [{...aJob(4, 'QUEUED'), hashes: [hashOf(2)]}]});
		expect([...store.givenUp().keys()]).toEqual([hashOf(1)]);
	});

	it('can be taken back: the pause, and what was contested', () => {
		const store = openIn(makeFolder());
		store.commit({
			at,
			contested: new Map([[hashOf(1), 2]]),
			controls: {paused: {since: at, why: 'x'}, server: 'http://nas'},
		});
		store.commit({at, contested: new Map([[hashOf(1), 0]]), controls: {paused: undefined}});
		expect(store.contested()).toEqual(new Map());
		expect(store.control('paused')).toBeUndefined();
		expect(store.control('server')).toBe('http://nas');
	});
});

describe('a torrent has one job that has not ended', () => {
	const open: readonly JobState[] = ['QUEUED', 'READY', 'BLOCKED', 'ISSUING', 'MOVING', 'HELD'];
	it.each(open)('a second one beside %s is refused, and nothing of that commit is kept', state => {
		const store = openIn(makeFolder());
		store.commit({at, jobs: [aJob(1, state)]});
		const second = {...aJob(2), hashes: [hashOf(2), hashOf(1)]};
		const changes = {at, jobs: [second], seen: [{torrent: hashOf(2), completedOn: 5}]};
		expect(() => store.commit(changes)).toThrow(
			expect.objectContaining({code: 'Duplicate', message: expect.stringContaining(hashOf(1))}),
		);
		expect(store.openJobs()).toEqual([aJob(1, state)]);
		expect(store.isSeen({torrent: hashOf(2), completedOn: 5})).toBe(false);
		expect(store.failure()).toBeUndefined();
	});

	it.each<JobState>(['DONE', 'SKIPPED', 'GONE', 'CANCELLED'])(
		'after %s there may be another',
		state => {
			const store = openIn(makeFolder());
			store.commit({at, jobs: [aJob(1, state)]});
			store.commit({at, jobs: [{...aJob(2), hashes: [hashOf(1)]}]});
			expect(store.openJobOf(hashOf(1))?.id).toBe(aJob(2).id);
			expect(store.lastJobOf(hashOf(1))?.id).toBe(aJob(2).id);
		},
	);

	it('which one commit can hand from one job to another', () => {
		const store = openIn(makeFolder());
		store.commit({at, jobs: [aJob(1)]});
		store.commit({at, jobs: [{...aJob(2), hashes: [hashOf(1)]}, aJob(1, 'CANCELLED')]});
		expect(store.openJobs().map(({id}) => id)).toEqual([aJob(2).id]);
	});

	it('which follows the members of a group as they become known', () => {
		const store = openIn(makeFolder());
		store.commit({at, jobs: [aJob(1)]});
		store.commit({at, jobs: [{...aJob(1), hashes: [hashOf(2), hashOf(3)]}]});
		expect(store.openJobOf(hashOf(1))).toBeUndefined();
		expect(store.openJobOf(hashOf(3))?.id).toBe(aJob(1).id);
	});
});

it('jobs come in the order of their age', () => {
	const store = openIn(makeFolder());
	store.commit({at, jobs: [aJob(3), aJob(1), aJob(2), aJob(5, 'DONE'), aJob(4, 'GONE')]});
	expect(store.openJobs()).toEqual([aJob(1), aJob(2), aJob(3)]);
	expect(store.endedJobs(1)).toEqual([aJob(5, 'DONE')]);
	expect(store.endedJobs(9)).toEqual([aJob(5, 'DONE'), aJob(4, 'GONE')]);
});

it('a store that is closed says so, and can be closed twice', () => {
	const store = openIn(makeFolder());
	store.close();
	store.close();
	expect(() => store.commit({at, jobs: [aJob(1)]})).toThrow(StoreError);
	expect(store.failure()).toBeInstanceOf(StoreError);
});
