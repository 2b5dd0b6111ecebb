import {mkdtempSync, rmSync} from 'node:fs';
import {mkdir, readFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import type {Server} from '../lab/server.ts';
import {until} from '../lab/until.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {VERSIONS, type VersionName} from '../lab/versions.ts';
import type {Terminal} from '../screen/types.ts';
import {numbered, range} from './library.ts';
import {makeHome, patience, startQbtui} from './program.ts';

/** Where the server makes the folders that it is asked for. */
const folder = mkdtempSync(join(tmpdir(), 'qbtui-places-'));
const elsewhere = join(folder, 'elsewhere');
const music = join(folder, 'music');
afterAll(() => rmSync(folder, {recursive: true}));

type Row = Record<string, unknown>;

/** What the server says: of the torrent under the cursor, and of itself. */
type World = {
	torrent: Row;
	/** Numbers of the torrents, in the order of the server's queue. */
	queue: string;
	categories: Record<string, Row>;
	tags: string;
	preferences: Row;
	alternative: boolean;
};

const look = async (server: Server, number: number): Promise<World> => {
	const rows = await server.call<Row[]>('torrents/info?sort=priority');
	return {
		torrent: rows.find(row => row.hash === numbered(number).hash) ?? {},
		queue: rows.map(({name}) => /\d{3}/.exec(String(name))?.[0]).join(),
		categories: await server.call('torrents/categories'),
		tags: (await server.call<string[]>('torrents/tags')).sort().join(),
		preferences: await server.call('app/preferences'),
		alternative: `${await server.call('transfer/speedLimitsMode')}` === '1',
	};
};

const isStopped = ({torrent}: World): boolean => /^(paused|stopped)/.test(String(torrent.state));

type Step = string | {type: string} | {see: string | RegExp};

const type = (text: string): Step => ({type: text});
const see = (text: string | RegExp): Step => ({see: text});
/** Replaces what stands in a line. */
const instead = (text: string): Step[] => ['ctrl+u', type(text), 'enter'];

type VerbRow = {
	does: string;
	keys: readonly Step[];
	says: string | RegExp;
	so: (world: World, server: Server) => boolean;
	/** What `z` says that it took back; then it is as it was before. */
	back?: string;
	/** Versions that have it; the others say why not, and what they have stays. */
	only?: readonly VersionName[];
	lacking?: RegExp;
};

const cannot = /This server \(v[\d.]+\) can’t do it/;

/** TABLE: every verb by its keys, what the screen says, and what the server then has. */
const verbs: readonly VerbRow[] = [
	{does: 'start', keys: ['p'], says: 'Start: 1 torrent', so: w => !isStopped(w), back: 'start'},
	{
		...{does: 'force', keys: ['F'], says: 'Force: 1 torrent', back: 'force'},
		so: w => w.torrent.force_start === true && !isStopped(w),
	},
	{does: 'reannounce', keys: ['r'], says: 'Reannounce: 1 torrent', so: () => true},
	{
		does: 'create a category and set it',
		keys: ['c', type('films'), see('create films'), 'enter'],
		says: 'Set category: 1 torrent',
		so: w => w.torrent.category === 'films' && w.categories.films !== undefined,
		back: 'set category',
	},
	{
		does: 'create a category with a save path',
		keys: [
			...['c', type('new one'), 'enter', see('Name of the new category'), type('music'), 'enter'],
			...[see('Save path of music'), type(music), 'enter'],
		],
		says: 'Set category: 1 torrent',
		so: w => w.torrent.category === 'music' && w.categories.music?.savePath === music,
	},
	{
		does: 'change the save path of a category',
		keys: [
			...['c', type('change the save'), 'enter', see('Change the save path of'), type('music')],
			...['enter', see('Save path of music:'), ...instead('/tmp/qbtui-songs')],
		],
		says: 'Save path of music: /tmp/qbtui-songs',
		so: w => w.categories.music?.savePath === '/tmp/qbtui-songs',
		back: 'save path of category music',
	},
	{
		does: 'remove a category from the server',
		keys: [
			...['c', type('remove one'), 'enter', see('music   1 torrent'), type('music'), 'enter'],
			...[see('Remove the category music? 1 torrent will lose it'), 'y'],
		],
		says: 'Category music removed; 1 torrent had it.',
		so: w => w.categories.music === undefined && w.torrent.category === '',
		back: 'removal of category music',
	},
	{
		does: 'take the category away',
		keys: ['c', type('none'), 'enter'],
		says: 'Set category: 1 torrent',
		so: w => w.torrent.category === '',
		back: 'set category',
	},
	{
		does: 'create tags',
		keys: ['t', type('new one'), 'enter', see('New tags'), type('keep, later'), 'enter'],
		says: 'Created: keep, later',
		so: w => w.tags === 'keep,later' && w.torrent.tags === '',
		back: 'new tags keep, later',
	},
	{
		does: 'create a tag and give it',
		keys: ['t', type('iso'), see('create iso'), 'enter'],
		says: 'Add tags: 1 torrent',
		so: w => w.torrent.tags === 'iso',
		back: 'add tags',
	},
	{
		does: 'give a tag',
		keys: ['t', type('iso'), see(/▸ {2}iso/), 'enter'],
		says: 'Add tags: 1 torrent',
		so: w => w.torrent.tags === 'iso',
	},
	{
		does: 'delete a tag from the server',
		keys: [
			...['t', type('delete one'), 'enter', see('iso   1 torrent'), 'enter'],
			...[see('Delete the tag iso from the server and 1 torrent?'), 'y'],
		],
		says: 'Tag iso deleted; 1 torrent had it.',
		so: w => w.tags === '' && w.torrent.tags === '',
		back: 'deletion of tag iso',
	},
	{
		does: 'take a tag away',
		keys: ['t', type('iso'), 'enter'],
		says: 'Remove tags: 1 torrent',
		so: w => w.torrent.tags === '',
		back: 'remove tags',
	},
	{
		does: 'rename',
		keys: ['e', see('Name:'), ...instead('Lab 100 renamed')],
		says: 'Rename: 1 torrent',
		so: w => w.torrent.name === 'Lab 100 renamed',
		back: 'rename',
	},
	{
		does: 'comment',
		keys: ['#', see('Comment of'), ...instead('for Ä & b')],
		says: 'Set comment: 1 torrent',
		so: w => w.torrent.comment === 'for Ä & b',
		back: 'set comment',
		only: ['5.3'],
	},
	{
		does: 'limit the download',
		keys: ['L', 'd', see('download limit a second'), type('500K'), 'enter'],
		says: 'Set download limit: 1 torrent',
		so: w => w.torrent.dl_limit === 512_000,
		back: 'set download limit',
	},
	{
		does: 'limit the upload',
		keys: ['L', 'u', see('upload limit a second'), type('1.5M'), 'enter'],
		says: 'Set upload limit: 1 torrent',
		so: w => w.torrent.up_limit === 1_572_864,
		back: 'set upload limit',
	},
	{
		does: 'end seeding at a ratio',
		// What the server is set to need not be typed over.
		keys: ['L', 'r', see('nothing: as the server'), type('1.5'), 'enter'],
		says: 'Set share limits: 1 torrent',
		so: w => w.torrent.ratio_limit === 1.5 && w.torrent.seeding_time_limit === -2,
	},
	{
		does: 'end seeding after a time, and keep the ratio',
		keys: ['L', 't', see('nothing: as the server'), ...instead('1d 12h')],
		says: 'Set share limits: 1 torrent',
		so: w => w.torrent.ratio_limit === 1.5 && w.torrent.seeding_time_limit === 2160,
		back: 'set share limits',
	},
	{
		does: 'end seeding after a time without upload',
		keys: ['L', 'i', see('nothing: as the server'), ...instead('7d')],
		says: 'Set share limits: 1 torrent',
		so: w => w.torrent.inactive_seeding_time_limit === 10_080 && w.torrent.ratio_limit === 1.5,
		only: ['5.1', '5.3'],
		back: 'set share limits',
	},
	{
		does: 'what happens when seeding ends',
		keys: ['L', 'a', see('remove the torrent; its files stay'), type('super'), 'enter'],
		says: 'Set share limits: 1 torrent',
		so: w => w.torrent.share_limit_action === 'EnableSuperSeeding' && w.torrent.ratio_limit === 1.5,
		only: ['5.3'],
		back: 'set share limits',
	},
	{
		does: 'whether one or all of the limits count',
		keys: ['L', 'w', see('any of the limits'), type('all of'), 'enter'],
		says: 'Set share limits: 1 torrent',
		so: w => w.torrent.share_limits_mode === 'MatchAll',
		only: ['5.3'],
		back: 'set share limits',
	},
	{
		does: 'seed for ever',
		keys: ['L', 'n'],
		says: 'Set share limits: 1 torrent',
		so: w => w.torrent.ratio_limit === -1 && w.torrent.seeding_time_limit === -1,
		back: 'set share limits',
	},
	{
		does: 'seed as the server is set',
		keys: ['L', 's'],
		says: 'Set share limits: 1 torrent',
		so: w => w.torrent.ratio_limit === -2 && w.torrent.seeding_time_limit === -2,
	},
	{
		does: 'sequential download',
		keys: ['o', 's'],
		says: 'Set sequential download: 1 torrent',
		so: w => w.torrent.seq_dl === true,
		back: 'set sequential download',
	},
	{
		does: 'first and last piece first',
		keys: ['o', 'f'],
		says: 'Set first and last piece first: 1 torrent',
		so: w => w.torrent.f_l_piece_prio === true,
		back: 'set first and last piece first',
	},
	{
		does: 'super seeding',
		keys: ['o', 'u'],
		says: 'Set super seeding: 1 torrent',
		so: w => w.torrent.super_seeding === true,
		back: 'set super seeding',
	},
	{
		does: 'automatic management',
		keys: ['o', 'a'],
		says: 'Set automatic management: 1 torrent',
		so: w => w.torrent.auto_tmm === true,
		back: 'set automatic management',
	},
	{
		does: 'to the bottom of the queue',
		keys: ['Q', 'b'],
		says: 'Move to the bottom: 1 torrent',
		so: w => w.queue === '101,102,100',
	},
	{does: 'up', keys: ['K'], says: 'Move up: 1 torrent', so: w => w.queue === '101,100,102'},
	{does: 'to the top', keys: ['Q', 't'], says: /to the top: 1/, so: w => w.queue === '100,101,102'},
	{does: 'down', keys: ['J'], says: 'Move down: 1 torrent', so: w => w.queue === '101,100,102'},
	{
		does: 'add peers, each with its answer',
		keys: ['P', see('ip:port'), type('127.0.0.1:9 [::1]:9'), 'enter'],
		says: 'Add peers: 127.0.0.1:9 taken; [::1]:9 taken',
		so: () => true,
	},
	{
		does: 'refuse what is no peer, with what was typed still there',
		keys: ['P', see('ip:port'), type('2001:db8::1'), 'enter', see('in brackets'), 'esc'],
		says: '1/3',
		so: () => true,
	},
	{
		does: 'alternative limits',
		keys: ['T'],
		says: 'Alternative speed limits on.',
		so: w => w.alternative,
		back: 'alternative limits on',
	},
	{
		does: 'the usual limit of the server',
		keys: ['B', 'd', see('download limit of the server a second'), type('2M'), 'enter'],
		says: 'Download limit of the server: 2.0M/s',
		so: w => w.preferences.dl_limit === 2_097_152,
		back: 'download limit of the server',
	},
	{
		does: 'the alternative limit of the server',
		keys: ['B', 'U', see('alternative upload limit a second'), ...instead('300K')],
		says: 'Alternative upload limit: 300K/s',
		so: w => w.preferences.alt_up_limit === 307_200 && w.preferences.up_limit === 0,
		back: 'alternative upload limit',
	},
	{
		does: 'a verb that the action menu finds by name',
		keys: [
			'x',
			see('Do to “Lab 100'),
			type('sequential down'),
			see(/▸ +o s +Options: sequential/),
			'enter',
		],
		says: 'Set sequential download: 1 torrent',
		so: w => w.torrent.seq_dl === true,
		back: 'set sequential download',
	},
	{
		does: 'a verb that the list of keys finds by name',
		keys: [':', see('find a key'), type('server alternative on'), see(/▸ +B t/), 'enter'],
		says: 'Alternative speed limits on.',
		so: w => w.alternative,
		back: 'alternative limits on',
	},
	{
		does: 'move to another folder',
		keys: ['m', see('another folder'), 'm', ...instead(elsewhere)],
		says: 'Move: 1 torrent',
		so: w => w.torrent.save_path === elsewhere,
	},
	{
		does: 'say that a folder can’t be made',
		keys: [
			...['m', see('another folder'), 'm', ...instead('/proc/nowhere')],
			...[see('Only 0B free in /proc/nowhere, 1.0G needed'), 'y'],
		],
		says: /Move: 0 torrents; 1 refused: \S+/,
		so: w => w.torrent.save_path === elsewhere,
	},
	{
		does: 'check',
		keys: ['V'],
		says: 'Recheck: 1 torrent',
		so: w => isStopped(w),
	},
	{
		does: 'remove',
		keys: ['d', see('z can’t take it back'), see(/\(files stay\)\? y\/N/), 'y'],
		says: 'Remove: 1 torrent',
		so: w => w.torrent.hash === undefined,
	},
];

const press = async (terminal: Terminal, steps: readonly Step[]): Promise<void> => {
	for (const step of steps) {
		if (typeof step === 'string') await terminal.press(step);
		else if ('type' in step) await terminal.type(step.type);
		else await terminal.until(step.see, patience);
	}
};

const lasting = (world: World): Row => {
	const {category, tags, name, comment, dl_limit, up_limit, seq_dl, f_l_piece_prio} = world.torrent;
	const {super_seeding, auto_tmm, ratio_limit, seeding_time_limit, force_start} = world.torrent;
	const {inactive_seeding_time_limit, share_limit_action, share_limits_mode} = world.torrent;
	const {dl_limit: download, alt_up_limit: upload} = world.preferences;
	return {
		...{category, tags, name, comment, dl_limit, up_limit, seq_dl, f_l_piece_prio},
		...{super_seeding, auto_tmm, ratio_limit, seeding_time_limit, force_start},
		...{inactive_seeding_time_limit, share_limit_action, share_limits_mode, download, upload},
		alternative: world.alternative,
		stopped: isStopped(world),
	};
};

describeOnServers(
	'every verb',
	VERSIONS,
	({server, version}) => {
		const start = async (numbers: readonly number[], home?: string) => {
			await addTorrents(
				server(),
				numbers.map(number => numbered(number)),
				{stopped: true},
			);
			await settled(server());
			const terminal = await startQbtui({
				server: server(),
				columns: 140,
				env: {QBTUI_SORT: 'name'},
				...(home && {home}),
			});
			await terminal.until(/^1\/\d+/m, patience);
			return terminal;
		};

		const lackedBy = ({only = VERSIONS}: VerbRow): boolean => !only.includes(version);

		const tell = async (terminal: Terminal, row: VerbRow): Promise<void> => {
			const {keys, says, so, back, lacking = cannot} = row;
			if (lackedBy(row)) {
				const upTo = keys.findIndex(key => typeof key !== 'string');
				await press(terminal, keys.slice(0, upTo));
				await terminal.until(lacking, patience);
				return;
			}
			const before = lasting(await look(server(), 100));
			await press(terminal, keys);
			await terminal.until(says, patience);
			await until(
				row.does,
				() => look(server(), 100),
				world => so(world, server()),
			);
			if (back === undefined) return;
			await terminal.until('z takes it back', patience);
			// The mirror has to know what there was, for what comes next to be undone.
			await terminal.press('z');
			await terminal.until(`Taken back: ${back}`, patience);
			await until(
				`${row.does}, taken back`,
				async () => lasting(await look(server(), 100)),
				now => JSON.stringify(now) === JSON.stringify(before),
			);
			await terminal.press('R');
		};

		/** The order in which torrents come is not that in which they were sent. */
		const orderQueue = async (numbers: readonly number[]): Promise<void> => {
			for (const number of numbers.toReversed()) {
				await server().call('torrents/topPrio', {hashes: numbered(number).hash});
			}
			await until(
				'the queue in order',
				async () => (await look(server(), 100)).queue,
				queue => queue === numbers.join(),
			);
		};

		it('does what its keys say, and the server has it', async () => {
			const terminal = await start(range(100, 103));
			await orderQueue(range(100, 103));
			for (const row of verbs) {
				await tell(terminal, row).catch(error => {
					throw new Error(`${row.does}: ${error}`);
				});
			}
			await terminal.press('8');
			await terminal.until('Alternative speed limits on.', patience);
		});

		it('exports and copies several', async () => {
			const home = await makeHome();
			await mkdir(join(home, 'saved'));
			const terminal = await start(range(110, 112), home);
			await terminal.press('/');
			await terminal.type('Lab 11');
			await terminal.press('enter', 'A', 'X');
			await terminal.until('Export 2 torrents', patience);
			await press(terminal, instead('nowhere'));
			await terminal.until('There is no folder', patience);
			await press(terminal, instead('saved'));
			await terminal.until(/Exported 2 torrents into \S+saved/, patience);
			const file = join(home, 'saved/Lab 110 some film or other.torrent');
			const exported = await readFile(file);
			expect(exported.includes('Lab 110 some film or other')).toBe(true);
			await terminal.press('y', 'h');
			await terminal.until('Copied: hash of 2 torrents', patience);
			const hashes = range(110, 112).map(number => numbered(number).hash);
			const copied = /\x1b\]52;c;([\w+/=]+)/.exec(terminal.raw())?.[1] ?? '';
			expect(Buffer.from(copied, 'base64').toString().split('\n').sort()).toEqual(hashes.sort());
		});
	},
	{configure: {'BitTorrent/Session/QueueingSystemEnabled': 'true'}},
);
