import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {importOlder} from '../../source/space/import/import.ts';
import type {DurableStore} from '../../source/space/store/shape.ts';
import {hashOf, makeFolder, openIn} from './a-store.ts';
import {aJob} from './job-row.ts';

const now = Date.UTC(2026, 10, 21);

/** A folder of the older program with these files; names with their folders. */
const older = (files: Readonly<Record<string, string>>): string => {
	const folder = makeFolder();
	mkdirSync(join(folder, 'queue'));
	mkdirSync(join(folder, 'state'));
	for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
	return folder;
};

const inQueue = (hash: string, seconds: number | string): Record<string, string> => ({
	[`queue/${hash}_${seconds}.queue`]: `${hash}\n${seconds}\n`,
});

const stateOf = (more: object): Record<string, string> => ({
	'state/orchestrator_state.json': JSON.stringify({version: '1.0', ...more}),
});

const queued = (torrent_data: object, more: object = {}) => ({
	...{id: 'q1', torrent_data, queued_time: 1_700_000_000.25, priority: 0},
	...more,
});

const take = (store: DurableStore, ...folders: string[]) =>
	importOlder({store, folders, now: () => now});

const hashes = (store: DurableStore): string[] => store.openJobs().flatMap(job => job.hashes);

const names = (folder: string): string[] =>
	readdirSync(folder, {recursive: true, encoding: 'utf8'})
		.filter(name => name.includes('.'))
		.sort();

describe('the queue of files', () => {
	it('becomes jobs, the oldest first, and the files are renamed', () => {
		const folder = older({
			...inQueue(hashOf(3).toUpperCase(), 1_700_000_300),
			...inQueue(hashOf(1), 1_700_000_100),
			...inQueue(hashOf(2), 1_700_000_200),
		});
		const store = openIn(makeFolder());
		const imported = take(store, folder);
		expect(imported).toMatchObject({duplicates: 0, problems: []});
		expect(imported.files).toHaveLength(3);
		expect(hashes(store)).toEqual([hashOf(1), hashOf(2), hashOf(3)]);
		expect(store.openJobs()[0]).toMatchObject({kind: 'legacy', state: 'QUEUED', createdAt: now});
		expect(names(folder)).toEqual([
			`queue/${hashOf(1)}_1700000100.queue.migrated`,
			`queue/${hashOf(2)}_1700000200.queue.migrated`,
			`queue/${hashOf(3).toUpperCase()}_1700000300.queue.migrated`,
		]);
	});

	/** TABLE of names and contents; [] = not understood, stays. */
	const catalogue: ReadonlyArray<[title: string, name: string, content: string, hash?: string]> = [
		['content that says another', `${hashOf(1)}_5.queue`, `${hashOf(2)}\n6\n`, hashOf(1)],
		['nothing in it', `${hashOf(1)}_5.queue`, '', hashOf(1)],
		['half of what was to be written', `${hashOf(1)}_5.queue`, hashOf(1).slice(0, 9), hashOf(1)],
		['a changed name', 'renamed.queue', `${hashOf(1)}\n5\n`, hashOf(1)],
		['a changed name, lines as on Windows', 'renamed.queue', `${hashOf(1)}\r\n5\r\n`, hashOf(1)],
		[
			'32 characters, of a magnet link',
			'AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQT_5.queue',
			'',
			'000102030405060708090a0b0c0d0e0f10111213',
		],
		['32 digits', `${'0123456789abcdef'.repeat(2)}_5.queue`, '', '0123456789abcdef'.repeat(2)],
		['32 others', `${'01890189'.repeat(3)}wxyzwxyz_5.queue`, '', `${'01890189'.repeat(3)}wxyzwxyz`],
		['64 digits', `${'ab'.repeat(32)}_5.queue`, '', 'ab'.repeat(32)],
		['a time in the future', `${hashOf(1)}_4102444800.queue`, '', hashOf(1)],
		['39 digits', `${hashOf(1).slice(1)}_5.queue`, ''],
		['no time', `${hashOf(1)}.queue`, ''],
		['junk', 'x.queue', '\u0000\u0001junk\n\n'],
		['a path for a hash', 'x.queue', '../../etc/passwd\n5\n'],
	];

	it.each(catalogue)('with %s', (_, name, content, hash) => {
		const folder = older({[`queue/${name}`]: content});
		const store = openIn(makeFolder());
		const {problems} = take(store, folder);
		const path = join(folder, 'queue', name);
		if (hash === undefined) {
			expect(problems).toEqual([{path, why: expect.stringContaining('Neither its name nor')}]);
			expect(names(folder)).toEqual([`queue/${name}`]);
			expect(readFileSync(path, 'utf8')).toBe(content);
		} else {
			expect(problems).toEqual([]);
			expect(names(folder)).toEqual([`queue/${name}.migrated`]);
		}
		expect(hashes(store)).toEqual(hash === undefined ? [] : [hash]);
	});

	it('asks each torrent once, whatever its letters, and takes all files of it', () => {
		const first = older({
			...inQueue(hashOf(0xabc), 1),
			...inQueue(hashOf(0xabc).toUpperCase(), 2),
			...inQueue(hashOf(0xabc), 3),
		});
		const second = older(inQueue(hashOf(0xabc), 4));
		const store = openIn(makeFolder());
		expect(take(store, first, second)).toMatchObject({duplicates: 3, problems: []});
		expect(hashes(store)).toEqual([hashOf(0xabc)]);
		expect(names(first).every(name => name.endsWith('.migrated'))).toBe(true);
	});

	it('makes no second job of a torrent that has one; of one that ended, it does', () => {
		const folder = older({...inQueue(hashOf(1), 1), ...inQueue(hashOf(2), 2)});
		const store = openIn(makeFolder());
		store.commit({at: 1, jobs: [aJob(1, 'MOVING'), aJob(2, 'CANCELLED')]});
		expect(take(store, folder)).toMatchObject({duplicates: 1, jobs: [{hashes: [hashOf(2)]}]});
		expect(store.openJobOf(hashOf(1))).toEqual(aJob(1, 'MOVING'));
	});

	it('leaves alone what is no file of it', () => {
		const folder = older({'queue/notes.txt': 'x', [`queue/${hashOf(1)}_1.queue.migrated`]: ''});
		mkdirSync(join(folder, 'queue', `${hashOf(2)}_1.queue`));
		symlinkSync('/etc/passwd', join(folder, 'queue', `${hashOf(3)}_1.queue`));
		const before = names(folder);
		const store = openIn(makeFolder());
		const {problems} = take(store, folder);
		expect(problems.map(({why}) => why)).toEqual(['It is not a file.', 'It is not a file.']);
		expect(names(folder)).toEqual(before);
		expect(hashes(store)).toEqual([]);
	});

	it('never puts a name over another file', () => {
		const folder = older(inQueue(hashOf(1), 1));
		const path = join(folder, 'queue', `${hashOf(1)}_1.queue`);
		writeFileSync(`${path}.migrated`, 'of another time');
		take(openIn(makeFolder()), folder);
		expect(readFileSync(`${path}.migrated`, 'utf8')).toBe('of another time');
		expect(existsSync(`${path}.migrated.2`)).toBe(true);
	});

	it('that is not here is empty', () => {
		const store = openIn(makeFolder());
		const imported = take(store, '/nowhere/at/all');
		expect(imported).toEqual({jobs: [], duplicates: 0, files: [], problems: []});
		expect(store.audit(0, 10)).toEqual([]);
	});
});

describe('orchestrator_state.json', () => {
	it('gives what was queued, and before it what was under way', () => {
		const folder = older(
			stateOf({
				queue_items: [
					queued({hash_v1: hashOf(1), name: 'One'}, {queued_time: 20}),
					queued({hash_v1: hashOf(2), name: 'Two'}, {queued_time: 10}),
					queued({hash_v1: hashOf(3), name: 'Three'}, {queued_time: 30, priority: 99}),
				],
				running_processes: [
					{id: 'p', torrent_hash: hashOf(4), start_time: 40.5, status: 'running', result: null},
				],
				statistics: {torrents_processed: 7},
				// Days ago: the older program would have forgotten it.
				shutdown_time: now / 1000 - 3 * 86_400,
			}),
		);
		const store = openIn(makeFolder());
		expect(take(store, folder).problems).toEqual([]);
		expect(store.openJobs().map(({name, hashes, priority}) => [name, ...hashes, priority])).toEqual(
			[
				['Three', hashOf(3), 10],
				[hashOf(4), hashOf(4), 10],
				['Two', hashOf(2), 0],
				['One', hashOf(1), 0],
			],
		);
		expect(names(folder)).toEqual(['state/orchestrator_state.json.migrated']);
	});

	it('knows a torrent by any of its hashes', () => {
		const folder = older({
			...stateOf({
				queue_items: [
					queued({hash_v1: hashOf(1), hash_v2: 'ab'.repeat(32), torrent_id: 'ab'.repeat(20)}),
					queued({hash_v1: '', hash_v2: 'cd'.repeat(32), torrent_id: null}),
				],
				running_processes: [{id: 'p', torrent_hash: hashOf(1), start_time: 1, status: 'running'}],
			}),
			...inQueue('ab'.repeat(20), 9),
		});
		const store = openIn(makeFolder());
		expect(take(store, folder).duplicates).toBe(2);
		expect(hashes(store)).toEqual(['ab'.repeat(20), 'cd'.repeat(20)]);
	});

	it.each([
		['of another version', stateOf({version: '2.0', queue_items: []}), 'version "2.0"'],
		['of a version that is a number', stateOf({version: 1, queue_items: []}), 'version 1,'],
		['cut off', {'state/orchestrator_state.json': '{"version": "1.0", "queue'}, 'cut off'],
		['empty', {'state/orchestrator_state.json': ''}, 'cut off'],
		['a list', {'state/orchestrator_state.json': '[]'}, 'not a JSON object'],
		['without lists', stateOf({queue_items: {}}), 'no lists'],
	])('%s is refused as a whole, stays, and holds up nothing else', (_, files, why) => {
		const folder = older({...files, ...inQueue(hashOf(1), 1)});
		const path = join(folder, 'state/orchestrator_state.json');
		const before = readFileSync(path, 'utf8');
		const store = openIn(makeFolder());
		expect(take(store, folder).problems).toEqual([{path, why: expect.stringContaining(why)}]);
		expect(hashes(store)).toEqual([hashOf(1)]);
		expect(readFileSync(path, 'utf8')).toBe(before);
	});

	it('with an entry that names no torrent: the others are taken, and that one is told and noted', () => {
		const folder = older(
			stateOf({queue_items: [queued({hash_v1: 'nonsense'}), 7, queued({hash_v1: hashOf(1)})]}),
		);
		const store = openIn(makeFolder());
		const {problems} = take(store, folder);
		expect(problems.map(({why}) => why)).toEqual([
			expect.stringContaining('nonsense'),
			expect.stringContaining('names no torrent: 7'),
		]);
		expect(hashes(store)).toEqual([hashOf(1)]);
		expect(JSON.stringify(store.audit(0, 10))).toContain('nonsense');
	});
});

it('a file that comes back with other content is another file', () => {
	const folder = older(stateOf({queue_items: [queued({hash_v1: hashOf(1)})]}));
	const store = openIn(makeFolder());
	take(store, folder);
	writeFileSync(
		join(folder, 'state/orchestrator_state.json'),
		JSON.stringify({version: '1.0', queue_items: [queued({hash_v1: hashOf(2)})]}),
	);
	take(store, folder);
	expect(hashes(store)).toEqual([hashOf(1), hashOf(2)]);
});
