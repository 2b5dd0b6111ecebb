import {
	closeSync,
	existsSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	truncateSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {describe, expect, it} from 'vitest';
import {fill, makeFolder, openIn} from './a-store.ts';
import {aJob} from './job-row.ts';
import {startOther} from './other-process.ts';

const now = Date.UTC(2026, 10, 21, 14, 50, 12);

const write = (path: string, bytes: Uint8Array, at: number): void => {
	const file = openSync(path, 'r+');
	writeSync(file, bytes, 0, bytes.length, at);
	closeSync(file);
};

const page = 4096;

/** Wherever it stands: SQLite leaves copies behind in places that it does not read. */
const change = (path: string, find: string, put: string): void => {
	const content = readFileSync(path, 'latin1');
	expect(content).toContain(find);
	writeFileSync(path, content.replaceAll(find, put), 'latin1');
};

/** TABLE of what can happen to a store that was closed in order. */
const damages: Readonly<Record<string, (path: string) => void>> = {
	'is not a database': path => writeFileSync(path, 'this is no database. '.repeat(2000)),
	'has a zeroed first page': path => write(path, new Uint8Array(page), 0),
	'has a zeroed page within': path => write(path, new Uint8Array(page), 2 * page),
	'has a page of noise': path => write(path, new Uint8Array(page).fill(0xa5), 5 * page),
	'is cut in the middle': path => truncateSync(path, Math.floor(statSync(path).size / 2)),
	'is cut within a page': path => truncateSync(path, statSync(path).size - 100),
	'is cut to nothing': path => truncateSync(path, 0),
	'has another letter in a job': path => change(path, '"name":"Torrent 7"', '"name":"Torrent 8"'),
	'is another program’s': path => {
		writeFileSync(path, '');
		const other = new DatabaseSync(path);
		other.exec('CREATE TABLE notes (text)');
		other.close();
	},
};

describe('a store that', () => {
	it.each(Object.entries(damages))('%s is set aside, and the new one says so', (_, damage) => {
		const folder = makeFolder();
		const path = join(folder, 'state.db');
		fill(
			folder,
			Array.from({length: 60}, (_, index) => aJob(index + 1)),
		);
		damage(path);
		const damaged = readFileSync(path);

		const aside = `${path}.damaged-2026-11-21T14-50-12`;
		const store = openIn(folder, {now: () => now});
		expect(store.control('rebuilt')).toEqual({at: now, why: expect.any(String), path: aside});
		expect(readFileSync(aside)).toEqual(damaged);
		expect(store.openJobs()).toEqual([]);
		store.commit({at: 1, jobs: [aJob(1)]});
		store.close();

		// It is said until it is taken back: whoever rebuilds may be killed meanwhile.
		const next = openIn(folder);
		expect(next.control('rebuilt')?.path).toBe(aside);
		next.commit({at: 2, controls: {rebuilt: undefined}});
		next.close();
		const healed = openIn(folder);
		expect(healed.control('rebuilt')).toBeUndefined();
		expect(healed.openJobs()).toEqual([aJob(1)]);
	});

	it('is gone is no first start', () => {
		const folder = makeFolder();
		fill(folder, [aJob(1)]);
		rmSync(join(folder, 'state.db'));
		const store = openIn(folder, {now: () => now});
		expect(store.control('rebuilt')).toEqual({at: now, why: 'it is gone'});
	});

	it('was never here is a first start', () => {
		const folder = makeFolder();
		expect(openIn(folder).control('rebuilt')).toBeUndefined();
	});

	it('is damaged twice in a second leaves both aside', () => {
		const folder = makeFolder();
		const path = join(folder, 'state.db');
		for (const text of ['first', 'second']) {
			fill(folder, [aJob(1)]);
			writeFileSync(path, text.repeat(1000));
			openIn(folder, {now: () => now}).close();
		}
		const aside = readdirSync(folder).filter(name => name.includes('damaged'));
		expect(aside.map(name => readFileSync(join(folder, name), 'utf8').slice(0, 5)).sort()).toEqual([
			'first',
			'secon',
		]);
	});
});

describe('the log of a store that was killed', () => {
	const killed = async (): Promise<{folder: string; log: string}> => {
		const folder = makeFolder();
		const writer = startOther('store-child.ts', [folder, '20']);
		await writer.says('20');
		await writer.kill();
		return {folder, log: join(folder, 'state.db-wal')};
	};
	const frame = page + 24;

	it('is read to its end', async () => {
		const {folder} = await killed();
		expect(openIn(folder).openJobs()).toHaveLength(20);
	});

	it('loses its end when that was torn off, and nothing else', async () => {
		const {folder, log} = await killed();
		const size = statSync(log).size;
		// The first bytes of a transaction that was never acknowledged.
		const begun = readFileSync(log).subarray(size - frame, size - 1000);
		begun.writeUInt32BE(0, 4);
		writeFileSync(log, Buffer.concat([readFileSync(log), begun]));
		const store = openIn(folder);
		expect(store.control('rebuilt')).toBeUndefined();
		expect(store.openJobs()).toHaveLength(20);
	});

	it('that is gone, with all that there ever was in it, is a loss', async () => {
		const {folder, log} = await killed();
		rmSync(log);
		expect(openIn(folder).control('rebuilt')).toMatchObject({why: 'it is empty'});
	});

	it('cut anywhere, as by a power cut before it was synced, gives whole transactions and no others', async () => {
		const {folder} = await killed();
		const [whole, log] = ['state.db', 'state.db-wal'].map(name => readFileSync(join(folder, name)));
		const counts = new Set<number>();
		for (let end = log?.length ?? 0; end > 0; end -= 1777) {
			const cut = makeFolder();
			writeFileSync(join(cut, 'state.db'), whole ?? '');
			writeFileSync(join(cut, 'state.db-wal'), log?.subarray(0, end) ?? '');
			const store = openIn(cut);
			const jobs = store.openJobs();
			expect(jobs).toEqual(jobs.map((_, index) => aJob(index + 1)));
			expect(store.audit(0, 100).map(({job}) => job)).toEqual(jobs.map(({id}) => id));
			counts.add(jobs.length);
			store.close();
		}
		expect(counts.size).toBe(21);
	});

	it.each([
		['a bit that tipped over within', 32 + 4 * frame + 500],
		['a bit that tipped over in its header', 12],
		['a bit that tipped over in a frame’s header', 32 + 4 * frame + 8],
	])(
		'with %s is set aside with its store: transactions behind it were acknowledged',
		async (_, at) => {
			const {folder, log} = await killed();
			const byte = readFileSync(log)[at] ?? 0;
			write(log, Uint8Array.of(byte ^ 1), at);
			const store = openIn(folder, {now: () => now});
			const aside = join(folder, 'state.db.damaged-2026-11-21T14-50-12');
			expect(store.control('rebuilt')).toEqual({
				at: now,
				why: expect.stringContaining('write-ahead log'),
				path: aside,
			});
			expect(existsSync(`${aside}-wal`)).toBe(true);
		},
	);

	it('that was written over again is not taken for damaged', async () => {
		const folder = makeFolder();
		const store = openIn(folder);
		// Beyond 1,000 pages it begins again at its start, over what is there.
		const big = 'x'.repeat(100_000);
		for (let index = 1; index <= 80; index++) {
			store.commit({at: 1, jobs: [{...aJob(index), name: big}]});
		}
		const copy = makeFolder();
		for (const name of ['state.db', 'state.db-wal']) {
			writeFileSync(join(copy, name), readFileSync(join(folder, name)));
		}
		store.close();
		const second = openIn(copy);
		expect(second.control('rebuilt')).toBeUndefined();
		expect(second.openJobs()).toHaveLength(80);
	});
});

it('a folder that was moved while nobody had it is still the same store', () => {
	const folder = makeFolder();
	fill(join(folder, 'a'), [aJob(1)]);
	renameSync(join(folder, 'a'), join(folder, 'b'));
	expect(openIn(join(folder, 'b')).openJobs()).toEqual([aJob(1)]);
});
