/**
 * What a frame costs inside the program: a delta of 100 changed torrents, and a cursor key, from
 * the call to the bytes. Bundled as the program is (production React), run by bench.ts in a process
 * of its own: `painting.js TORRENTS COLUMNS ROWS` prints JSON.
 */
import {startApp} from '../source/app.tsx';
import type {Engine} from '../source/engine.ts';
import {createOutbox} from '../source/outbox/outbox.ts';
import type {Client, ServerVersion} from '../source/qbit/client.ts';
import {type Creations, noCreations} from '../source/qbit/create/creator.ts';
import type {Details} from '../source/qbit/details-feed.ts';
import {createDoctor} from '../source/qbit/doctor/doctor.ts';
import {emptyJournal} from '../source/qbit/journal.ts';
import {applyUpdate, emptyMaindata} from '../source/qbit/maindata.ts';
import type {Mirrored} from '../source/qbit/mirror.ts';
import type {Update} from '../source/qbit/read-maindata.ts';
import {createStore} from '../source/qbit/store.ts';
import type {Torrent} from '../source/qbit/types.ts';
import {resolveConfig} from '../source/settings/config.ts';
import {planLimits} from '../source/settings/plan-limits.ts';
import {createSnapshots} from '../source/snapshot/snapshots.ts';
import type {VolumeSpace} from '../source/space/free-space.ts';
import {noOrchestrator} from '../source/space/orchestrator-shape.ts';
import {glyphSet} from '../source/terminal/glyphs.ts';
import type {ReadStream, WriteStream} from '../source/terminal/ink-streams.ts';
import {openScreen} from '../source/terminal/screen.ts';
import {createTheme} from '../source/terminal/theme.ts';
import {hashOf} from '../test/qbit/wire.ts';
import {leastBytes} from './economy.ts';
import {labelsOf, torrentOf} from './world.ts';

const [torrents = 20_000, columns = 120, rows = 40] = process.argv.slice(2).map(Number);

let bytes = 0;
let keyListener: ((chunk: Buffer) => void) | undefined;
const stdout: WriteStream = Object.assign(Object.create(process.stdout), {
	columns,
	rows,
	isTTY: true,
	write: (text: string) => {
		bytes += Buffer.byteLength(text);
		return true;
	},
});
const stdin: ReadStream = Object.assign(Object.create(process.stdin), {
	isTTY: true,
	setRawMode: () => stdin,
	ref: () => stdin,
	unref: () => stdin,
	resume: () => stdin,
	pause: () => stdin,
	on: (event: string, listener: (chunk: Buffer) => void) => {
		if (event === 'data') keyListener = listener;
		return stdin;
	},
	off: () => stdin,
});

const maindata = emptyMaindata();
const full: Update = {
	rid: 1,
	full_update: true,
	torrents: new Map(Array.from({length: torrents}, (_, i) => [hashOf(i), torrentOf(i)])),
	...labelsOf(torrents),
	server_state: {connection_status: 'connected', dl_info_speed: 1, up_info_speed: 1},
};
const mirrored = (change: Mirrored['change'], revision: number): Mirrored => ({
	maindata,
	change,
	revision,
	link: {state: 'live', latencyMs: 5},
	answeredAt: revision,
});
const store = createStore<Mirrored>(mirrored(applyUpdate(maindata, full), 1));
const client: Client = {
	ask: () => Promise.reject(new Error('not here')),
	identify: () => Promise.reject(new Error('not here')),
	version: () => undefined,
	lacks: () => undefined,
	logins: () => 1,
	peek: () => Promise.reject(new Error('not here')),
	cookieNames: () => [],
	forgive: () => {},
	close: async () => {},
};
const engine: Engine = {
	client,
	mirror: {
		store,
		start: () => {},
		stop: async () => {},
		poke: () => {},
		watch: () => () => {},
		answered: () => Promise.resolve(store.get()),
	},
	details: {
		store: createStore<Details>({hash: undefined, problems: {}, answeredAt: {}}),
		look: () => {},
		poke: () => {},
		stop: async () => {},
	},
	creator: {
		store: createStore<Creations>(noCreations),
		watch: () => () => {},
		poke: () => {},
		look: () => {},
		begin: () => Promise.reject(new Error('not here')),
		add: () => Promise.reject(new Error('not here')),
		giveUp: () => {},
		forget: () => {},
		stop: async () => {},
	},
	log: {store: createStore(emptyJournal), watch: () => () => {}, stop: async () => {}},
	events: {
		store: createStore(emptyJournal),
		connection: createStore(emptyJournal),
		note: () => {},
		refuse: () => {},
		tell: () => {},
	},
	doctor: createDoctor({
		load: async () => ({rungs: [], reach: undefined}),
		place: {
			...{url: new URL('http://nas:8080'), username: undefined, apiKey: undefined},
			...{password: async () => undefined, fetch: () => Promise.reject(new Error('not here'))},
			...{connectTimeoutMs: 1, verifyTls: true, ca: undefined, now: () => 0},
		},
		running: () => undefined,
		refused: () => undefined,
		version: () => undefined,
		settle: async () => {},
		recall: () => undefined,
		keep: () => {},
	}),
	outbox: createOutbox({
		...{client, folder: '', address: 'bench', watched: undefined, runProgram: undefined},
		...{note: () => {}, now: Date.now},
	}),
	snapshots: createSnapshots({
		...{client, address: 'bench', folder: '', keep: 1, now: Date.now},
		...{
			maindata: async () => maindata,
			jobs: () => [],
			hereOf: () => undefined,
			sleep: async () => {},
		},
	}),
	volumes: [
		{tag: 'ssd', path: '/downloads/ssd'},
		{tag: 'hdd', path: '/downloads/hdd'},
	],
	space: createStore<readonly VolumeSpace[]>([]),
	freeAt: async () => undefined,
	orchestrator: noOrchestrator('not here'),
	limits: planLimits(resolveConfig({flags: {}, env: {}, dotenv: {}, file: undefined})),
	measure: async () => [],
	inodeAt: async () => undefined,
	toServer: path => path,
	version: createStore<ServerVersion | undefined>({app: 'v5.3.0', webapi: '2.16.2'}),
	address: 'bench',
	start: () => {},
	stop: async () => {},
};

let frame = '';
let least = 0;
const screen = openScreen({stdin, stdout, env: {TERM: 'xterm-256color'}, leave: () => {}});
const {write} = screen.inkStdout;
Object.assign(screen.inkStdout, {
	write: (next: string) => {
		frame = next;
		return write(next);
	},
});
startApp({
	screen,
	theme: createTheme({env: {TERM: 'xterm-256color'}, isTTY: true}),
	glyphs: glyphSet({ascii: false}),
	config: resolveConfig({
		flags: {},
		env: {},
		dotenv: {},
		file: undefined,
		answers: {sort: process.env.BENCH_SORT ?? '-added'},
	}),
	configPath: '',
	engine,
	readSources: async () => [],
	files: {folder: async given => given, save: async (_, name) => name},
	keep: async () => undefined,
	keepViews: async change => change([]),
	keepPresets: async change => change([]),
	openDemo: () => Promise.reject(new Error('not here')),
	logIn: () => Promise.reject(new Error('not here')),
	exit: () => {},
});

const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** A tick of the server: 100 torrents have other speeds, two of them changed their state. */
const delta = (round: number): Update => {
	const changed = new Map<string, Partial<Torrent>>();
	for (let i = 0; i < 100; i++) {
		const index = (i * 97 + (round % 2)) % torrents;
		changed.set(hashOf(index), {
			dlspeed: (round * 7919 + i * 104_729) % 5e6,
			upspeed: (round * 104_729 + i * 7919) % 5e6,
			progress: (round % 100) / 100,
			eta: 1000 + ((round * i) % 5000),
			...(i < 2 ? {state: round % 2 === 0 ? 'downloading' : 'stalledDL'} : {}),
		});
	}
	return {
		rid: round,
		torrents: changed,
		server_state: {dl_info_speed: round * 1000, up_info_speed: round * 100},
	};
};

/** ms */
const cpuNow = (): number => {
	const {user, system} = process.cpuUsage();
	return (user + system) / 1000;
};

const time = async (rounds: number, run: (round: number) => void) => {
	const times: number[] = [];
	const startBytes = bytes;
	const startLeast = least;
	let cpu = 0;
	for (let round = 1; round <= rounds; round++) {
		const before = frame.split('\n');
		const startCpu = cpuNow();
		const start = performance.now();
		run(round);
		await settled();
		times.push(performance.now() - start);
		cpu += cpuNow() - startCpu;
		least += leastBytes(before, frame.split('\n'), columns);
	}
	times.sort((a, b) => a - b);
	const at = (share: number): number =>
		times[Math.min(rounds - 1, Math.floor(rounds * share))] ?? 0;
	return {
		p50: at(0.5),
		p99: at(0.99),
		cpu: cpu / rounds,
		bytes: Math.round((bytes - startBytes) / rounds),
		economy: (bytes - startBytes) / (least - startLeast),
	};
};

let revision = 1;
const tick = (round: number): void => {
	revision++;
	store.set(mirrored(applyUpdate(maindata, delta(round)), revision));
};
const press = (key: string) => (): void => keyListener?.(Buffer.from(key));

await settled();
for (const key of process.env.BENCH_KEYS ?? '') press(key)();
await time(50, tick);
const tickTimes = await time(200, tick);
const data = await time(200, round => {
	applyUpdate(emptyMaindata(), delta(round));
});
await time(20, press('j'));
const move = await time(14, press('k'));
const scroll = await time(200, press('j'));
screen.close();
process.stdout.write(`${JSON.stringify({torrents, tick: tickTimes, data, move, scroll})}\n`);
process.exit(0);
