import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import type {RunHooks} from '../../source/space/run/hook-line.ts';
import {describeOnServers} from '../lab/lab.ts';
import type {Server} from '../lab/server.ts';
import {type Folders, type Running, startOrchestrator} from './an-orchestrator.ts';
import {jobOf} from './job-world.ts';
import {
	addSeeding,
	hasSecondDevice,
	infoOf,
	makeFolders,
	prepareServer,
	removeFolders,
} from './orchestrator-on-server.ts';

/** Fresh folders for each test, and orchestrators that end with it. */
const onFolders = (server: () => Server) => {
	let folders: Folders;
	let running: Running[] = [];
	const start = async (
		settings?: Record<string, string>,
		runHooks?: RunHooks,
	): Promise<Running> => {
		const one = await startOrchestrator(server(), folders, settings, runHooks);
		running.push(one);
		return one;
	};
	beforeEach(async ({skip}) => {
		if (!hasSecondDevice) skip('no second device: /dev/shm is missing');
		await prepareServer(server());
		folders = makeFolders();
		running = [];
	});
	afterEach(async () => {
		for (const one of running) await one.stop();
		removeFolders(folders);
	});
	/** What was complete before is left where it is; from then on it follows. */
	const begun = (one: Running) =>
		one.until(() => one.orchestrator.audit(0, 10).some(({action}) => action === 'baseline'));
	return {start, begun, folders: () => folders};
};

describeOnServers('the orchestrator', ['5.1', '5.3'], ({server}) => {
	const {start, begun, folders} = onFolders(server);

	it('leaves the library where it is, and moves what becomes complete after', async () => {
		const old = await addSeeding(server(), folders());
		const one = await start();
		await begun(one);
		const fresh = await addSeeding(server(), folders());
		const {ended} = await one.until(now => jobOf(now.ended, fresh.hash)?.state === 'DONE');
		const to = join(folders().hdd, 'tv');
		expect(jobOf(ended, fresh.hash)).toMatchObject({kind: 'completion', destination: to});
		expect(await infoOf(server(), fresh.hash)).toMatchObject({save_path: to, progress: 1});
		expect((await infoOf(server(), fresh.hash)).tags.split(', ').sort()).toEqual(['hdd', 'mine']);
		expect(await infoOf(server(), old.hash)).toMatchObject({save_path: old.from});
		expect(existsSync(join(fresh.from, fresh.name))).toBe(false);
		expect(existsSync(join(to, fresh.name, '2.mkv'))).toBe(true);
	});

	it('holds what would be moved onto files, until a person has looked', async () => {
		const one = await start();
		await begun(one);
		one.orchestrator.pause();
		const {hash, name, from} = await addSeeding(server(), folders());
		const to = join(folders().hdd, 'tv');
		mkdirSync(join(to, name), {recursive: true});
		writeFileSync(join(to, name, '2.mkv'), Buffer.alloc(300_000));
		await one.until(now => jobOf(now.jobs, hash)?.reason?.code === 'PAUSED');
		one.orchestrator.resume();
		const {jobs} = await one.until(now => jobOf(now.jobs, hash)?.state === 'HELD');
		const held = jobOf(jobs, hash);
		expect(held?.reason).toMatchObject({code: 'DEST_RESIDUE', good: from});
		expect(held?.reason?.paths).toEqual([join(to, name, '2.mkv')]);
		expect(await infoOf(server(), hash)).toMatchObject({save_path: from, progress: 1});
		expect(await one.orchestrator.release(held?.id ?? '')).toMatchObject({done: true});
		await one.until(now => jobOf(now.ended, hash)?.state === 'CANCELLED');
		expect(await infoOf(server(), hash)).toMatchObject({save_path: from, progress: 1});
	});
});

describeOnServers('the orchestrator, once it runs', ['5.3'], ({server}) => {
	const {start, begun, folders} = onFolders(server);

	it('a second one of the same folder does nothing, and says who has it', async () => {
		const one = await start();
		await one.until(({state}) => state === 'running');
		const two = await start();
		const {why, isHeldElsewhere} = await two.until(({state}) => state === 'failed');
		expect(isHeldElsewhere).toBe(true);
		expect(why).toContain(String(process.pid));
		expect(two.orchestrator.pause()).toMatchObject({done: false});
	});

	it('makes room when it is short, the plan first and then the moves', async () => {
		const old = await addSeeding(server(), folders());
		// Moving is to begin below a million GiB, so that there is never room enough.
		const one = await start({space_low_gb: '1000000'});
		await begun(one);
		const {ended, plan} = await one.until(now => jobOf(now.ended, old.hash)?.state === 'DONE');
		expect(jobOf(ended, old.hash)?.kind).toBe('space');
		expect(plan?.volumes.map(({tag}) => tag)).toEqual(['ssd', 'hdd']);
		expect((await infoOf(server(), old.hash)).save_path).toBe(join(folders().hdd, 'tv'));
	});

	it('takes up what was complete before where that is wished, and begins nothing in quiet hours but by hand', async () => {
		const old = await addSeeding(server(), folders());
		const one = await start({adopt_existing: 'true', quiet_hours: '00:00-24:00'});
		const {jobs} = await one.until(
			now => jobOf(now.jobs, old.hash)?.reason?.code === 'QUIET_HOURS',
		);
		const job = jobOf(jobs, old.hash);
		expect(job).toMatchObject({kind: 'recovered', state: 'BLOCKED', attempts: 0});
		expect(one.orchestrator.cancel(job?.id ?? '')).toMatchObject({done: true});
		expect(await one.orchestrator.move([old.hash])).toMatchObject({done: true});
		await one.until(now => jobOf(now.ended, old.hash)?.state === 'DONE');
		expect(one.moves).toHaveLength(1);
	});

	it('goes on where it was when it is started again', async () => {
		const one = await start();
		await begun(one);
		one.orchestrator.pause();
		const {hash} = await addSeeding(server(), folders());
		await one.until(now => jobOf(now.jobs, hash)?.reason?.code === 'PAUSED');
		await one.stop();
		const two = await start();
		const {paused} = await two.until(now => jobOf(now.jobs, hash) !== undefined);
		expect(paused?.why).toBeDefined();
		two.orchestrator.resume();
		await two.until(now => jobOf(now.ended, hash)?.state === 'DONE');
		expect((await infoOf(server(), hash)).save_path).toBe(join(folders().hdd, 'tv'));
	});

	it('runs hooks once for each job, beside the moves, and again when it was ended meanwhile', async () => {
		const ran: string[] = [];
		const untilEnd: RunHooks = async ({name}, signal) => {
			ran.push(name);
			const {promise, resolve} = Promise.withResolvers<void>();
			signal.addEventListener('abort', () => resolve());
			await promise;
			return 'stopped';
		};
		const one = await start({}, untilEnd);
		await begun(one);
		const [first, second] = [
			await addSeeding(server(), folders()),
			await addSeeding(server(), folders()),
		];
		// The hook of the first still runs while the second is moved.
		await one.until(now =>
			[first, second].every(({hash}) => jobOf(now.ended, hash)?.hooks === 'due'),
		);
		expect(ran).toHaveLength(1);
		await one.stop();
		const two = await start({}, async ({name}) => {
			ran.push(name);
			return name === second.name ? 'failed' : 'ran';
		});
		const {ended} = await two.until(
			now =>
				jobOf(now.ended, first.hash)?.hooks === 'ran' &&
				jobOf(now.ended, second.hash)?.hooks === 'failed',
		);
		expect(jobOf(ended, second.hash)?.state).toBe('DONE');
		expect(two.orchestrator.audit(0, 200).map(({action}) => action)).toContain('hooks failed');
		await two.stop();
		const three = await start({}, async ({name}) => {
			ran.push(name);
			return 'ran';
		});
		await three.until(({state}) => state === 'running');
		expect(ran.slice(1).toSorted()).toEqual([first.name, second.name].toSorted());
	});
});
