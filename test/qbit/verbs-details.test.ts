import {expect, it} from 'vitest';
import {
	addPeers,
	addTrackers,
	editTracker,
	exportTorrent,
	removeTrackers,
	renameFile,
	restoreFilePriorities,
	setFilePriority,
} from '../../source/qbit/detail-verbs.ts';
import {endpoints} from '../../source/qbit/endpoints.ts';
import {runVerb} from '../../source/qbit/run-verb.ts';
import {readServerLimits, setServerLimits} from '../../source/qbit/server-limits.ts';
import {
	banPeers,
	createCategory,
	createTags,
	deleteTags,
	editCategory,
	removeCategories,
	setAlternativeLimits,
} from '../../source/qbit/server-verbs.ts';
import {readTorrentFile} from '../../source/qbit/torrent-file.ts';
import type {Torrent} from '../../source/qbit/types.ts';
import {verbs} from '../../source/qbit/verbs.ts';
import {syntheticTorrent} from '../lab/torrents.ts';
import {until} from '../lab/until.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import {controlsOf, rowsOf, untilAll} from './control.ts';
import {loginOf} from './real.ts';
import {describeThroughProxy} from './through-proxy.ts';

const tracker = (name: string) => `http://127.0.0.1:9/${name}/announce?passkey=x&y=1`;

describeThroughProxy(
	'verbs on parts and on the server',
	VERSIONS,
	({server, open, version}) => {
		const torrents = [0, 1, 2].map(index =>
			syntheticTorrent({
				index,
				name: `T${index}`,
				files: ['a.bin', 'b/c.bin', 'b/d.bin'].map(path => ({path, size: 2 ** 20})),
			}),
		);
		const hashes = torrents.map(({hash}) => hash);
		const [first = '', second = '', third = ''] = hashes;
		let ready: Promise<void> | undefined;
		const prepare = async () => {
			for (const torrent of torrents) await addTorrents(server(), [torrent]);
			await settled(server());
		};
		const client = async () => {
			ready ??= prepare();
			await ready;
			return open(server().url, loginOf(server()));
		};
		const call = <Answer = string>(path: string) => server().call<Answer>(path);

		it('files: priorities there and back, names', async () => {
			const asked = await client();
			const before = await asked.ask(endpoints.files, {hash: first});
			expect(before.map(({index, name, size}) => [index, name, size])).toEqual([
				[0, 'T0/a.bin', 2 ** 20],
				[1, 'T0/b/c.bin', 2 ** 20],
				[2, 'T0/b/d.bin', 2 ** 20],
			]);
			const priorities = async () => {
				const files = await call<Array<{priority: number}>>(`torrents/files?hash=${first}`);
				return files.map(({priority}) => priority).join();
			};
			await setFilePriority(asked, first, [0, 2], 0);
			await setFilePriority(asked, first, [1], 7);
			await until('priorities', priorities, now => now === '0,7,0');
			await restoreFilePriorities(asked, first, before);
			await until('priorities back', priorities, now => now === '1,1,1');
			await renameFile(asked, first, 'T0/a.bin', 'T0/Ä & a.bin');
			await until(
				'the name',
				async () => (await asked.ask(endpoints.files, {hash: first}))[0]?.name,
				name => name === 'T0/Ä & a.bin',
			);
			const gone = setFilePriority(asked, '0'.repeat(40), [0], 0);
			await expect(gone).rejects.toMatchObject({code: 'NotFound'});
		});

		it('trackers: added, changed, removed', async () => {
			const asked = await client();
			const urls = async () =>
				(await asked.ask(endpoints.trackers, {hash: first}))
					.filter(({tier}) => tier >= 0)
					.map(({url, tier}) => `${tier} ${url}`);
			await addTrackers(asked, first, [tracker('a'), '', tracker('b')]);
			expect(await urls()).toEqual([`0 ${tracker('a')}`, `1 ${tracker('b')}`]);
			await editTracker(asked, first, tracker('b'), tracker('c'));
			expect(await urls()).toEqual([`0 ${tracker('a')}`, `1 ${tracker('c')}`]);
			const clash = editTracker(asked, first, tracker('c'), tracker('a'));
			await expect(clash).rejects.toMatchObject({code: 'Conflict'});
			// 4.5 has no way to name a tracker with a bar in its URL.
			const odd = `${tracker('d')}&z=%20${version === '4.5' ? '' : 'b|c'}`;
			await addTrackers(asked, first, [odd]);
			expect(await urls()).toContain(`0 ${odd}`);
			await removeTrackers(asked, first, [tracker('c'), odd]);
			expect(await urls()).toEqual([`0 ${tracker('a')}`]);
		});

		it('peers: added, refused, banned', async () => {
			const asked = await client();
			const added = await addPeers(asked, [first, second], ['127.0.0.1:9', '[::1]:9']);
			expect([...added.keys()].sort()).toEqual([first, second].sort());
			const none = addPeers(asked, [first], ['nonsense']);
			await expect(none).rejects.toMatchObject({code: 'Unsupported', status: 400});
			await banPeers(asked, ['192.0.2.1:6881']);
			const {banned_IPs} = await call<{banned_IPs: string}>('app/preferences');
			expect(banned_IPs).toBe('192.0.2.1');
			const peers = await asked.ask(endpoints.torrentPeers, {hash: first, rid: 0});
			expect(peers).toMatchObject({rid: 1, full_update: true});
		});

		it('what is told of a torrent', async () => {
			const asked = await client();
			expect(await asked.ask(endpoints.properties, {hash: first})).toMatchObject({
				...{pieces_num: expect.any(Number), piece_size: expect.any(Number)},
			});
			const {pieces_num} = await asked.ask(endpoints.properties, {hash: first});
			expect(await asked.ask(endpoints.pieceStates, {hash: first})).toHaveLength(pieces_num);
			const availability = asked.ask(endpoints.pieceAvailability, {hash: first});
			if (version === '5.3') expect(await availability).toEqual(expect.any(Array));
			else await expect(availability).rejects.toMatchObject({code: 'NotFound'});
			const exported = await exportTorrent(asked, third);
			expect(readTorrentFile(exported)).toMatchObject({v1: third, name: 'T2'});
			const gone = asked.ask(endpoints.properties, {hash: '0'.repeat(40)});
			await expect(gone).rejects.toMatchObject({code: 'NotFound'});
		});

		it('its log, and its folders', async () => {
			const asked = await client();
			const lines = await asked.ask(endpoints.log, {last_known_id: -1});
			expect(lines.length).toBeGreaterThan(3);
			const [line] = lines;
			expect(Math.abs((line?.timestamp ?? 0) * 1000 - Date.now())).toBeLessThan(600_000);
			const dirPath = server().profile;
			await asked.identify();
			const folders = asked.ask(endpoints.directoryContent, {dirPath, mode: 'dirs'});
			if (version === '4.5') await expect(folders).rejects.toMatchObject({code: 'Unsupported'});
			else expect(await folders).toContain(server().downloads);
		});

		it('categories and tags', async () => {
			const asked = await client();
			const categories = () => call<Record<string, {savePath: string}>>('torrents/categories');
			await createCategory(asked, 'films/Ä & b', {savePath: '/tmp/one'});
			expect((await categories())['films/Ä & b']?.savePath).toBe('/tmp/one');
			const twice = createCategory(asked, 'films/Ä & b', {});
			await expect(twice).rejects.toMatchObject({
				code: 'Conflict',
				message: expect.stringMatching(/already/),
			});
			await editCategory(asked, 'films/Ä & b', {savePath: '/tmp/two'});
			await editCategory(asked, 'films/Ä & b', {savePath: '/tmp/two'});
			expect((await categories())['films/Ä & b']?.savePath).toBe('/tmp/two');
			const none = editCategory(asked, 'none', {savePath: '/tmp/two'});
			await expect(none).rejects.toMatchObject({
				code: 'Conflict',
				message: expect.stringMatching(/no category/),
			});
			await createCategory(asked, 'music', {});
			await removeCategories(asked, ['films/Ä & b', 'music', 'films']);
			expect(await categories()).toEqual({});
			await createTags(asked, ['keep', 'Ä & b']);
			expect((await asked.ask(endpoints.tags)).sort()).toEqual(['keep', 'Ä & b']);
			await deleteTags(asked, ['keep', 'Ä & b']);
			expect(await call('torrents/tags')).toEqual([]);
			expect(() => createTags(asked, [])).toThrow(/needs a name/);
		});

		it('limits of the whole server', async () => {
			const asked = await client();
			await setServerLimits(asked, {download: 2_048_000, upload: 1_024_000});
			await setServerLimits(asked, {altUpload: 512_000, altDownload: 0});
			expect(await readServerLimits(asked)).toEqual({
				...{download: 2_048_000, upload: 1_024_000, altDownload: 0, altUpload: 512_000},
			});
			expect(await call('transfer/downloadLimit')).toBe('2048000');
			await setAlternativeLimits(asked, true);
			await setAlternativeLimits(asked, true);
			expect(await asked.ask(endpoints.speedLimitsMode)).toBe(1);
			expect(await call('transfer/uploadLimit')).toBe('512000');
			await setAlternativeLimits(asked, false);
			expect(await call('transfer/speedLimitsMode')).toBe('0');
		});

		it('the queue', async () => {
			const controls = await controlsOf(await client());
			const order = async () => {
				const rows = [...(await rowsOf(server())).values()];
				rows.sort((a, b) => a.priority - b.priority);
				return rows.map(({name, priority}) => `${priority} ${name}`).join();
			};
			const reach = (wanted: string) => until(wanted, order, now => now === wanted);
			await reach('1 T0,2 T1,3 T2');
			for (const [verb, of, wanted] of [
				[verbs.toTop, [second, third], '1 T1,2 T2,3 T0'],
				[verbs.toBottom, [second], '1 T2,2 T0,3 T1'],
				[verbs.moveUp, [first, second], '1 T0,2 T1,3 T2'],
				[verbs.moveDown, [first], '1 T1,2 T0,3 T2'],
			] as const) {
				expect((await runVerb(controls, verb, of, undefined)).refused).toEqual([]);
				await reach(wanted);
			}
			await server().call('app/setPreferences', {json: '{"queueing_enabled": false}'});
			const {refused} = await runVerb(controls, verbs.toTop, [first], undefined);
			expect(refused).toEqual([{hash: first, why: 'The server’s queue is switched off.'}]);
		});

		it('moving, checking, announcing, removing', async () => {
			const controls = await controlsOf(await client());
			const run = async <Args>(verb: Parameters<typeof runVerb<Args>>[1], args: Args) =>
				runVerb(controls, verb, [first, second], args);
			const all = {asked: [first, second], done: [first, second], refused: []};
			const place = `${server().downloads}/new place`;
			expect(await run(verbs.setLocation, place)).toEqual(all);
			await untilAll(server(), [first, second], 'moved', row => at(row, place));
			const relative = await run(verbs.setLocation, 'downloads');
			expect(relative.refused[0]?.why).toMatch(/path from the root/);
			const file = `${server().profile}/qBittorrent/config/qBittorrent.conf/x`;
			const impossible = await run(verbs.setLocation, file);
			expect(impossible.refused).toHaveLength(2);
			expect(impossible.refused[0]?.why).not.toBe('');
			expect((await run(verbs.removeTags, [])).refused[0]?.why).toBe('No tag is named.');
			expect((await run(verbs.setDownloadLimit, -1)).refused).toHaveLength(2);
			expect(await run(verbs.recheck, undefined)).toEqual(all);
			expect(await run(verbs.reannounce, undefined)).toEqual(all);
			expect(await run(verbs.remove, {deleteFiles: true})).toEqual(all);
			await until(
				'one to be left',
				async () => (await rowsOf(server())).size,
				size => size === 1,
			);
			const late = await runVerb(controls, verbs.rename, [first], 'late');
			expect(late.refused).toEqual([{hash: first, why: 'It is gone.'}]);
		});
	},
	{configure: {'BitTorrent/Session/QueueingSystemEnabled': 'true'}},
);

const at = (row: Torrent, place: string): boolean =>
	row.save_path === place && row.state !== 'moving';
