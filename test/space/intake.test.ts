import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {createOperator} from '../../source/space/run/operator.ts';
import {createShelf} from '../../source/space/run/shelf.ts';
import type {DurableStore} from '../../source/space/store/shape.ts';
import {hashOf, makeFolder, openIn} from './a-store.ts';
import {hashesOf, type OpenIntake, openIntake, willing} from './an-intake.ts';
import {noon, torrent} from './planned.ts';

const hour = 3_600_000;

/** A clock that is set by hand; minutes go by between two looks at the whole list. */
const start = (durable: DurableStore, address = 'http://127.0.0.1') => {
	const time = {now: noon};
	const clock = {now: () => time.now, ticks: () => time.now};
	const opened = openIntake(durable, {clock, address});
	return {
		...opened,
		wait: (ms: number): void => {
			time.now += ms;
		},
		look: () => opened.intake.take(willing),
		operator: operatorOf(durable, clock.now, opened),
	};
};

const operatorOf = (durable: DurableStore, now: () => number, {intake, torrents}: OpenIntake) =>
	createOperator({
		...{durable, now, intake, torrents},
		commit: createShelf(durable, now, () => undefined).commit,
		plan: () => Promise.reject(new Error('not here')),
		records: {planned: () => undefined, reset: () => undefined},
		seen: () => Promise.reject(new Error('not here')),
		releaser: {release: async () => undefined},
		changed: () => undefined,
		note: () => undefined,
	});

const end = (store: DurableStore, id: string): void => {
	const job = store.job(id);
	if (job) store.commit({at: noon, jobs: [{...job, state: 'DONE'}]});
};

/** Complete an hour after the first look. */
const fresh = (name: string, fields = {}) =>
	torrent(name, {completion_on: (noon + hour) / 1000, save_path: '/ssd', ...fields});

describe('what someone says is complete', () => {
	it('11 told 100 times over makes one job', () => {
		const store = openIn(makeFolder());
		const {intake} = start(store);
		const told = Array.from({length: 100}, () =>
			intake.addNotified({ids: [hashOf(1)], priority: 0}),
		);
		expect(new Set(told.map(({job}) => job)).size).toBe(1);
		expect(told.filter(({isDuplicate}) => !isDuplicate)).toHaveLength(1);
		expect(store.openJobs()).toHaveLength(1);
	});

	it('12 told again when all is done is the job that it was, until it is complete anew', () => {
		const store = openIn(makeFolder());
		const {intake, list} = start(store);
		const film = fresh('Film', {completion_on: noon / 1000 - 60});
		list([film]);
		const first = intake.addNotified({ids: [film.hash], priority: 0});
		end(store, first.job);
		const again = intake.addNotified({ids: [film.hash], priority: 0});
		expect(again).toMatchObject({job: first.job, state: 'DONE', isDuplicate: true});
		list([{...film, completion_on: noon / 1000 + 60}]);
		expect(intake.addNotified({ids: [film.hash], priority: 0}).isDuplicate).toBe(false);
	});

	it('13 told by its first hash, a hybrid is known by the server’s own', () => {
		const store = openIn(makeFolder());
		const {intake, list} = start(store);
		const second = 'c'.repeat(64);
		const hybrid = fresh('Hybrid', {
			...{hash: second.slice(0, 40), infohash_v1: hashOf(7), infohash_v2: second},
		});
		list([hybrid]);
		const {job} = intake.addNotified({ids: [hashOf(7)], priority: 0});
		expect(store.job(job)?.hashes).toEqual([hybrid.hash]);
		for (const ids of [[second], [hybrid.hash], [hashOf(7), second]]) {
			expect(intake.addNotified({ids, priority: 0})).toMatchObject({job, isDuplicate: true});
		}
	});

	it('14 told before the server lists it, it is the same torrent afterwards', async () => {
		const store = openIn(makeFolder());
		const {intake, list, look} = start(store);
		await look();
		const {job} = intake.addNotified({ids: [hashOf(7)], priority: 3});
		expect(store.job(job)).not.toHaveProperty('listed');
		const hybrid = fresh('Hybrid', {hash: 'd'.repeat(40), infohash_v1: hashOf(7)});
		list([hybrid, fresh('Film')]);
		await look();
		expect(store.openJobs()).toMatchObject([
			{id: job, hashes: [hybrid.hash], priority: 3, listed: true},
			{name: 'Film', listed: true},
		]);
	});

	it('21 told again, as its answer was lost, to the next process: the same job', () => {
		const folder = makeFolder();
		const store = openIn(folder);
		const {job} = start(store).intake.addNotified({ids: [hashOf(1)], priority: 0});
		store.close();
		const {intake} = start(openIn(folder));
		expect(intake.addNotified({ids: [hashOf(1)], priority: 0})).toMatchObject({
			...{job, isDuplicate: true},
		});
	});

	it('10,000 of them in a burst, each twice: none is lost, and none doubled', () => {
		const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
		const folder = mkdtempSync(join(root, 'qbtui-burst-'));
		onTestFinished(() => rmSync(folder, {recursive: true}));
		const store = openIn(folder);
		const {intake} = start(store);
		const jobs = new Set<string>();
		for (let index = 1; index <= 10_000; index++) {
			const notice = {ids: [hashOf(index)], priority: 0};
			const {job, isDuplicate} = intake.addNotified(notice);
			expect(isDuplicate).toBe(false);
			jobs.add(job);
			const earlier = {ids: [hashOf(Math.ceil(index / 2))], priority: 0};
			expect(intake.addNotified(earlier).isDuplicate).toBe(true);
		}
		expect(jobs.size).toBe(10_000);
		store.close();
		const found = openIn(folder).openJobs();
		expect(found.map(({id}) => id)).toEqual([...jobs].sort());
		expect(new Set(hashesOf(found)).size).toBe(10_000);
	});
});

describe('what nobody has told', () => {
	it('19 is found when the whole list is compared, once', async () => {
		const store = openIn(makeFolder());
		const {list, look, wait} = start(store);
		list([torrent('Old')]);
		await look();
		expect(store.openJobs()).toEqual([]);
		const film = fresh('Film');
		wait(2 * hour);
		list([torrent('Old'), film, torrent('There', {save_path: '/hdd', completion_on: noon})]);
		await look();
		expect(store.openJobs()).toMatchObject([{kind: 'recovered', hashes: [film.hash]}]);
		wait(2 * hour);
		await look();
		expect(store.openJobs()).toHaveLength(1);
		end(store, store.openJobs()[0]?.id ?? '');
		wait(2 * hour);
		await look();
		expect(store.openJobs()).toEqual([]);
	});

	it('is looked at again when it could not be judged', async () => {
		const store = openIn(makeFolder());
		const {intake, list, look, wait} = start(store);
		await look();
		wait(2 * hour);
		await look();
		list([fresh('Film')]);
		const away = {...willing, ready: () => Promise.reject(new Error('away'))};
		await expect(intake.take(away)).rejects.toThrow('away');
		await look();
		expect(store.openJobs()).toMatchObject([{name: 'Film'}]);
	});

	it('keeps nobody waiting while thousands are compared', async () => {
		const store = openIn(makeFolder());
		const {list, look, wait} = start(store);
		list(Array.from({length: 4500}, (_, i) => torrent(`Film ${i}`)));
		await look();
		wait(2 * hour);
		const done = look().then(() => 'compared');
		const others = Array.from({length: 4}, () => new Promise(resolve => setImmediate(resolve)));
		expect(await Promise.race([done, Promise.all(others).then(() => 'others')])).toBe('others');
		await done;
	});

	it.each(['while the server lists it', 'while the server is away'])(
		'59 and was cleared %s does not come back',
		async when => {
			const store = openIn(makeFolder());
			const {intake, list, look, wait, operator} = start(store);
			await look();
			wait(2 * hour);
			const film = fresh('Film');
			if (when === 'while the server lists it') list([film]);
			intake.addNotified({ids: [film.hash], priority: 0});
			expect(operator.clear()).toMatchObject({done: true});
			list([film]);
			wait(hour);
			await look();
			expect(store.openJobs()).toEqual([]);
		},
	);

	it('59 what is under way or held is not cleared', () => {
		const store = openIn(makeFolder());
		const {intake, operator} = start(store);
		const states = ['ISSUING', 'MOVING', 'RECONCILE', 'VERIFYING', 'TAGGING', 'HELD'] as const;
		for (const [index, state] of states.entries()) {
			const {job} = intake.addNotified({ids: [hashOf(index + 1)], priority: 0});
			const found = store.job(job);
			const intent = {hash: hashOf(index + 1), to: '/hdd', sentAt: noon};
			if (found) store.commit({at: noon, jobs: [{...found, state, intent}]});
		}
		intake.addNotified({ids: [hashOf(99)], priority: 0});
		operator.clear();
		expect(store.openJobs().map(({state}) => state)).toEqual(states);
	});

	it('8 after the state was lost, is left where it is, and that is told', async () => {
		const store = openIn(makeFolder());
		store.commit({at: noon, controls: {baselineAt: 1, rebuilt: {at: noon, why: 'it was noise'}}});
		const {list, look, notes} = start(store);
		list([torrent('Old')]);
		await look();
		expect(store.openJobs()).toEqual([]);
		expect(store.control('rebuilt')).toBeUndefined();
		expect(notes.join()).toMatch(/it was noise.*What is complete already \(1 torrent\) is left/);
	});
});

const library = (name: string, count: number) =>
	Array.from({length: count}, (_, i) => fresh(`${name} ${i}`, {completion_on: noon / 1000 - 60}));

const refill = async (
	{list, look, wait}: ReturnType<typeof start>,
	torrents: ReturnType<typeof library>,
): Promise<void> => {
	list(torrents);
	await look();
	wait(hour);
};

describe('a library that nobody has asked to be moved', () => {
	it.each([4_294_967_295, noon / 1000 + hour, 0, -1])(
		'31 is what was there first, whatever the server says when it was complete: %i',
		async completion_on => {
			const store = openIn(makeFolder());
			const {list, look, wait} = start(store);
			list([fresh('Old', {completion_on})]);
			await look();
			wait(2 * hour);
			await look();
			expect(store.openJobs()).toEqual([]);
		},
	);

	it('is that of a server that was set up anew at the same address', async () => {
		const store = openIn(makeFolder());
		const one = start(store);
		await refill(one, library('Old', 3));
		one.list([]);
		await one.comeBack(library('Other', 20));
		one.wait(hour);
		await one.look();
		expect(store.openJobs()).toEqual([]);
		expect(one.notes.join()).toMatch(/another library.*\(20 torrents\) is left where it is/);
		// What becomes complete from now on is as new as anywhere.
		const film = fresh('Film', {completion_on: noon / 1000 + 2 * hour});
		one.list([...library('Other', 20), film]);
		one.wait(hour);
		await one.look();
		expect(hashesOf(store.openJobs())).toEqual([film.hash]);
	});

	it('is that of another address, once no job is left; and with one, nothing is taken', async () => {
		const store = openIn(makeFolder());
		await refill(start(store), library('Old', 3));
		const both = [...library('Old', 1), ...library('Other', 15)];
		const job = start(store).intake.addNotified({ids: [both[0]?.hash ?? ''], priority: 0}).job;
		const other = start(store, 'http://elsewhere');
		other.list(both);
		await expect(other.look()).rejects.toThrow(/are of http:\/\/127/);
		end(store, job);
		await other.look();
		other.wait(hour);
		await other.look();
		expect(store.openJobs()).toEqual([]);
		expect(store.control('server')).toBe('http://elsewhere');
	});

	it('is not what came while nobody looked, nor the same one at another address', async () => {
		const store = openIn(makeFolder());
		await refill(start(store), library('Old', 30));
		const next = start(store, 'http://elsewhere');
		const others = Array.from({length: 200}, (_, i) => fresh(`HDD ${i}`, {save_path: '/hdd'}));
		await refill(next, [...library('Old', 30), ...others, fresh('Film')]);
		expect(store.openJobs()).toMatchObject([{name: 'Film'}]);
	});
});

it('30 a job that ended as the server did not list it is there again with the torrent', async () => {
	const store = openIn(makeFolder());
	const one = start(store);
	await refill(one, library('Old', 1));
	const film = fresh('Film');
	one.wait(hour);
	await refill(one, [...library('Old', 1), film]);
	const [job] = store.openJobs();
	if (job) store.commit({at: noon, jobs: [{...job, state: 'GONE'}]});
	await refill(one, [...library('Old', 1), film]);
	expect(hashesOf(store.openJobs())).toEqual([film.hash]);
	expect(store.openJobs()[0]?.id).not.toBe(job?.id);
});

it('36 a torrent that came back once is counted once, however often qbtui is started', async () => {
	const folder = makeFolder();
	const film = fresh('Film');
	const first = openIn(folder);
	const {intake, list} = start(first);
	list([film]);
	end(first, intake.addNotified({ids: [film.hash], priority: 0}).job);
	first.close();
	for (let starts = 0; starts < 3; starts++) {
		const store = openIn(folder);
		await refill(start(store), [film]);
		expect(store.contested().get(film.hash)).toBe(1);
		store.close();
	}
});
