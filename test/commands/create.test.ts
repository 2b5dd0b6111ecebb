import {mkdir, readdir, readFile, truncate, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {readTorrent} from '../lab/read-torrent.ts';
import {until} from '../lab/until.ts';
import {writeTree} from '../qbit/creating.ts';
import {makeHome, patience, startQbtui} from '../stories/program.ts';
import {qbtui} from './qbtui.ts';

type Row = Record<string, unknown>;

describeOnServers('qbtui create', ['5.1', '5.3'], ({server}) => {
	const create = (args: readonly string[], env: Record<string, string> = {}) =>
		qbtui({args: ['create', ...args], server: server(), env});
	const tree = (name: string) => writeTree(join(server().downloads, name));
	const folder = async () => {
		const home = await makeHome();
		await mkdir(join(home, 'saved'));
		return join(home, 'saved');
	};
	const row = async (hash: unknown): Promise<Row | undefined> =>
		(await server().call<Row[]>(`torrents/info?hashes=${hash}`))[0];
	const tasks = () => server().call<Row[]>('torrentcreator/status');

	it('makes, saves, and seeds with category and tags; prints hash and magnet', async () => {
		const [source, home] = [await tree('first'), await folder()];
		const file = join(home, 'x.torrent');
		const trackers = [
			'--tracker',
			'http://a.example/1, http://b.example/2',
			'--tracker',
			'udp://c.example:3',
		];
		const about = [
			'--comment',
			'for people',
			'--source',
			'ABC',
			'--private',
			'--piece-size',
			'64K',
		];
		const {code, out, err} = await create([
			...[source, '-o', file, '--format', 'v1', ...trackers, '--web-seed', 'http://w.example/'],
			...[...about, '--category', 'films', '--tags', 'a,b', '--add'],
		]);
		const torrent = readTorrent(await readFile(file));
		expect({code, err}).toEqual({code: 0, err: ''});
		expect(out.split('\n')).toEqual([
			'first (361K, 6 pieces of 64K)',
			`  hash: ${torrent.v1}`,
			expect.stringMatching(
				new RegExp(`^  magnet: magnet:\\?xt=urn:btih:${torrent.v1}&dn=first&tr=`),
			),
			`  file: ${file}`,
			`  seeds at ${server().downloads} as films, a, b`,
			'',
		]);
		expect(torrent).toMatchObject({
			...{name: 'first', format: 'v1', private: true, comment: 'for people', source: 'ABC'},
			trackers: [['http://a.example/1', 'http://b.example/2'], ['udp://c.example:3']],
			...{webSeeds: ['http://w.example/'], pieceLength: 65_536},
		});
		await torrent.verify(source);
		expect(await row(torrent.v1)).toMatchObject({
			category: 'films',
			progress: 1,
			save_path: server().downloads,
		});
	});

	it('--json is one document; --no-seed adds nothing, --delete-task leaves none', async () => {
		const [source, home] = [await tree('second'), await folder()];
		const ran = await create([source, '-o', home, '--json', '--no-seed', '--delete-task']);
		expect({code: ran.code, err: ran.err}).toEqual({code: 0, err: ''});
		const told = JSON.parse(ran.out);
		const torrent = readTorrent(await readFile(told.file));
		expect(told).toMatchObject({
			...{hash: torrent.v2?.slice(0, 40), name: 'second', size: 370_001, added: false},
			...{file: join(home, 'second.torrent'), task_id: expect.stringMatching(/^[\da-f-]{36}$/)},
			magnet: expect.stringContaining(`xt=urn:btmh:1220${torrent.v2}`),
		});
		expect(await row(told.hash)).toBeUndefined();
		expect((await tasks()).map(({taskID}) => taskID)).not.toContain(told.task_id);
		const stopped = await create([source, '-o', home, '--json', '--no-seed', '--add']);
		expect(stopped.code).toBe(0);
		await until(
			'stopped',
			() => row(told.hash),
			now => now?.state === 'stoppedUP',
		);
		// It is the same to the byte but for its date: kept beside the first.
		expect(JSON.parse(stopped.out).task_id).not.toBe(told.task_id);
		expect((await tasks()).length).toBeGreaterThan(0);
	});

	it('several paths, of which one is not there: done in part, and which', async () => {
		const [one, two, home] = [await tree('third'), await tree('fourth'), await folder()];
		const missing = `${server().downloads}/missing`;
		const ran = await create([one, missing, two, '-o', home, '--no-seed', '--json']);
		const told = JSON.parse(ran.out);
		expect(ran.code).toBe(5);
		expect(told.torrents.map(({name}: {name: string}) => name)).toEqual(['third', 'fourth']);
		expect(told.failed).toMatchObject([{path: missing, code: 'SourceMissing'}]);
		expect(ran.err).toBe(`qbtui: The server has no ${missing}.\n`);
		expect((await readdir(home)).sort()).toEqual(['fourth.torrent', 'third.torrent']);
		const none = await create([missing, '-o', home, '--json']);
		expect(none.code).toBe(1);
		expect(JSON.parse(none.out).error).toMatchObject({
			...{code: 'SourceMissing', message: `The server has no ${missing}.`},
			advice: [`The nearest folder that it has is ${server().downloads}.`, expect.any(String)],
		});
	});

	it('a path of this machine is mapped to the server’s', async () => {
		await tree('mapped');
		const home = await folder();
		const env = {QBTUI_PATH_MAP: `${server().downloads}=/mnt/tank/down`};
		const {code, out} = await create(['/mnt/tank/down/mapped', '-o', home, '--no-seed'], env);
		expect(code).toBe(0);
		expect(out).toContain('mapped (361K');
	});

	it('--dry-run and --read-only make nothing', async () => {
		const source = await tree('dry');
		const before = (await tasks()).length;
		const dry = await create([source, '--dry-run', '--read-only']);
		expect(dry).toEqual({code: 0, err: '', out: `Would make dry from ${source}, and seed it\n`});
		const kept = await create([source, '--read-only']);
		expect(kept).toMatchObject({code: 2, err: 'qbtui: --read-only: no torrent may be made.\n'});
		expect((await tasks()).length).toBe(before);
	});

	it('what can’t be saved is known before anything is made, and nothing is lost', async () => {
		const [source, home] = [await tree('kept'), await folder()];
		await writeFile(join(home, 'notes.txt'), 'not to be lost');
		const before = (await tasks()).length;
		const over = await create([source, '-o', join(home, 'notes.txt')]);
		expect(over.code).toBe(2);
		expect(over.err).toContain('There is a file that is no .torrent; it stays as it is.');
		const nowhere = await create([source, '-o', join(home, 'no/x.torrent')]);
		expect(nowhere).toMatchObject({code: 2, err: `qbtui: -o: there is no folder ${home}/no.\n`});
		expect((await tasks()).length).toBe(before);
		expect(await readFile(join(home, 'notes.txt'), 'utf8')).toBe('not to be lost');
	});

	it('shows a bar at a terminal; Ctrl-C ends it and its task', async () => {
		const source = join(server().downloads, 'long film.mkv');
		await writeFile(source, '');
		await truncate(source, 12 * 2 ** 30);
		const terminal = await startQbtui({
			server: server(),
			args: ['create', source],
			rows: 10,
			columns: 100,
		});
		await terminal.until(/long film\.mkv {2}\S+ +\d+%( {2}\d+[sm] left)?/, patience);
		expect((await tasks()).filter(({sourcePath}) => sourcePath === source)).toHaveLength(1);
		await terminal.press('ctrl+c');
		expect(await terminal.exited).toMatchObject({code: 1});
		expect((await tasks()).filter(({sourcePath}) => sourcePath === source)).toEqual([]);
	});
});

describeOnServers('qbtui create, on a server without it', ['4.5'], ({server}) => {
	it('says why it can’t', async () => {
		const ran = await qbtui({args: ['create', '/x', '--json'], server: server()});
		expect(ran.code).toBe(1);
		expect(JSON.parse(ran.out).error).toMatchObject({
			...{code: 'Unsupported', message: expect.stringContaining('qBittorrent 5.0 and later')},
		});
	});
});

describe('wrong usage of qbtui create', () => {
	it.each([
		['create', /needs a file or folder/],
		['create /x --piece-size 1000', /--piece-size must be a power of two from 16K to 128M/],
		['create /x --format v3', /--format must be one of hybrid, v1, v2/],
		['create /x --tracker nonsense', /--tracker is wrong: nonsense is not the address/],
		['create /x --no-seed --category films', /--category says how it is added/],
		['create /x /y -o -', /-o - is for one torrent/],
		['create /x /y -o /nowhere', /there is no folder \/nowhere/],
		['create /x --timeout soon', /--timeout must be a time/],
		['list --no-seed', /--no-seed is a flag of qbtui create, not of qbtui list/],
	])('%s', async (words, message) => {
		const {code, err} = await qbtui({
			args: words.split(' '),
			server: {url: 'http://127.0.0.1:9'},
		});
		expect(err).toMatch(message);
		expect(code).toBe(2);
	});
});
