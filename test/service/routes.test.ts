import {existsSync, readFileSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {beforeAll, describe, expect, it} from 'vitest';
import {routes} from '../../source/service/routes.ts';
import {describeOnServers} from '../lab/lab.ts';
import {until} from '../lab/until.ts';
import type {Folders} from '../space/an-orchestrator.ts';
import {addSeeding, makeFolders, removeFolders} from '../space/orchestrator-on-server.ts';
import {disks, key, type Serving, serve, start, untilAllEnd} from './serving.ts';

const memory = '/dev/shm';
const hasSecond = existsSync(memory) && statSync(memory).dev !== statSync(tmpdir()).dev;

describe.skipIf(!hasSecond)('every route', () => {
	describeOnServers('on a real server', ['5.3'], ({server}) => {
		const atEnd = untilAllEnd();
		let folders: Folders;
		let service: Serving;
		let hash: string;

		beforeAll(async () => {
			folders = makeFolders();
			atEnd(async () => removeFolders(folders));
			({hash} = await addSeeding(server(), folders));
			await server().call('torrents/addTags', {hashes: hash, tags: 'hdd'});
			service = await serve({
				...{server: server(), folder: folders.state, atEnd},
				env: {
					...{DOWNLOAD_PATH_SSD: folders.ssd, FINAL_DEST_BASE_HDD: folders.hdd},
					...{DISK_SPACE_THRESHOLD_GB: '100000', QBTUI_PROTECT_MIN_AGE: '1d'},
				},
			});
			await until('all to be known', async () =>
				/"free":\d/.test((await service.get('/status')).text),
			);
			// Nothing is to move by itself while this looks.
			await service.post('/control/pause');
		});

		it('GET /health says no more than how it is, to anybody', async () => {
			const {status, body} = await service.get('/health', {'x-api-key': 'wrong'});
			expect([status, Object.keys(body)]).toEqual([200, ['status', 'service']]);
			expect(body).toMatchObject({status: 'degraded', service: 'qbit-manager'});
		});

		it('GET /status has the keys of the older service, and more', async () => {
			const {status, body} = await service.get('/status');
			expect(status).toBe(200);
			expect(body).toMatchObject({
				service: {
					...{status: 'running', uptime_seconds: expect.any(Number)},
					...{uptime_human: expect.any(String), last_activity: expect.any(Number)},
				},
				processing: {
					...{running_processes: 0, max_concurrent: 1},
					...{queue_size: expect.any(Number), capacity_available: expect.any(Boolean)},
				},
				copy_operations: expect.any(Object),
				statistics: expect.any(Object),
				processes: [],
				queue: {state: 'running', by_state: expect.any(Object)},
				held: [],
				controller: {paused: true, breaker: null},
				qbittorrent: {reachable: true, version: expect.stringMatching(/^v5\.3/)},
				preflight: [expect.stringMatching(/paused/)],
			});
			expect(body.volumes).toEqual([
				expect.objectContaining({tag: 'ssd', path: folders.ssd, free: expect.any(Number)}),
				expect.objectContaining({tag: 'hdd', path: folders.hdd, reserved: 10 * 2 ** 30}),
			]);
		});

		it.each([
			['X-API-Key', {'x-api-key': key}],
			['Authorization', {'x-api-key': '', authorization: `Bearer ${key}`}],
		])('takes the key in %s', async (_, headers) => {
			const {'x-api-key': own, ...others} = headers;
			const answer = await fetch(`${service.url}/status`, {
				headers: {...others, ...(own !== '' && {'x-api-key': own})},
			});
			expect(answer.status).toBe(200);
		});

		it('takes the key in the address', async () => {
			expect((await fetch(`${service.url}/status?api_key=${key}`)).status).toBe(200);
		});

		it('GET /plan and a dry trigger say the same, and change nothing', async () => {
			const {body} = await service.get('/plan?dry_run=true');
			expect(body).toMatchObject({
				volumes: [{tag: 'ssd'}, {tag: 'hdd'}],
				plan: {id: expect.any(String), status: 'off', off: 'PAUSED', moves: []},
			});
			const dry = await service.post('/space-management/trigger', {dry_run: true});
			expect(dry.body).toMatchObject({
				success: true,
				plan_id: expect.any(String),
				plan: {moves: []},
			});
			expect((await service.get('/jobs')).body).toMatchObject({paused: true, jobs: []});
		});

		it('POST /space-management/trigger waits while it is paused', async () => {
			const {status, body} = await service.post('/space-management/trigger');
			expect([status, body.code]).toEqual([409, 'PAUSED']);
		});

		it('POST /notify/torrent-finished makes one job, which can be seen, cancelled and retried', async () => {
			const other = 'b'.repeat(40);
			const asked = {hash: other, priority: 3, params: {name: 'Some show'}};
			const first = await service.post('/notify/torrent-finished', asked);
			expect(first.body).toMatchObject({success: true, duplicate: false, state: 'QUEUED'});
			const again = await service.post('/notify/torrent-finished', asked);
			expect(again.body).toMatchObject({duplicate: true, queue_id: first.body.queue_id});
			const path = `/jobs/${first.body.queue_id}`;
			expect((await service.get(path)).body.job).toMatchObject({
				...{id: first.body.queue_id, hashes: [other], kind: 'completion', priority: 3},
			});
			const jobs = (await service.get('/jobs')).body.jobs;
			expect(jobs).toMatchObject([{id: first.body.queue_id}]);
			const cancelled = await service.post(`${path}/cancel`);
			expect(cancelled.body).toMatchObject({success: true, state: 'CANCELLED'});
			for (const verb of ['cancel', 'retry', 'release']) {
				const {status, body} = await service.post(`${path}/${verb}`);
				expect([verb, status, body.code]).toEqual([verb, 409, 'REFUSED']);
			}
		});

		it('POST /queue/clear cancels what was not sent, of the kinds that it is told', async () => {
			const unknown = 'c'.repeat(40);
			await service.post('/notify/torrent-finished', {hash: unknown});
			const none = await service.post('/queue/clear', {kinds: ['space']});
			expect(none.body).toMatchObject({success: true, cleared_count: 0, kept_in_flight: 1});
			const all = await service.post('/queue/clear');
			expect(all.body).toMatchObject({success: true, cleared_count: 1, kept_in_flight: 0});
		});

		it('GET /tags/summary and POST /tags/existing: what is wrong, and then no more', async () => {
			const before = await service.get('/tags/summary');
			expect(before.body.summary).toMatchObject({dual_location: 1, ssd_tag: 'ssd', hdd_tag: 'hdd'});
			const dry = await service.post('/tags/existing', {dry_run: true});
			expect(dry.body).toMatchObject({
				success: true,
				result: {dry_run: true, copy_operations: 0, changes: [{hash, add: [], remove: ['hdd']}]},
			});
			const done = await service.post('/tags/existing');
			expect(done.body).toMatchObject({
				success: true,
				result: {dry_run: false, successful_tags: 1},
			});
			const [row] = await server().call<{tags: string}[]>(`torrents/info?hashes=${hash}`);
			expect(row?.tags.split(', ').sort()).toEqual(['mine', 'ssd']);
		});

		it('POST /state/save writes a file that the older program could read', async () => {
			await service.post('/notify/torrent-finished', {hash: 'd'.repeat(40)});
			const {status, body} = await service.post('/state/save');
			expect([status, body.success]).toEqual([200, true]);
			expect(body.seq).toBeGreaterThan(0);
			const saved = JSON.parse(readFileSync(String(body.path), 'utf8'));
			expect(saved).toMatchObject({
				version: '1.0',
				queue_items: [{torrent_data: {hash_v1: 'd'.repeat(40)}, priority: 0}],
			});
		});

		it('GET /audit tells what was done, from any entry on', async () => {
			const {body} = await service.get('/audit?after=0&limit=1000');
			const entries = Array.isArray(body.entries) ? body.entries : [];
			const actions = entries.map(({action}) => action);
			expect(actions).toEqual(expect.arrayContaining(['pause', 'state saved']));
			const {body: rest} = await service.get(`/audit?after=${body.last}`);
			expect(rest).toMatchObject({entries: [], last: body.last});
		});

		it('GET /metrics is Prometheus text', async () => {
			const {text, headers} = await service.get('/metrics');
			expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
			expect(text).toMatch(/^qbtui_paused 1$/m);
			expect(text).toMatch(/^qbtui_volume_free_bytes\{volume="ssd"\} \d+$/m);
			expect(text).toMatch(/^qbtui_http_requests_total\{route="\/status",status="200"\} \d+$/m);
			expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
		});

		it('GET /openapi.json has every route', async () => {
			const {body} = await service.get('/openapi.json');
			const paths = body.paths ?? {};
			for (const {method, path} of routes) {
				expect(paths, path).toHaveProperty([path, method.toLowerCase(), 'responses', '200']);
			}
		});

		it('goes on after POST /control/resume, and makes room', async () => {
			expect((await service.post('/control/resume')).body.success).toBe(true);
			const trigger = await service.post('/space-management/trigger');
			expect(trigger.body).toMatchObject({success: true, plan_id: expect.any(String)});
		});
	});
});

it('without disks it keeps what it is told, and says that nothing is moved', async () => {
	const service = await serve({
		env: {DOWNLOAD_PATH_SSD: undefined, FINAL_DEST_BASE_HDD: undefined},
	});
	const {status} = await service.post('/notify/torrent-finished', {hash: 'a'.repeat(40)});
	expect(status).toBe(200);
	expect((await service.get('/status')).body.preflight).toContainEqual(
		expect.stringMatching(/two disks are needed, download_path_ssd/),
	);
	expect(service.lines().some(({level, msg}) => level === 'warn' && /not set/.test(msg))).toBe(
		true,
	);
});

it('answers nothing where http_enabled is false, and needs no key then', async () => {
	const {lines, child, ended} = await start({env: {...disks, HTTP_ENABLED: 'false'}});
	const line = await until('it to run', () => lines().find(({msg}) => /follows/.test(msg)));
	expect(line).not.toHaveProperty('url');
	child.kill('SIGTERM');
	expect(await ended).toBe(0);
});
