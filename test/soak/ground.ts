import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type FaultProxy, startFaultProxy} from '../lab/fault-proxy.ts';
import {freePort} from '../lab/ports.ts';
import {type Server, startServer} from '../lab/server.ts';
import {until} from '../lab/until.ts';
import {NEWEST} from '../lab/versions.ts';
import {openTerminal} from '../screen/terminal.ts';
import type {Terminal} from '../screen/types.ts';
import {makeVolume, type SmallVolume} from '../space/a-volume.ts';
import {environmentFor, program} from '../stories/program.ts';

/** What runs: a server with its swarm, the service beside it, and a screen that somebody left open. */
export type Ground = {
	seeder: Server;
	server: Server;
	/** Through which qbtui reaches the server. */
	proxy: FaultProxy;
	ssd: string;
	hdd: string;
	/** Only where one may mount. */
	disk: SmallVolume | undefined;
	service: () => Service;
	startService: () => Promise<void>;
	screen: () => Terminal;
	startScreen: () => Promise<void>;
	/** Of the service; throws when it does not answer. */
	ask: (path: string, method?: 'GET' | 'POST') => Promise<Record<string, unknown>>;
	stop: () => Promise<void>;
};

type Service = {pid: number; kill: (signal: NodeJS.Signals) => void; ended: Promise<unknown>};

const apiKey = 'soak-'.repeat(8);

export const layGround = async (log: (text: string) => void): Promise<Ground> => {
	const folder = mkdtempSync(join(tmpdir(), 'qbtui-soak-'));
	const ssd = mkdtempSync('/dev/shm/qbtui-soak-');
	const disk = makeVolume('512m');
	const hdd = disk?.path ?? join(folder, 'hdd');
	const [seeder, server] = await Promise.all([
		startServer({version: NEWEST}),
		startServer({version: NEWEST, downloads: ssd}),
	]);
	const proxy = await startFaultProxy(server);
	const port = await freePort();
	const {username, password} = server;
	const env = {
		...process.env,
		...environmentFor(folder, {url: proxy.url, username, password}),
		...{DOWNLOAD_PATH_SSD: ssd, FINAL_DEST_BASE_HDD: hdd, QBTUI_HDD_RESERVE_GB: '0'},
		...{HTTP_API_KEY: apiKey, HTTP_PORT: `${port}`},
	};
	let service: Service | undefined;
	let screen: Terminal | undefined;

	const startService = async (): Promise<void> => {
		const child = spawn(program.command, [program.cli, 'serve'], {
			env,
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		child.stderr.setEncoding('utf8').on('data', (text: string) => log(`serve: ${text.trim()}`));
		const ended = once(child, 'exit');
		service = {pid: child.pid ?? 0, kill: signal => void child.kill(signal), ended};
		await until('the service to answer', () => ask('/health'), Boolean, {within: 60_000});
	};

	const startScreen = async (): Promise<void> => {
		screen = openTerminal({
			...{columns: 120, rows: 40, cwd: folder, env},
			...{command: program.command, args: [program.cli]},
		});
		await screen.until(/^All \d/m, {timeout: 60_000});
	};

	const ask: Ground['ask'] = async (path, method = 'GET') => {
		const headers = {'x-api-key': apiKey};
		const reply = await fetch(`http://127.0.0.1:${port}${path}`, {method, headers});
		return JSON.parse(await reply.text());
	};

	const running = <Thing>(thing: Thing | undefined): Thing => {
		if (thing === undefined) throw new Error('it is not started');
		return thing;
	};

	await startService();
	await startScreen();
	return {
		...{seeder, server, proxy, ssd, hdd, disk, startService, startScreen, ask},
		service: () => running(service),
		screen: () => running(screen),
		stop: async () => {
			await screen?.close();
			service?.kill('SIGTERM');
			await service?.ended;
			await proxy.stop();
			await Promise.all([seeder.discard(), server.discard()]);
			disk?.remove();
			for (const path of [folder, ssd]) rmSync(path, {recursive: true, force: true});
		},
	};
};
