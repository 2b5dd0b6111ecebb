import {readdirSync} from 'node:fs';
import {expect, it} from 'vitest';
import {fill, hashOf, makeFolder, openIn} from '../space/a-store.ts';
import {heldJob, jobOf, movingJob} from '../views/work.ts';
import {qbtui} from './qbtui.ts';

const disks = {DOWNLOAD_PATH_SSD: '/ssd', FINAL_DEST_BASE_HDD: '/hdd'};
/** Nothing listens there: what is said of jobs needs no server. */
const nowhere = 'http://127.0.0.1:9';

const waiting = jobOf(6, 'READY', {name: 'Ready film'});
const done = jobOf(0, 'DONE', {name: 'Done film'});
const jobs = [heldJob, movingJob, waiting, done];

const run = (folder: string, ...args: readonly string[]) =>
	qbtui({args: ['queue', ...args], env: {...disks, QBTUI_STATE_DIR: folder, QBTUI_URL: nowhere}});

const filled = (): string => {
	const folder = makeFolder();
	fill(folder, jobs);
	return folder;
};

/** What the store says afterwards. */
const stateOf = (folder: string, id: string) => {
	const store = openIn(folder);
	const job = store.job(id);
	const paused = store.control('paused');
	store.close();
	return {state: job?.state, reason: job?.reason?.code, paused};
};

it('lists jobs for people: HELD ones whole, with what to do', async () => {
	const {code, out} = await run(filled());
	expect(code).toBe(0);
	expect(out).toMatch(new RegExp(`^${movingJob.id} +moving +Moving film`, 'm'));
	expect(out).toMatch(/^HELD Held film: A move that failed/m);
	for (const path of heldJob.reason?.paths ?? []) expect(out).toContain(`in the way: ${path}`);
	expect(out).toContain(`qbtui queue release ${heldJob.id}: points it back to /ssd`);
	expect(out).toMatch(/^Jobs: 1 under way, 1 HELD, 1 waiting; 1 ended\.$/m);
});

it('lists them for programs', async () => {
	const document = JSON.parse((await run(filled(), '--json')).out);
	expect(document).toMatchObject({paused: false, breaker: null});
	expect(document.jobs).toHaveLength(4);
	const held = document.jobs.find(({id}: {id: string}) => id === heldJob.id);
	expect(held).toMatchObject({
		hashes: [hashOf(3)],
		...{name: 'Held film', kind: 'completion', state: 'HELD', attempts: 1},
		...{source: '/ssd', destination: '/hdd/films', reason: heldJob.reason},
		created_at: Math.floor(heldJob.createdAt / 1000),
	});
});

it('needs no server to be set, but for what looks at one', async () => {
	const env = {QBTUI_STATE_DIR: filled()};
	expect(await qbtui({args: ['queue'], env})).toMatchObject({code: 0, err: ''});
	expect(await qbtui({args: ['queue', 'pause'], env})).toMatchObject({code: 0, err: ''});
	const {code, err} = await qbtui({args: ['queue', 'release', heldJob.id], env});
	expect(code).toBe(2);
	expect(err).toContain('No server is set');
});

it('says that there is none, and makes no folder for that', async () => {
	const folder = makeFolder();
	const {code, out} = await run(folder);
	expect([code, out]).toEqual([0, 'Nothing is in the queue.\n']);
	expect(JSON.parse((await run(folder, '--json')).out)).toMatchObject({paused: false, jobs: []});
	expect(readdirSync(folder)).toEqual([]);
});

it('tries a held job again, by an end of its ID, and first only says so', async () => {
	const folder = filled();
	const end = heldJob.id.slice(-6).toLowerCase();
	const dry = await run(folder, 'retry', end, '--dry-run', '--json');
	expect(JSON.parse(dry.out)).toMatchObject({dry_run: true, done: false, job: heldJob.id});
	expect(stateOf(folder, heldJob.id).state).toBe('HELD');
	const {code, out} = await run(folder, 'retry', end);
	expect([code, out]).toEqual([0, 'Held film is tested again.\n']);
	expect(stateOf(folder, heldJob.id).state).toBe('READY');
});

it('refuses what a job can’t do, with the reason', async () => {
	const folder = filled();
	const {code, out, err} = await run(folder, 'cancel', movingJob.id, '--json');
	expect(code).toBe(1);
	expect(JSON.parse(out).error.message).toMatch(/qBittorrent has the move already/);
	expect(err).toMatch(/qBittorrent has the move already/);
	expect(stateOf(folder, movingJob.id).state).toBe('MOVING');
	expect((await run(folder, 'retry', done.id, '--dry-run')).code).toBe(1);
	expect((await run(folder, 'retry', 'none-such')).err).toMatch(/There is no job none-such/);
});

it('cancels, pauses and goes on', async () => {
	const folder = filled();
	expect((await run(folder, 'cancel', waiting.id)).code).toBe(0);
	expect(stateOf(folder, waiting.id)).toMatchObject({state: 'CANCELLED', reason: 'BY_OPERATOR'});
	expect((await run(folder, 'pause')).out).toBe('Moves are paused.\n');
	expect(stateOf(folder, waiting.id).paused).toBeDefined();
	expect((await run(folder)).out).toMatch(/^Moves are paused: .*qbtui queue resume goes on\.$/m);
	expect(JSON.parse((await run(folder, '--json')).out).paused).toBe(true);
	await run(folder, 'resume');
	expect(stateOf(folder, waiting.id).paused).toBeUndefined();
});

it('changes nothing where it would have to know the server, and that is away', async () => {
	const folder = filled();
	expect((await run(folder, 'release', heldJob.id)).code).toBe(3);
	expect((await run(folder, 'clear')).code).toBe(3);
	expect(stateOf(folder, waiting.id).state).toBe('READY');
	expect((await run(folder, 'clear', '--dry-run')).out).toMatch(/2 jobs cancelled/);
});

it('ends with 6 while another qbtui has the state folder, and says who', async () => {
	const folder = filled();
	const store = openIn(folder);
	for (const args of [[], ['pause'], ['--json']]) {
		const {code, err} = await run(folder, ...args);
		expect(code).toBe(6);
		expect(err).toMatch(
			new RegExp(`Another qbtui has the state folder .*: process ${process.pid} on`),
		);
	}
	const {error} = JSON.parse((await run(folder, '--json')).out);
	expect(error.code).toBe('Held');
	store.close();
	expect((await run(folder)).code).toBe(0);
});

it.each([
	['an unknown word', ['explode'], /has no “explode”/],
	['no job', ['retry'], /needs the ID/],
	['a job too many', ['pause', 'x'], /takes no job/],
	['read-only', ['pause', '--read-only'], /--read-only: no job may be changed/],
])('wrong usage: %s', async (_, args, message) => {
	const {code, err} = await run(makeFolder(), ...args);
	expect(code).toBe(2);
	expect(err).toMatch(message);
});
