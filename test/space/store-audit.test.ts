import {expect, it} from 'vitest';
import {hashOf, makeFolder, openIn} from './a-store.ts';
import {aJob} from './job-row.ts';

const day = 86_400_000;

it('no secret reaches the audit, wherever it stands', () => {
	const store = openIn(makeFolder());
	const secrets = ['hunter2', 'opensesame', 'qbt_0123', 'abc/def'];
	store.commit({
		at: 1,
		audit: [
			{
				actor: 'http',
				action: 'asked',
				torrent: hashOf(1),
				request: {
					path: '/notify?api_key=qbt_0123&hash=x',
					fields: {password: 'hunter2', inner: [{Authorization: 'Bearer opensesame'}]},
					body: 'username=a&password=hunter2&SID=abc/def',
				},
			},
		],
	});
	const [entry] = store.audit(0, 10);
	expect(entry).toMatchObject({torrent: hashOf(1), request: {path: '/notify?api_key=…&hash=x'}});
	for (const secret of secrets) expect(JSON.stringify(entry)).not.toContain(secret);
});

it('an entry that is too long is kept without its lists', () => {
	const store = openIn(makeFolder());
	const paths = Array.from({length: 2000}, (_, i) => `/downloads/hdd/Season/Episode ${i}.mkv`);
	store.commit({
		at: 1,
		audit: [{actor: 'loop', action: 'held', job: 'J', answer: 409, after: paths}],
	});
	const [entry] = store.audit(0, 10);
	expect(entry).toMatchObject({actor: 'loop', action: 'held', job: 'J', answer: 409});
	expect(JSON.stringify(entry).length).toBeLessThan(1000);
});

it('is read on from any entry, and numbers never come again', () => {
	const folder = makeFolder();
	const keep = {days: 30, least: 0, entries: 3};
	const store = openIn(folder, {keep});
	const note = (action: string) => ({actor: 'loop' as const, action});
	for (const action of ['a', 'b', 'c', 'd', 'e'])
		store.commit({at: 100 * day, audit: [note(action)]});
	expect(store.audit(1, 2).map(({seq, action}) => [seq, action])).toEqual([
		[2, 'b'],
		[3, 'c'],
	]);
	store.trim(100 * day);
	expect(store.audit(0, 10).map(({action}) => action)).toEqual(['c', 'd', 'e']);
	store.trim(131 * day);
	expect(store.audit(0, 10)).toEqual([]);
	store.close();
	const next = openIn(folder, {keep});
	next.commit({at: 132 * day, audit: [note('f')]});
	expect(next.audit(0, 10).map(({seq}) => seq)).toEqual([6]);
});

it('of ended jobs the old ones are forgotten; an open one and the newest never', () => {
	const store = openIn(makeFolder(), {keep: {days: 30, least: 1, entries: 1000}});
	const old = (index: number, state: 'DONE' | 'HELD') => ({...aJob(index, state), updatedAt: day});
	store.commit({
		at: 1,
		jobs: [old(1, 'DONE'), old(2, 'HELD'), old(3, 'DONE')],
		seen: [{torrent: hashOf(1), completedOn: 5}],
	});
	store.trim(30 * day);
	expect(store.endedJobs(9)).toHaveLength(2);
	// Ten years ahead: a clock that jumped.
	store.trim(3650 * day);
	expect(store.endedJobs(9).map(({id}) => id)).toEqual([aJob(3).id]);
	expect(store.openJobs().map(({id}) => id)).toEqual([aJob(2).id]);
	expect(store.lastJobOf(hashOf(1))).toBeUndefined();
	expect(store.isSeen({torrent: hashOf(1), completedOn: 5})).toBe(true);
});

it('a person’s no is kept as long as nothing newer is known of the torrent', () => {
	const store = openIn(makeFolder(), {keep: {days: 30, least: 0, entries: 1000}});
	const old = (index: number, of: number, state: 'DONE' | 'CANCELLED') => ({
		...aJob(index, state),
		hashes: [hashOf(of)],
		updatedAt: day,
	});
	store.commit({
		at: 1,
		jobs: [old(1, 1, 'CANCELLED'), old(2, 2, 'CANCELLED'), old(3, 2, 'DONE'), old(4, 3, 'DONE')],
	});
	store.trim(3650 * day);
	expect([...store.givenUp().keys()]).toEqual([hashOf(1)]);
	expect(store.endedJobs(9).map(({id}) => id)).toEqual([aJob(1).id]);
});
