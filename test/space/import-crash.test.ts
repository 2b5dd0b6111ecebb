import {mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {importOlder} from '../../source/space/import/import.ts';
import {hashOf, makeFolder, openIn} from './a-store.ts';
import {startOther} from './other-process.ts';

const count = 5;

const older = (): string => {
	const folder = makeFolder();
	mkdirSync(join(folder, 'queue'));
	for (let index = 1; index <= count; index++) {
		writeFileSync(join(folder, 'queue', `${hashOf(index)}_${index}.queue`), '');
	}
	return folder;
};

const expected = Array.from({length: count}, (_, index) => hashOf(index + 1));

it.each([
	['before the commit', 0],
	...Array.from({length: count}, (_, index) => ['before rename', index] as const),
] as const)('killed %s %i: each job is made, and once', async (point, nth) => {
	const queue = older();
	const folder = makeFolder();
	const child = startOther('import-child.ts', [folder, queue, point, String(nth)]);
	await expect(child.says('done')).rejects.toThrow('ended before');

	const store = openIn(folder);
	const waiting = () => readdirSync(join(queue, 'queue')).filter(name => name.endsWith('.queue'));
	expect(waiting()).toHaveLength(count - nth);
	// The first job has ended meanwhile: its file must not start it again.
	const committed = store.openJobs().length > 0;
	expect(committed).toBe(point === 'before rename');
	if (committed) store.commit({at: 1, jobs: store.openJobs().slice(0, 1).map(endOf)});

	const {jobs, duplicates, problems} = importOlder({store, folders: [queue], now: Date.now});
	expect({made: jobs.length, duplicates, problems}).toEqual({
		made: committed ? 0 : count,
		duplicates: 0,
		problems: [],
	});
	expect(waiting()).toEqual([]);
	const all = [...store.openJobs(), ...store.endedJobs(10)].flatMap(job => job.hashes);
	expect(all.sort()).toEqual(expected);
});

const endOf = <Ended extends {state: string}>(job: Ended) => ({...job, state: 'DONE' as const});

it('files that can’t be renamed are told, each time, and are not taken twice', () => {
	const queue = older();
	const store = openIn(makeFolder());
	const rename = () => {
		throw new Error('EROFS: read-only file system');
	};
	const first = importOlder({store, folders: [queue], now: Date.now, rename});
	expect(first.jobs).toHaveLength(count);
	expect(first.problems).toHaveLength(count);
	expect(first.problems[0]?.why).toContain('EROFS');
	const second = importOlder({store, folders: [queue], now: Date.now, rename});
	expect(second).toMatchObject({jobs: [], duplicates: 0});
	expect(second.problems).toHaveLength(count);
	expect(store.openJobs()).toHaveLength(count);
});
