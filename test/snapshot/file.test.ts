import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {decodeSnapshot} from '../../source/snapshot/decode.ts';
import {encodeSnapshot} from '../../source/snapshot/encode.ts';
import {
	listSnapshots,
	readSnapshot,
	rotate,
	takeName,
	writeSnapshot,
} from '../../source/snapshot/files.ts';
import {fileNameOf, outdated} from '../../source/snapshot/names.ts';
import type {Kind, Snapshot} from '../../source/snapshot/shape.ts';
import {makeHome} from '../stories/program.ts';
import {hash, snapshotOf} from './a-snapshot.ts';

const some = (): Snapshot =>
	snapshotOf([
		{name: 'A \u001b[31m film & more \ud800', tags: 'keep, qbtui-restoring', category: 'films'},
		{name: 'B', infohash_v2: 'ab'.repeat(32)},
	]);
const textOf = (snapshot: Snapshot): string => [...encodeSnapshot(snapshot)].join('');

describe('what is in a snapshot', () => {
	it('has all that DESIGN names, and no mark of a restore', () => {
		const content = JSON.parse(textOf(some()));
		expect(content).toMatchObject({
			...{format: 'qbtui-state', version: 1, saved_at: 1_763_740_000, tags: ['keep'], jobs: []},
			server: {address: 'nas:8080', version: 'v5.3.0', webapi: '2.16.2'},
			categories: {films: {savePath: '/hdd/films'}},
			checksum: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
		});
		const [first, second] = content.torrents;
		expect(first).toMatchObject({hash: hash(1), category: 'films', tags: ['keep']});
		const magnet = new URL(first.magnet).searchParams;
		expect(magnet.get('xt')).toBe(`urn:btih:${hash(1)}`);
		expect(magnet.get('dn')).toBe('A \u001b[31m film & more \ufffd');
		expect(magnet.getAll('tr')).toEqual(['udp://t.example/announce?a=1&b=2']);
		expect(second.magnet).toContain(`xt=urn:btmh:1220${'ab'.repeat(32)}`);
		expect(new URL(second.magnet).searchParams.getAll('tr')).toEqual([]);
	});

	it('is read back as it was, in another layout, too', () => {
		const text = textOf(some());
		const plain = JSON.parse(JSON.stringify(some()));
		expect(decodeSnapshot(text, 'x')).toMatchObject(plain);
		const pretty = JSON.stringify(JSON.parse(text), undefined, 4);
		expect(decodeSnapshot(pretty, 'x')).toMatchObject(plain);
	});
});

describe('a snapshot that is not as it was saved', () => {
	const whole = textOf(some());
	it.each<[what: string, text: string, says: RegExp]>([
		['cut at its end', whole.slice(0, -20), /x is cut off or damaged/],
		['cut in the middle', whole.slice(0, whole.length / 2), /cut off or damaged/],
		['empty', '', /x is no snapshot of qbtui/],
		['another program’s', '{"format":"other"}', /x is no snapshot of qbtui/],
		['no JSON', 'hello', /x is no snapshot/],
		['a list', '[]', /x is no snapshot/],
		['edited', whole.replace('/hdd/films', '/hdd/filme'), /x was changed after it was saved/],
		['without a torrent', whole.replace(/^\{"hash".*,\n/m, ''), /was changed after/],
		['without its checksum', whole.replace(/,"checksum":"[^"]*"/, ''), /was changed after/],
		[
			'of a later version',
			whole.replace('"version":1', '"version":2'),
			/later qbtui: .* version 2/,
		],
		['without a version', whole.replace('"version":1,', ''), /does not hold what/],
	])('is refused with the reason: %s', (_, text, says) => {
		expect(() => decodeSnapshot(text, 'x')).toThrow(says);
	});
});

it('a snapshot of somebody else can’t name files elsewhere', () => {
	const [first] = some().torrents;
	const other = {...some(), torrents: first ? [{...first, hash: '../../x'}] : []};
	expect(() => decodeSnapshot(textOf(other), 'x')).toThrow(/does not hold what/);
});

describe('the folder of snapshots', () => {
	const save = async (folder: string, at: number, kind: Kind): Promise<string> => {
		const name = fileNameOf(at, kind);
		await writeSnapshot(join(folder, name), encodeSnapshot({...some(), kind, saved_at: at}));
		return name;
	};

	it('lists the newest first, and says of a cut one that it is cut', async () => {
		const folder = await makeHome();
		const old = await save(folder, 1_763_740_000, 'asked');
		const cut = await save(folder, 1_763_740_100, 'schedule');
		const path = join(folder, cut);
		await writeFile(path, (await readFile(path)).subarray(0, -9));
		const newest = await save(folder, 1_763_740_200, 'before_removal');
		await writeFile(join(folder, 'notes.txt'), '');
		const listed = await listSnapshots(folder);
		expect(listed.map(({name}) => name)).toEqual([newest, cut, old]);
		expect(listed[0]).toMatchObject({head: {kind: 'before_removal', counts: {torrents: 2}}});
		expect(listed[1]).toMatchObject({problem: expect.stringMatching(/cut off/)});
		expect(await readSnapshot(join(folder, old))).toMatchObject({kind: 'asked'});
	});

	it('keeps the newest of each kind, and removes nothing that is not its own', async () => {
		const folder = await makeHome();
		const times = [1, 2, 3].map(i => 1_763_740_000 + i);
		for (const at of times) await save(folder, at, 'asked');
		const other = await save(folder, 1_763_000_000, 'before_removal');
		const oldest = fileNameOf(1_763_740_001, 'asked');
		const beside = join(folder, oldest.replace('.json', '.torrents'));
		await mkdir(beside);
		await writeFile(join(beside, `${hash(1)}.torrent`), 'x');
		await writeFile(join(beside, 'mine.txt'), 'x');
		await writeFile(join(folder, 'qbtui-state-mine.json'), 'x');
		await rotate(folder, 2);
		expect((await readdir(folder)).sort()).toEqual(
			[
				...[fileNameOf(1_763_740_002, 'asked'), fileNameOf(1_763_740_003, 'asked'), other],
				...['qbtui-state-mine.json', oldest.replace('.json', '.torrents')],
			].sort(),
		);
		expect(await readdir(beside)).toEqual(['mine.txt']);
	});

	it('of the same second, the one that was saved last counts as the newest', async () => {
		const folder = await makeHome();
		const name = fileNameOf(1_763_740_000, 'asked');
		const saved: string[] = [];
		for (let i = 1; i <= 12; i++) {
			const path = await takeName(folder, name);
			await writeSnapshot(path, encodeSnapshot(some()));
			await rotate(folder, 2, path);
			saved.unshift(path);
		}
		expect((await listSnapshots(folder)).map(({path}) => path)).toEqual(saved.slice(0, 2));
	});

	it('what was saved just now stays when the clock has gone back', () => {
		const [old, name] = [1_763_740_000, 1_763_740_001].map(at => fileNameOf(at, 'asked'));
		const last = fileNameOf(10, 'asked');
		expect(outdated([`${old}`, `${name}`, last], 2, last)).toEqual([old]);
		expect(outdated([`${old}`, last], 1, last)).toEqual([old]);
	});

	it('leaves no half of a file where it can’t be written', async () => {
		const folder = await makeHome();
		const path = join(folder, 'a.json');
		await writeSnapshot(path, ['{}']);
		const broken = function* (): Generator<string> {
			yield 'x'.repeat(100_000);
			throw Object.assign(new Error('no room'), {code: 'ENOSPC'});
		};
		await expect(writeSnapshot(path, broken())).rejects.toMatchObject({
			...{code: 'Full', message: `${path} can’t be written: the disk is full.`},
		});
		expect(await readdir(folder)).toEqual(['a.json']);
		expect(await readFile(path, 'utf8')).toBe('{}');
	});
});
