import {link, mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeEach, expect, it} from 'vitest';
import {type FaultProxy, startFaultProxy} from '../lab/fault-proxy.ts';
import {describeOnServers} from '../lab/lab.ts';
import {realTorrent} from '../lab/real-torrent.ts';
import {type LabTorrent, noise, syntheticTorrent} from '../lab/torrents.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import {rowsOf, tagSet} from '../qbit/control.ts';
import {qbtui} from './qbtui.ts';

describeOnServers('torrents in two places', VERSIONS, ({server, version}) => {
	let prepared: Promise<void> | undefined;
	let proxy: FaultProxy | undefined;
	const paths = () => ({ssd: `${server().profile}/ssd`, hdd: `${server().profile}/hdd`});

	const seed = async (name: string, folder: string, options: Record<string, unknown>) => {
		const payload = noise(name, 2 ** 16);
		await mkdir(folder, {recursive: true});
		await writeFile(join(folder, name), payload);
		const torrent = await realTorrent(payload, {name});
		await addTorrents(server(), [torrent], {seedMode: true, savepath: folder, ...options});
	};

	const prepare = async (): Promise<void> => {
		const {ssd, hdd} = paths();
		proxy = await startFaultProxy(server());
		await seed('new.bin', ssd, {category: 'films'});
		await seed('looks-right.bin', ssd, {tags: ['nossd', 'ssd 2'], category: 'films'});
		await seed('wrong.bin', `${hdd}/films`, {tags: ['ssd', 'keep']});
		await seed('right.bin', hdd, {tags: ['hdd']});
		await seed('outside.bin', `${server().profile}/ssd2`, {tags: ['ssd']});
		const waiting: LabTorrent = syntheticTorrent({index: 1, name: 'waiting', size: 2 ** 22});
		await addTorrents(server(), [waiting], {savepath: ssd, stopped: true, tags: ['ssd', 'hdd']});
		await settled(server());
	};
	beforeEach(async () => {
		prepared ??= prepare();
		await prepared;
		proxy?.forget();
	});
	afterAll(() => proxy?.stop());

	const run = (args: readonly string[], env: Record<string, string> = {}) => {
		const {ssd, hdd} = paths();
		const {username, password} = server();
		return qbtui({
			args,
			server: {url: proxy?.url ?? '', username, password},
			env: {DOWNLOAD_PATH_SSD: ssd, FINAL_DEST_BASE_HDD: hdd, ...env},
		});
	};
	/** What was sent that is no question; login and logout change no torrent. */
	const writes = () =>
		(proxy?.requests ?? []).filter(
			({method, path}) => method !== 'GET' && !path.includes('/auth/'),
		);
	const tags = async (name: string) =>
		tagSet(
			[...(await rowsOf(server())).values()].find(row => row.name === name) ?? fail(name),
		).sort();
	const fail = (name: string): never => {
		throw new Error(`there is no ${name}`);
	};

	it('qbtui space tells the room of each disk and a reason for every torrent, and changes nothing', async () => {
		const {code, out, err} = await run(['space', '--json'], {DISK_SPACE_THRESHOLD_GB: '1000000'});
		expect({code, err}).toEqual({code: 0, err: ''});
		const {volumes, plan} = JSON.parse(out);
		const {ssd, hdd} = paths();
		expect(volumes).toMatchObject([
			{
				...{tag: 'ssd', path: ssd, incoming: 0, outgoing: 0, low: 1e6 * 2 ** 30},
				...{free: expect.any(Number), effective: expect.any(Number), high: 1.5e6 * 2 ** 30},
			},
			{tag: 'hdd', path: hdd, incoming: 0, outgoing: 0, low: null, high: null},
		]);
		const canMove = version !== '4.5';
		expect(plan).toMatchObject({
			id: expect.stringMatching(/^[0-9a-f]{16}$/),
			status: canMove ? 'unsatisfied' : 'off',
		});
		const moves: Array<{hashes: string[]; places: Array<{from: string; to: string}>}> = plan.moves;
		const kept: Array<{hash: string; reason: string; text: string}> = plan.kept;
		const rows = await rowsOf(server());
		const named = (hash: string) => rows.get(hash)?.name;
		const films = [{from: ssd, to: `${hdd}/films`}];
		expect(moves.map(({hashes, places}) => [hashes.map(named), places]).sort()).toEqual(
			canMove
				? [
						[['looks-right.bin'], films],
						[['new.bin'], films],
					]
				: [],
		);
		const stay = ['looks-right.bin', 'new.bin'].map(name => `${name} UNSUPPORTED_VERSION`);
		expect(kept.map(({hash, reason}) => `${named(hash)} ${reason}`).sort()).toEqual(
			[
				...['outside.bin ELSEWHERE', 'right.bin ALREADY_THERE', 'waiting NOT_COMPLETE'],
				...['wrong.bin ALREADY_THERE', ...(canMove ? [] : stay)],
			].sort(),
		);
		expect(writes()).toEqual([]);
	});

	it('qbtui space sees that something else links to a file, and leaves it', async () => {
		const {ssd, hdd} = paths();
		await link(join(ssd, 'new.bin'), join(server().profile, 'library.bin'));
		const low = {DISK_SPACE_THRESHOLD_GB: '1000000'};
		const planOf = async () => JSON.parse((await run(['space', '--json'], low)).out).plan;
		const {moves, reasons} = await planOf();
		if (version === '4.5') return expect(moves).toEqual([]);
		expect(moves).toMatchObject([
			{name: 'looks-right.bin', estimated: false, gain: 2 ** 16, bytes: 2 ** 16},
		]);
		expect(moves[0].places).toEqual([{from: ssd, to: `${hdd}/films`}]);
		expect(reasons).toMatchObject({HARDLINKED_OUTSIDE: 1});
		await rm(join(server().profile, 'library.bin'));
		expect((await planOf()).moves).toHaveLength(2);
		expect(writes()).toEqual([]);
	});

	it('qbtui space: the plan has the same id the next time', async () => {
		const idOf = async () => JSON.parse((await run(['space', '--json'])).out).plan.id;
		expect(await idOf()).toBe(await idOf());
	});

	it.each([[[]], [['--dry-run', '--apply']], [['--dry-run', '--read-only']]])(
		'qbtui tags %j only says what would change',
		async flags => {
			const {code, out, err} = await run(['tags', '--json', ...flags]);
			expect({code, err}).toEqual({code: 0, err: ''});
			expect(JSON.parse(out)).toMatchObject({
				success: true,
				summary: {
					...{total_torrents: 6, ssd_only: 2, hdd_only: 1, dual_location: 1, untagged: 2},
					...{unknown_location: 1, ssd_tag: 'ssd', hdd_tag: 'hdd'},
				},
				result: {dry_run: true, total_tag_operations: 5, copy_operations: 0, untaggable: 1},
			});
			expect(writes()).toEqual([]);
		},
	);

	it('qbtui tags --apply is refused when nothing may be changed', async () => {
		const {code, err} = await run(['tags', '--apply', '--read-only']);
		expect(code).toBe(2);
		expect(err).toMatch(/--read-only: no tag may be changed/);
		expect(proxy?.requests).toEqual([]);
	});

	it('qbtui tags --apply tells what failed, and leaves it to the next time', async () => {
		proxy?.always('torrents/removeTags', {status: 409, instead: true});
		const {code, out} = await run(['tags', '--apply', '--json']);
		proxy?.clear();
		expect(code).toBe(5);
		const {success, summary, result} = JSON.parse(out);
		// As it stands now, after what was done.
		expect(summary).toMatchObject({untagged: 0, ssd_only: 4});
		expect({success, good: result.successful_tags}).toEqual({success: false, good: 2});
		expect(result.failed_tags).toHaveLength(2);
		expect(await tags('wrong.bin')).toEqual(['hdd', 'keep', 'ssd']);
	});

	it('qbtui tags --apply makes them right, and touches no others; then there is nothing to do', async () => {
		const {code, out, err} = await run(['tags', '--apply']);
		expect({code, err}).toEqual({code: 0, err: ''});
		expect(out).toMatch(/\n2 of 2 torrents tagged\.\n$/);
		expect(await tags('new.bin')).toEqual(['ssd']);
		expect(await tags('looks-right.bin')).toEqual(['nossd', 'ssd', 'ssd 2']);
		expect(await tags('wrong.bin')).toEqual(['hdd', 'keep']);
		expect(await tags('right.bin')).toEqual(['hdd']);
		expect(await tags('waiting')).toEqual(['ssd']);
		expect(await tags('outside.bin')).toEqual(['ssd']);
		expect(writes().every(({body}) => /&tags=(ssd|hdd)$/.test(body))).toBe(true);
		proxy?.forget();
		const again = await run(['tags', '--apply']);
		expect(again.out).toMatch(
			/\nNothing is to be changed: what is on no known disk keeps its tags\.\n$/,
		);
		expect(writes()).toEqual([]);
	});
});

it('qbtui tags and space ask for the disks', async () => {
	for (const command of ['tags', 'space']) {
		const {code, err} = await qbtui({args: [command], server: {url: 'http://127.0.0.1:9'}});
		expect(code).toBe(2);
		expect(err).toMatch(/DOWNLOAD_PATH_SSD/);
	}
});
