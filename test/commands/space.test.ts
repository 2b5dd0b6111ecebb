import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {hashOf, makeFolder, openIn} from '../space/a-store.ts';
import type {Folders} from '../space/an-orchestrator.ts';
import {
	addSeeding,
	hasSecondDevice,
	infoOf,
	makeFolders,
	removeFolders,
} from '../space/orchestrator-on-server.ts';
import {qbtui} from './qbtui.ts';

const nowhere = 'http://127.0.0.1:9';

describeOnServers('qbtui space', ['5.3'], ({server}) => {
	let folders: Folders;
	beforeEach(async ({skip}) => {
		if (!hasSecondDevice) skip('no second device: /dev/shm is missing');
		await server().call('torrents/delete', {hashes: 'all', deleteFiles: true});
		folders = makeFolders();
	});
	afterEach(() => removeFolders(folders));

	/** Moving is to begin below a million GiB, so that there is never room enough. */
	const run = (args: readonly string[], env: Record<string, string> = {}) =>
		qbtui({
			args: ['space', ...args],
			server: server(),
			env: {
				...{DOWNLOAD_PATH_SSD: folders.ssd, FINAL_DEST_BASE_HDD: folders.hdd},
				...{DISK_SPACE_THRESHOLD_GB: '1000000', QBTUI_HDD_RESERVE_GB: '0'},
				...{QBTUI_STATE_DIR: folders.state, ...env},
			},
		});

	it('says what would move, runs it to the end, tagged and told, and then has nothing to do', async () => {
		const film = await addSeeding(server(), folders, {category: 'films'});
		const loose = await addSeeding(server(), folders, {category: ''});
		for (const args of [['--json'], ['--apply', '--dry-run', '--json']]) {
			const dry = await run(args);
			expect(dry).toMatchObject({code: 0, err: ''});
			const {volumes, plan} = JSON.parse(dry.out);
			expect(volumes.map(({tag}: {tag: string}) => tag)).toEqual(['ssd', 'hdd']);
			expect(plan.moves.map(({hashes}: {hashes: string[]}) => hashes)).toEqual([[film.hash]]);
			expect(plan.kept).toMatchObject([{hash: loose.hash, reason: 'UNCATEGORIZED'}]);
		}
		expect(existsSync(join(folders.state, 'state.db'))).toBe(false);
		expect((await infoOf(server(), film.hash)).save_path).toBe(film.from);

		const log = join(folders.state, 'moved.txt');
		const hook = [process.execPath, '-e', 'fs.appendFileSync(process.argv[1], process.argv[2])'];
		const applied = await run(['--apply', '--json'], {
			QBTUI_ON_MOVED_COMMAND: JSON.stringify([...hook, log, '{hash} {path}\n']),
		});
		expect(applied).toMatchObject({code: 0, err: ''});
		const document = JSON.parse(applied.out);
		const to = join(folders.hdd, 'films');
		expect(document.jobs).toMatchObject([
			{
				hashes: [film.hash],
				kind: 'space',
				state: 'DONE',
				destination: to,
				attempts: 1,
				hooks: 'ran',
			},
		]);
		expect(await infoOf(server(), film.hash)).toMatchObject({save_path: to, progress: 1});
		expect((await infoOf(server(), film.hash)).tags.split(', ').sort()).toEqual(['hdd', 'mine']);
		expect((await infoOf(server(), loose.hash)).save_path).toBe(loose.from);
		expect(readFileSync(log, 'utf8')).toBe(`${film.hash} ${join(to, film.name)}\n`);

		const again = await run(['--apply']);
		expect(again.out).toMatch(/^Nothing is moved: /m);
		expect(again.code).toBe(0);
		expect(readFileSync(log, 'utf8').split('\n')).toHaveLength(2);
	});

	it('says of each move what became of it, and fails when none was done', async () => {
		const film = await addSeeding(server(), folders, {category: 'films'});
		// Something lies where one of its files would go.
		const there = join(folders.hdd, 'films');
		writeFileSync(there, 'no folder');
		const {code, out} = await run(['--apply']);
		expect(out).toMatch(new RegExp(`^(HELD|BLOCKED)  ${film.name}: `, 'm'));
		expect(out).toMatch(/^0 of 1 move done\.$/m);
		expect(code).toBe(1);
		expect(await infoOf(server(), film.hash)).toMatchObject({save_path: film.from, progress: 1});
		expect(readFileSync(there, 'utf8')).toBe('no folder');
	});

	it('ends with 6 while another qbtui has the queue; without --apply the plan is shown', async () => {
		const film = await addSeeding(server(), folders);
		const store = openIn(folders.state);
		try {
			const {code, out} = await run(['--apply', '--json']);
			expect(code).toBe(6);
			expect(JSON.parse(out).error).toMatchObject({code: 'Held'});
			const plan = await run([]);
			expect(plan.code).toBe(0);
			expect(plan.out).toContain(`move  ${film.name}`);
			expect(plan.err).toMatch(/^qbtui: Another qbtui has the queue/);
		} finally {
			store.close();
		}
	});

	it('plans by what is remembered: a pause holds, and jobs are counted', async () => {
		await addSeeding(server(), folders);
		const store = openIn(folders.state);
		store.commit({controls: {paused: {since: 1, why: 'for a test'}}, at: 1});
		store.close();
		const {code, out} = await run(['--json']);
		expect(code).toBe(0);
		expect(JSON.parse(out).plan).toMatchObject({off: 'PAUSED', moves: []});
		expect((await run(['--apply'])).out).toMatch(/^It is paused\.\nNothing is moved\.$/m);
	});
});

it.each([
	['read-only', ['--apply', '--read-only'], {}, /--read-only: nothing may be moved/],
	['one disk', ['--apply'], {FINAL_DEST_BASE_HDD: ''}, /final_dest_base_hdd/],
	['words', ['now'], {}, /takes no words/],
])('wrong usage: %s', async (_, args, env, message) => {
	const disks = {DOWNLOAD_PATH_SSD: '/ssd', FINAL_DEST_BASE_HDD: '/hdd', QBTUI_URL: nowhere};
	const {code, err} = await qbtui({
		args: ['space', ...args],
		env: {...disks, QBTUI_STATE_DIR: makeFolder(), ...env},
	});
	expect(code).toBe(2);
	expect(err).toMatch(message);
});

it('a server that is away is 3, and nothing is begun', async () => {
	const folder = makeFolder();
	const {code} = await qbtui({
		args: ['space', '--apply'],
		env: {
			...{DOWNLOAD_PATH_SSD: '/ssd', FINAL_DEST_BASE_HDD: '/hdd'},
			...{QBTUI_URL: nowhere, QBTUI_STATE_DIR: folder},
		},
	});
	expect(code).toBe(3);
	expect(openIn(folder).openJobOf(hashOf(1))).toBeUndefined();
});
