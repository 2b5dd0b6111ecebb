import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {until} from '../lab/until.ts';
import {disks, key, serve, start} from './serving.ts';

const hash = 'a'.repeat(40);

describe('does not start', () => {
	it.each<[string, Record<string, string>, RegExp]>([
		['without a key', {HTTP_API_KEY: ''}, /needs a key: set http_api_key/],
		[
			'for others with a short key',
			{HTTP_HOST: '0.0.0.0', HTTP_API_KEY: 'x'.repeat(31)},
			/HTTP_API_KEY must have 32 characters or more where HTTP_HOST/,
		],
		['at an address of another machine', {HTTP_HOST: '192.0.2.1'}, /192\.0\.2\.1 is no address/],
		['with a key file that is not there', {HTTP_API_KEY: '', HTTP_API_KEY_FILE: '/none'}, /\/none/],
	])('%s', async (_, env, message) => {
		const {ended, errors} = await start({env: {...disks, HTTP_API_KEY: key.repeat(2), ...env}});
		expect(await ended).toBe(2);
		expect(errors()).toMatch(message);
		expect(errors()).not.toContain(key);
	});

	it('where something else listens', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		onTestFinished(() => void other.close());
		await new Promise(resolve => other.once('listening', resolve));
		const address = other.address();
		const port = typeof address === 'object' ? String(address?.port) : '';
		const {ended, errors} = await start({env: {...disks, HTTP_API_KEY: key, HTTP_PORT: port}});
		expect(await ended).toBe(1);
		expect(errors()).toContain(`Something else listens on 127.0.0.1:${port}`);
	});

	it('beside another one of the same state folder: 6', async () => {
		const one = await serve();
		const two = await start({
			env: {...disks, HTTP_API_KEY: key, QBTUI_STATE_DIR: one.folder},
		});
		expect(await two.ended).toBe(6);
		expect(two.errors()).toContain(`process ${one.child.pid} on`);
		expect((await one.get('/health')).status).toBe(200);
	});
});

it('listens for others with a key that is long enough, and knows its own names only there', async () => {
	const long = 'k'.repeat(32);
	const {url} = await serve({env: {HTTP_HOST: '0.0.0.0', HTTP_API_KEY: long}});
	const port = new URL(url).port;
	const answer = await fetch(`http://127.0.0.1:${port}/status`, {headers: {'x-api-key': long}});
	expect(answer.status).toBe(200);
});

it('is healthy while it begins, and degraded when no answer has come in time', async () => {
	const silent = createServer().listen(0, '127.0.0.1');
	onTestFinished(() => void silent.close());
	await new Promise(resolve => silent.once('listening', resolve));
	const address = silent.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	const {get} = await serve({
		server: {url: `http://127.0.0.1:${port}`},
		env: {QBTUI_READ_TIMEOUT: '2'},
	});
	expect((await get('/health')).body.status).toBe('healthy');
	const told = async () => (await get('/health')).body.status === 'degraded';
	await until('the silence to be told', told);
});

it.each(['SIGTERM', 'SIGINT'] as const)(
	'%s ends it cleanly, and what was acknowledged is kept',
	async signal => {
		const one = await serve();
		const {body} = await one.post('/notify/torrent-finished', {hash});
		expect(await one.stop(signal)).toBe(0);
		const two = await serve({folder: one.folder});
		const {body: again} = await two.post('/notify/torrent-finished', {hash});
		expect(again).toMatchObject({duplicate: true, queue_id: body.queue_id});
	},
);

it('what was acknowledged is kept when it is killed', async () => {
	const one = await serve();
	const {body} = await one.post('/notify/torrent-finished', {hash});
	await one.stop('SIGKILL');
	const two = await serve({folder: one.folder});
	expect((await two.get('/jobs')).body.jobs).toMatchObject([{id: body.queue_id, hashes: [hash]}]);
});

it('SIGHUP reads the settings anew, and says what waits for a restart', async () => {
	const home = mkdtempSync(join(tmpdir(), 'qbtui-home-'));
	onTestFinished(() => rmSync(home, {recursive: true, force: true}));
	const file = join(home, '.config/qbtui/config.json');
	const write = (settings: unknown): void => {
		mkdirSync(join(home, '.config/qbtui'), {recursive: true});
		writeFileSync(file, typeof settings === 'string' ? settings : JSON.stringify(settings), {
			mode: 0o600,
		});
	};
	write({http_api_key: key});
	const one = await serve({home, env: {HTTP_API_KEY: undefined}});
	const told = (level: string, text: RegExp) =>
		until(String(text), () =>
			one.lines().find(line => line.level === level && text.test(line.msg)),
		);
	const next = 'another-key-0123456789';
	write({http_api_key: next, space_low_gb: 5, state_dir_on_network: true});
	one.child.kill('SIGHUP');
	await told('info', /Read anew: space_low_gb, http_api_key/);
	await told('warn', /Only after a restart: state_dir_on_network/);
	expect((await one.get('/status')).status).toBe(401);
	const {body} = await one.get('/status', {'x-api-key': next});
	expect(body).toMatchObject({volumes: [{low: 5 * 2 ** 30}, {}], queue: {state: 'running'}});
	write('{"http_api_key": "third');
	one.child.kill('SIGHUP');
	await told('error', /stay as they were: .*is not JSON/);
	expect((await one.get('/status', {'x-api-key': next})).status).toBe(200);
	expect(one.text()).not.toContain(next);
});

const run = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

const canMount = (() => {
	const can = run('unshare', '-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/tmp');
	if (!can) process.stderr.write('No file system can be mounted here: full disks are not tried.\n');
	return can;
})();

const mountSmall = (kilobytes: number): string => {
	const folder = mkdtempSync(join(tmpdir(), 'qbtui-small-'));
	expect(run('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder)).toBe(true);
	onTestFinished(() => {
		run('umount', '-l', folder);
		rmSync(folder, {recursive: true, force: true});
	});
	return folder;
};

describe.skipIf(!canMount)('a state folder that can’t be written', () => {
	const isRefused = async (one: Awaited<ReturnType<typeof serve>>): Promise<void> => {
		const refused = await one.post('/notify/torrent-finished', {hash: 'e'.repeat(40)});
		expect([refused.status, refused.body.code]).toEqual([503, 'STORE']);
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
		const health = await one.get('/health');
		expect([health.status, health.body.status]).toEqual([503, 'unhealthy']);
		expect((await one.post('/state/save')).status).toBeGreaterThanOrEqual(500);
	};

	it('from the start: it says so, and acknowledges nothing', async () => {
		const folder = mountSmall(1024);
		expect(run('mount', '-o', 'remount,ro', folder)).toBe(true);
		const one = await serve({folder});
		await isRefused(one);
		expect(one.lines().some(({level, msg}) => level === 'error' && msg.includes(folder))).toBe(
			true,
		);
	});

	it('later, as the disk is full: nothing is acknowledged that is not stored; with room it goes on', async () => {
		const mount = mountSmall(512);
		const one = await serve({folder: join(mount, 'state')});
		writeFileSync(join(mount, 'ballast'), Buffer.alloc(64 * 1024));
		let acknowledged = 0;
		for (let index = 0; index < 5000; index++) {
			const {status} = await one.post('/notify/torrent-finished', {
				hash: index.toString(16).padStart(40, 'f'),
				name: 'x'.repeat(500),
			});
			if (status !== 200) break;
			acknowledged++;
		}
		await isRefused(one);
		expect(run('mount', '-o', 'remount,size=16m', mount)).toBe(true);
		const isBack = async () => (await one.get('/health')).status === 200;
		await until('it to be well again', isBack);
		const jobs = (await one.get('/jobs')).body.jobs;
		expect(jobs).toHaveLength(acknowledged);
	});
});
