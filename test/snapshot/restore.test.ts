import {mkdir, rename, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Torrent} from '../../source/qbit/types.ts';
import {qbtui} from '../commands/qbtui.ts';
import {type FaultProxy, startFaultProxy} from '../lab/fault-proxy.ts';
import {labAvailable} from '../lab/lab.ts';
import {realTorrent} from '../lab/real-torrent.ts';
import {type Server, startServer} from '../lab/server.ts';
import {type LabTorrent, noise, syntheticTorrent} from '../lab/torrents.ts';
import {until} from '../lab/until.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import type {VersionName} from '../lab/versions.ts';
import {isStopped, rowsOf, tagSet} from '../qbit/control.ts';

/** TABLE: the versions, and how many torrents there are beside those with data. */
const pairs: ReadonlyArray<readonly [from: VersionName, to: VersionName, many: number]> = [
	['5.3', '5.3', 495],
	['5.1', '5.3', 495],
	['5.3', '4.5', 63],
	['4.5', '5.1', 63],
];

/** What must come back as it was. Names of fields are those of every version. */
const whatCounts = (row: Torrent) => ({
	...{name: row.name, size: row.size, progress: row.progress, category: row.category},
	...{save_path: row.save_path, content_path: row.content_path, auto_tmm: row.auto_tmm},
	...{dl: Math.max(0, row.dl_limit), up: Math.max(0, row.up_limit), ratio: row.ratio_limit},
	...{time: row.seeding_time_limit, seq: row.seq_dl, ends: row.f_l_piece_prio},
	tags: tagSet(row).sort(),
});

const isHere = await labAvailable('4.5', '5.1', '5.3');

describe.skipIf(!isHere).each(pairs)(
	'saved from %s, put back onto an empty %s: %i torrents',
	(fromVersion, toVersion, many) => {
		let from: Server;
		let to: Server;
		let proxy: FaultProxy;
		let file = '';
		let before = new Map<string, Torrent>();
		const folder = () => join(from.profile, 'data');

		beforeAll(async () => {
			from = await startServer({version: fromVersion});
			await fill(from, folder(), many);
			before = await rowsOf(from);
			to = await startServer({version: toVersion});
			proxy = await startFaultProxy(to);
			file = join(from.profile, 'saved.json');
		});
		afterAll(async () => {
			await proxy?.stop();
			await Promise.all([from?.discard(), to?.discard()]);
		});

		it('comes back as it was, stopped, with its data, whatever cuts it off', async () => {
			const saved = await qbtui({
				args: ['--save-state', file, '--with-torrents', '--json'],
				server: from,
			});
			expect({code: saved.code, err: saved.err}).toEqual({code: 0, err: ''});
			expect(JSON.parse(saved.out)).toMatchObject({
				...{path: file, torrents: before.size, torrent_files: before.size, jobs: 0},
				...{categories: 3, tags: 3, bytes: (await stat(file)).size},
			});
			expect((await stat(file)).mode & 0o777).toBe(0o600);
			const hashes = [...before.keys()];
			await from.call('torrents/delete', {hashes: hashes.join('|'), deleteFiles: false});
			await until('the server to be empty', async () => (await rowsOf(from)).size === 0);

			const run = (args: readonly string[], server = {...to, url: proxy.url}) =>
				qbtui({args: ['state', 'restore', file, '--json', ...args], server});
			const writes = () =>
				proxy.requests.filter(({method, path}) => method !== 'GET' && !path.includes('/auth/'));

			const dry = await run([]);
			expect({code: dry.code, err: dry.err}).toEqual({code: 0, err: ''});
			expect(JSON.parse(dry.out)).toMatchObject({dry_run: true, there: 0});
			expect(JSON.parse(dry.out).missing).toHaveLength(before.size);
			const told = await qbtui({args: ['state', 'restore', file], server: to});
			expect(told.err).toMatch(/This snapshot is of 127.* it would be put back onto 127/);
			expect(writes()).toEqual([]);

			// The server goes away in the middle.
			proxy.always('torrents/removeTags', {status: 502, instead: true});
			const cut = await run(['--apply']);
			expect(cut.code).not.toBe(0);
			proxy.clear();
			const half = (await rowsOf(to)).size;
			expect(half).toBeGreaterThan(0);
			expect(half).toBeLessThan(before.size);

			const rest = await run(['--apply']);
			expect({code: rest.code, err: rest.err}).toEqual({code: 0, err: ''});
			expect(JSON.parse(rest.out).refused).toEqual([]);
			await settled(to);
			const same = async () => {
				const after = await rowsOf(to);
				return [...before].flatMap(([hash, row]) => {
					const now = after.get(hash);
					const [was, is] = [whatCounts(row), now && whatCounts(now)];
					return JSON.stringify(was) === JSON.stringify(is) ? [] : [{was, is, state: now?.state}];
				});
			};
			await until('all to be as it was', same, wrong => wrong.length === 0, {within: 120_000});
			const after = await rowsOf(to);
			expect(after.size).toBe(before.size);
			expect([...after.values()].filter(row => !isStopped(row)).map(row => row.state)).toEqual([]);
			expect([...after.values()].reduce((sum, row) => sum + row.downloaded, 0)).toBe(0);
			const places = await to.call<Record<string, {savePath: string}>>('torrents/categories');
			expect(Object.values(places).map(({savePath}) => savePath)).toEqual(
				expect.arrayContaining([join(folder(), 'films')]),
			);
			expect(await to.call('torrents/tags')).not.toContain('qbtui-restoring');
			const parts = await to.call<Array<{name: string; priority: number}>>(
				`torrents/files?hash=${[...before.values()].find(row => row.name === 'in part')?.hash}`,
			);
			expect(parts.map(({name, priority}) => [name, priority])).toEqual([
				['renamed/a.bin', 1],
				['renamed/b.bin', 0],
				['renamed/sub/other.bin', 6],
			]);

			proxy.forget();
			const again = await run(['--apply']);
			expect(again.code).toBe(0);
			expect(JSON.parse(again.out)).toMatchObject({missing: [], restored: [], refused: []});
			expect(writes()).toEqual([]);
		});
	},
);

/** Torrents that are on no disk, and some with data of all kinds of shapes. */
const fill = async (server: Server, folder: string, many: number): Promise<void> => {
	await mkdir(join(folder, 'films'), {recursive: true});
	await server.call('torrents/createCategory', {
		...{category: 'films', savePath: join(folder, 'films')},
	});
	await server.call('torrents/createCategory', {category: 'empty', savePath: ''});
	await seedAll(server, folder);
	const empty = Array.from({length: many}, (_, index) =>
		syntheticTorrent({index, name: `Lab ${index}`, size: 2 ** 20 * (index + 1)}),
	);
	const third = (rest: number): LabTorrent[] => empty.filter((_, i) => i % 3 === rest);
	await addTorrents(server, third(0), {stopped: true, category: 'films', tags: ['keep']});
	await addTorrents(server, third(1), {stopped: true, category: 'linux', tags: ['keep', 'x y']});
	await addTorrents(server, third(2), {stopped: true, savepath: join(folder, 'else')});
	await server.call('torrents/setDownloadLimit', {
		...{
			hashes: third(0)
				.slice(0, 10)
				.map(({hash}) => hash)
				.join('|'),
			limit: 4096,
		},
	});
	await server.call('torrents/toggleSequentialDownload', {hashes: third(2)[0]?.hash ?? ''});
	await server.call('torrents/toggleFirstLastPiecePrio', {hashes: third(2)[1]?.hash ?? ''});
	await server.call('torrents/setShareLimits', {
		...{
			hashes: third(1)
				.slice(0, 10)
				.map(({hash}) => hash)
				.join('|'),
			ratioLimit: 1.5,
		},
		...{seedingTimeLimit: 600, inactiveSeedingTimeLimit: -1, shareLimitAction: 'Stop'},
		shareLimitsMode: 'Default',
	});
	await settled(server);
	// A server may tell a value as it was before, once more, after it was set.
	await until('all to be told as it was set', () => rowsOf(server), isAsSet);
};

const isAsSet = (rows: ReadonlyMap<string, Torrent>): boolean => {
	const all = [...rows.values()];
	const count = (holds: (row: Torrent) => boolean): number => all.filter(holds).length;
	return (
		count(row => row.dl_limit === 4096) === 10 &&
		count(row => row.ratio_limit === 1.5 && row.seeding_time_limit === 600) === 10 &&
		count(row => row.seq_dl) === 1 &&
		count(row => row.f_l_piece_prio) === 1 &&
		count(row => row.auto_tmm) === 1 &&
		count(row => row.name === 'in part' && row.content_path.endsWith('/renamed')) === 1
	);
};

const seedAll = async (server: Server, folder: string): Promise<void> => {
	const films = join(folder, 'films');
	const whole = await Promise.all(
		Array.from({length: 4}, async (_, i) => {
			const payload = noise(`whole ${i}`, 2 ** 17);
			await writeFile(join(films, `whole ${i}.bin`), payload);
			return realTorrent(payload, {name: `whole ${i}.bin`});
		}),
	);
	await addTorrents(server, whole, {seedMode: true, savepath: films, category: 'films'});
	await server.call('torrents/setAutoManagement', {hashes: whole[0]?.hash ?? '', enable: true});
	const root = join(folder, 'in part');
	await mkdir(join(root, 'sub'), {recursive: true});
	for (const name of ['a.bin', 'b.bin', 'sub/c.bin']) {
		await writeFile(join(root, name), noise(name, 2 ** 16));
	}
	const inPart = await realTorrent(root);
	await rename(join(root, 'b.bin'), join(folder, 'not there.bin'));
	await addTorrents(server, [inPart], {stopped: true, savepath: folder, tags: ['part']});
	await settled(server);
	const {hash} = inPart;
	await server.call('torrents/filePrio', {hash, id: '1', priority: 0});
	await server.call('torrents/filePrio', {hash, id: '2', priority: 6});
	await server.call('torrents/recheck', {hashes: hash});
	await settled(server);
	await server.call('torrents/renameFolder', {hash, oldPath: 'in part', newPath: 'renamed'});
	const files = () => server.call<Array<{name: string}>>(`torrents/files?hash=${hash}`);
	await until('the folder to be renamed', files, ([first]) => first?.name === 'renamed/a.bin');
	await server.call('torrents/renameFile', {
		...{hash, oldPath: 'renamed/sub/c.bin', newPath: 'renamed/sub/other.bin'},
	});
	await until(
		'the files to be renamed and looked at',
		async () => (await rowsOf(server)).get(hash)?.progress ?? 0,
		progress => progress === 1,
	);
};
