import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {qbtui} from '../commands/qbtui.ts';
import {describeOnServers} from '../lab/lab.ts';
import {until} from '../lab/until.ts';
import {key, serve} from '../service/serving.ts';
import type {Folders} from '../space/an-orchestrator.ts';
import {makeFolders, removeFolders} from '../space/orchestrator-on-server.ts';
import {patience, startQbtui} from './program.ts';

const hash = 'a1'.repeat(20);

describeOnServers('beside a qbtui serve', ['5.3'], ({server}) => {
	const begin = async () => {
		const folders: Folders = makeFolders();
		onTestFinished(() => removeFolders(folders));
		const disks = {
			...{DOWNLOAD_PATH_SSD: folders.ssd, FINAL_DEST_BASE_HDD: folders.hdd},
			DISK_SPACE_THRESHOLD_GB: '1',
		};
		const start = () => serve({server: server(), folder: folders.state, env: disks});
		const env = {...disks, HTTP_API_KEY: key, QBTUI_STATE_DIR: folders.state};
		return {folders, start, env, service: await start()};
	};
	const named = {hash, params: {name: 'A film to come'}};

	it('the screen shows and steers its queue, and goes on when it is started anew', async () => {
		const {start, env, service} = await begin();
		await service.post('/notify/torrent-finished', named);
		const terminal = await startQbtui({server: server(), env});
		await terminal.until(`attached to ${new URL(service.url).host}`, patience);
		await terminal.press('2');
		await terminal.until('A film to come', patience);
		await terminal.press('P');
		await terminal.until(/Paused since/, patience);
		expect((await service.get('/jobs')).body.paused).toBe(true);
		await service.stop('SIGKILL');
		await terminal.until('serve away', patience);
		// What was known is still in sight; what is asked for is refused.
		await terminal.until('A film to come', patience);
		const next = await start();
		await terminal.until(`attached to ${new URL(next.url).host}`, patience);
		await terminal.press('P');
		await until('moves to go on', async () => !(await next.get('/jobs')).body.paused);
		await terminal.until(screen => !screen.join('\n').includes('Paused since'), patience);
		await terminal.press('3');
		await terminal.until(/Space[\s\S]*1\.0 GiB/, patience);
		// It never was the one that has the queue: that one could begin again.
		expect((await next.get('/health')).status).toBe(200);
	});

	it('says what to do when it has another key, and goes on once it is right', async () => {
		const {folders, env, service} = await begin();
		const file = join(folders.ssd, 'key');
		writeFileSync(file, 'another-key-0123456789\n');
		const terminal = await startQbtui({
			server: server(),
			env: {...env, HTTP_API_KEY: undefined, HTTP_API_KEY_FILE: file},
		});
		await terminal.until('serve away', patience);
		await terminal.press('2');
		await terminal.until(/refuses the key: set http_api_key/, patience);
		writeFileSync(file, `${key}\n`);
		await terminal.until(`attached to ${new URL(service.url).host}`, patience);
	});

	it('qbtui queue, space and tags do what they do through it', async () => {
		const {env, service} = await begin();
		await until('the list', async () => /"torrents":/.test((await service.get('/status')).text));
		const {body} = await service.post('/notify/torrent-finished', named);
		const run = (...args: readonly string[]) => qbtui({args, server: server(), env});
		const listed = await run('queue', '--json');
		expect(JSON.parse(listed.out)).toMatchObject({
			paused: false,
			jobs: [{id: body.queue_id, hashes: [hash], name: 'A film to come'}],
		});
		const paused = await run('queue', 'pause');
		expect([paused.code, paused.out]).toEqual([0, 'Moves are paused.\n']);
		expect((await run('queue')).out).toMatch(/A film to come[\s\S]*Moves are paused/);
		expect((await service.get('/jobs')).body.paused).toBe(true);
		const dry = await run('queue', 'cancel', String(body.queue_id), '--dry-run');
		expect(dry.out).toMatch(/^Would be done: A film to come: cancelled/);
		const space = await run('space', '--json');
		expect(JSON.parse(space.out).plan).toMatchObject({off: 'PAUSED'});
		expect(space.err).toBe('');
		const apply = await run('space', '--apply');
		expect(apply.out + apply.err).toMatch(/paused/i);
		expect((await run('queue', 'cancel', String(body.queue_id))).code).toBe(0);
		expect((await service.get(`/jobs/${body.queue_id}`)).body.job).toMatchObject({
			state: 'CANCELLED',
		});
		expect((await run('queue', 'retry', String(body.queue_id))).code).toBe(1);
		expect((await run('tags', '--json')).code).toBe(0);
		expect((await run('queue', 'resume')).code).toBe(0);
		const stranger = await qbtui({
			args: ['queue'],
			server: server(),
			env: {...env, HTTP_API_KEY: 'another-key-0123456789'},
		});
		expect(stranger.code).toBe(6);
		expect(stranger.err).toMatch(/Another qbtui has the state folder[\s\S]*The key is wrong/);
	});
});
