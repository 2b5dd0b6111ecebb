import {chmod, mkdir, rm, truncate, writeFile} from 'node:fs/promises';
import {describe, expect, it, onTestFinished} from 'vitest';
import {makeTorrent, type Wish} from '../../source/qbit/create/make.ts';
import type {TorrentFormat} from '../../source/qbit/create/options.ts';
import {endpoints} from '../../source/qbit/endpoints.ts';
import {describeOnServers, labAvailable} from '../lab/lab.ts';
import {filesBelow, readTorrent} from '../lab/read-torrent.ts';
import {startServer} from '../lab/server.ts';
import {noise} from '../lab/torrents.ts';
import {until} from '../lab/until.ts';
import {hear, onlyMade, openTools, writeTree} from './creating.ts';

const KIB = 1024;

type Row = {[field: string]: unknown; taskID?: unknown};

describeOnServers(
	'making torrents',
	['5.1', '5.3'],
	({server, version}) => {
		const make = async (wish: Wish, more: Parameters<typeof openTools>[1] = {}) => {
			const tools = openTools(server(), more);
			onTestFinished(() => tools.client.end());
			return makeTorrent(tools, wish, hear());
		};
		const tree = () => writeTree(`${server().downloads}/tree`);

		const formats: readonly TorrentFormat[] = ['v1', 'v2', 'hybrid'];
		const sizes = [undefined, 16 * KIB, 64 * KIB, 512 * KIB];
		const all = formats.flatMap(format => sizes.map(pieceSize => ({format, pieceSize})));
		it.each(all)(
			'$format, pieces of $pieceSize: every hash is that of the files',
			async ({format, pieceSize}) => {
				const source = await tree();
				const made = await make(onlyMade({source, format, ...(pieceSize && {pieceSize})}));
				const torrent = readTorrent(made.file);
				expect(torrent).toMatchObject({
					...{name: 'tree', format, private: false, comment: undefined},
					...{source: undefined, trackers: [], webSeeds: []},
				});
				if (pieceSize !== undefined) expect(torrent.pieceLength).toBe(pieceSize);
				expect(made).toMatchObject({
					...{name: 'tree', size: 370_001, pieceSize: torrent.pieceLength, notes: []},
					hash: torrent.v2?.slice(0, 40) ?? torrent.v1,
				});
				const below = torrent.files.map(({path}) => path).sort();
				expect(below).toEqual(await filesBelow(source));
				await torrent.verify(source);
			},
		);

		it('a single file, and all that a torrent can say', async () => {
			const source = `${server().downloads}/one file.bin`;
			await writeFile(source, noise('one', 200_000));
			const trackers = [
				['http://a.example/x%20y?k=1&b=%7C', 'udp://b.example:1'],
				['https://c.example/%2F'],
			];
			const webSeeds = ['http://w.example/a,b%20c', 'https://v.example/'];
			const file = `${server().downloads}/there.torrent`;
			const made = await make(
				onlyMade({
					...{source, file, trackers, webSeeds, isPrivate: true},
					...{comment: 'Ein Kommentar: 100% & mehr', label: 'PTP'},
				}),
			);
			const torrent = readTorrent(made.file);
			expect(torrent).toMatchObject({
				...{trackers, webSeeds, private: true, comment: 'Ein Kommentar: 100% & mehr'},
				...{source: 'PTP', files: [{path: 'one file.bin', size: 200_000}]},
			});
			await torrent.verify(source);
			const {readFile} = await import('node:fs/promises');
			expect(Buffer.compare(await readFile(file), made.file)).toBe(0);
			const magnet = new URLSearchParams(made.magnet.slice('magnet:?'.length));
			expect(magnet.getAll('xt')).toEqual([`urn:btih:${torrent.v1}`, `urn:btmh:1220${torrent.v2}`]);
			expect(magnet.getAll('tr')).toEqual(trackers.flat());
			expect(magnet.getAll('ws')).toEqual(webSeeds);
		});

		it('dotfiles where the server can be told, and else a word that it can’t', async () => {
			const source = await tree();
			const making = make(onlyMade({source, withDotfiles: true}));
			if (version === '5.1') return expect(making).rejects.toMatchObject({code: 'Refused'});
			const torrent = readTorrent((await making).file);
			expect(torrent.files.map(({path}) => path)).toContain('.hidden');
			await torrent.verify(source);
		});

		it('what is not there is said before anything is made, with what is', async () => {
			const source = `${server().downloads}/nowhere/at all`;
			await expect(make(onlyMade({source}))).rejects.toMatchObject({
				...{code: 'SourceMissing', message: `The server has no ${source}.`},
				advice: [
					expect.stringContaining(`${server().downloads}.`),
					expect.stringContaining('path_map'),
				],
			});
			await tree();
			await expect(make(onlyMade({source: `${server().downloads}/TREE`}))).rejects.toThrow(
				`There is ${server().downloads}/tree.`,
			);
			const empty = `${server().downloads}/empty`;
			await mkdir(empty, {recursive: true});
			await expect(make(onlyMade({source: empty}))).rejects.toMatchObject({code: 'SourceEmpty'});
			const hidden = `${server().downloads}/tree/.hidden`;
			await expect(make(onlyMade({source: hidden}))).rejects.toMatchObject({code: 'SourceEmpty'});
			expect(await server().call<Row[]>('torrentcreator/status')).not.toContainEqual(
				expect.objectContaining({sourcePath: source}),
			);
		});

		it('a file that may not be read is explained', async () => {
			const source = `${server().downloads}/shut`;
			await writeTree(source);
			await chmod(`${source}/a film.mkv`, 0o000);
			await expect(make(onlyMade({source}))).rejects.toMatchObject({
				...{
					code: 'CreationFailed',
					message: expect.stringMatching(/^The server (may not|could not) read all of it/),
				},
			});
		});

		it('a file that goes away while the others are read is explained', async () => {
			const source = `${server().downloads}/going`;
			await mkdir(source, {recursive: true});
			await writeFile(`${source}/a.bin`, '');
			await truncate(`${source}/a.bin`, 2 ** 30);
			await writeFile(`${source}/b.bin`, noise('b', 100_000));
			const tools = openTools(server());
			onTestFinished(() => tools.client.end());
			const heard = hear(stage => {
				if (stage.is === 'task' && stage.task.state === 'Running') {
					void rm(`${source}/b.bin`, {force: true});
				}
			});
			await expect(makeTorrent(tools, onlyMade({source}), heard)).rejects.toMatchObject({
				code: 'CreationFailed',
				message: expect.stringMatching(/^(A file went away|The server could not read all of it)/),
			});
		});

		it('files without a byte, and a folder for the .torrent that can’t be, are explained', async () => {
			const source = `${server().downloads}/nothing in it`;
			await writeFile(source, '');
			await expect(make(onlyMade({source}))).rejects.toThrow(/^All files in it are empty\./);
			const file = '/proc/nowhere/x.torrent';
			await expect(make(onlyMade({source: await tree(), file}))).rejects.toThrow(
				/^The server has no folder \/proc\/nowhere for the \.torrent/,
			);
		});

		it('Ctrl-C: its task is gone from the server', async () => {
			const source = `${server().downloads}/long.bin`;
			await writeFile(source, '');
			await truncate(source, 20 * 2 ** 30);
			const ending = new AbortController();
			const tools = openTools(server(), {signal: ending.signal});
			onTestFinished(() => tools.client.end());
			const heard = hear(stage => {
				if (stage.is === 'task' && stage.task.progress > 0) ending.abort();
			});
			await expect(makeTorrent(tools, onlyMade({source}), heard)).rejects.toMatchObject({
				code: 'GivenUp',
			});
			const left = await tools.client.ask(endpoints.tasks);
			expect(left.filter(task => task.source === source)).toEqual([]);
		});

		it('managed by its category: its files go to the place of that', async () => {
			const source = `${server().downloads}/managed`;
			await writeTree(source);
			const savePath = `${server().downloads}/of the category`;
			await server().call('torrents/createCategory', {category: 'managed', savePath});
			const add = {stopped: false, category: 'managed', managed: true};
			const made = await make({options: {source}, add});
			expect(made.added).toMatchObject({is: 'added', why: ''});
			await until(
				'moved, and whole',
				() => server().call<Row[]>(`torrents/info?hashes=${made.hash}`),
				([row]) =>
					row?.save_path === savePath &&
					row.progress === 1 &&
					row.content_path === `${savePath}/managed`,
			);
			await readTorrent(made.file).verify(`${savePath}/managed`);
		});

		it('makes, adds and seeds with category, tags and place, whatever the server’s settings', async () => {
			const settings = {
				...{add_stopped_enabled: true, auto_tmm_enabled: true, torrent_content_layout: 'Subfolder'},
				...{temp_path_enabled: true, temp_path: `${server().downloads}/temp`},
				torrent_stop_condition: 'FilesChecked',
			};
			await server().call('app/setPreferences', {json: JSON.stringify(settings)});
			const source = `${server().downloads}/place/seeded`;
			await writeTree(source);
			const wish: Wish = {
				options: {source},
				add: {stopped: false, category: 'films', tags: ['a', 'b c']},
			};
			const made = await make(wish);
			expect(made.added).toEqual({is: 'added', hash: made.hash, why: ''});
			const rows = async () => server().call<Row[]>(`torrents/info?hashes=${made.hash}`);
			await until('it seeds', rows, ([row]) => row?.state === 'stalledUP');
			const [row] = await rows();
			expect(row).toMatchObject({
				...{category: 'films', progress: 1, auto_tmm: false, name: 'seeded'},
				...{save_path: `${server().downloads}/place`, content_path: source},
			});
			expect(String(row?.tags).split(', ').sort()).toEqual(['a', 'b c']);
			const again = await make(wish);
			expect(again.added).toEqual({is: 'there', hash: made.hash, why: ''});
			const other = await make({...wish, add: {stopped: false, category: 'other'}});
			expect(other.notes).toEqual([expect.stringMatching(/^It was among the torrents before/)]);
			const stopped = await make({
				options: {source, format: 'v1', label: 'another'},
				add: {stopped: true},
			});
			await until(
				'whole and stopped',
				() => server().call<Row[]>(`torrents/info?hashes=${stopped.hash}`),
				([quiet]) => quiet?.state === 'stoppedUP' && quiet.progress === 1 && quiet.category === '',
			);
		});
	},
	{isPlain: true},
);

describe.skipIf(!(await labAvailable('5.1', '5.3')))('many tasks, and a server that goes', () => {
	const start = async (version: '5.1' | '5.3') => {
		const server = await startServer({version});
		onTestFinished(() => server.discard());
		const tools = openTools(server);
		onTestFinished(() => tools.client.end());
		const source = `${server.downloads}/quick.bin`;
		await writeFile(source, noise('quick', 40_000));
		return {server, tools, source};
	};
	const wishesFor = (source: string, count: number): Wish[] =>
		Array.from({length: count}, (_, i) => onlyMade({source, format: 'v1', comment: `number ${i}`}));

	it.each(['5.1', '5.3'] as const)('%s: 300 at once, a power cut in between', async version => {
		const {server, tools, source} = await start(version);
		const heard = hear();
		const wishes = wishesFor(source, 300);
		const making = Promise.all(wishes.map(wish => makeTorrent(tools, wish, heard)));
		const open = () => heard.stages.filter(({is}) => is === 'task').length;
		await until('many are open', open, count => count > 20, {every: 5});
		await server.kill();
		await server.restart();
		const made = await making;
		// The task was gone, or was done and its .torrent not yet fetched.
		expect(heard.notes).toContainEqual(
			expect.stringMatching(/as after a restart|has lost the \.torrent/),
		);
		const comments = made.map(({file}) => readTorrent(file).comment);
		expect(comments).toEqual(wishes.map(({options}) => options.comment));
		await readTorrent(made[299]?.file ?? Buffer.alloc(0)).verify(source);
		// What others made would have been dropped for ours.
		expect((await server.call<Row[]>('torrentcreator/status')).length).toBeLessThan(256);
	});

	it.each(['5.1', '5.3'] as const)(
		'%s: a list full of others’ tasks is waited for',
		async version => {
			const {server, tools, source} = await start(version);
			const slow = `${server.downloads}/slow.bin`;
			await writeFile(slow, '');
			await truncate(slow, 2 ** 30);
			const foreign = {sourcePath: slow, startSeeding: false};
			for (let i = 0; i < 256; i++) await server.call('torrentcreator/addTask', foreign);
			const heard = hear();
			const wishes = wishesFor(source, 3);
			const making = Promise.all(wishes.map(wish => makeTorrent(tools, wish, heard)));
			const refused = await server.request('torrentcreator/addTask', foreign);
			expect(refused.status).toBe(409);
			await until('no room', () => heard.stages.filter(({is}) => is === 'waiting').length > 3);
			const others = await server.call<Row[]>('torrentcreator/status');
			for (const {taskID} of others) {
				await server.call('torrentcreator/deleteTask', {taskID: String(taskID)});
			}
			const made = await making;
			expect(made.map(({file}) => readTorrent(file).comment)).toEqual(
				wishes.map(({options}) => options.comment),
			);
		},
	);
});
