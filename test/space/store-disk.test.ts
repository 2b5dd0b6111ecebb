import {spawnSync} from 'node:child_process';
import {chmodSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import type {DurableStore} from '../../source/space/store/shape.ts';
import {openStore} from '../../source/space/store/store.ts';
import {fill, makeFolder, openIn} from './a-store.ts';
import {aJob} from './job-row.ts';

const run = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

/** Whether a file system of a few hundred KB can be had here; said when not. */
const canMount = (() => {
	const folder = '/tmp';
	const can = run('unshare', '-m', 'mount', '-t', 'tmpfs', 'tmpfs', folder);
	if (!can)
		process.stderr.write(
			'No file system can be mounted here: full and read-only ones are not tried.\n',
		);
	return can;
})();

const mountSmall = (kilobytes: number): string => {
	const folder = makeFolder();
	expect(run('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder)).toBe(true);
	onTestFinished(() => void run('umount', '-l', folder));
	return folder;
};

describe.skipIf(!canMount)('on a disk that is full', () => {
	/** Commits until one is refused; how many were acknowledged, and the refusal. */
	const fillUp = (store: DurableStore): {acknowledged: number; refusal: Error | undefined} => {
		for (let index = 1; index < 10_000; index++) {
			try {
				store.commit({at: 1, jobs: [{...aJob(index), name: 'x'.repeat(2000)}]});
			} catch {
				return {acknowledged: index - 1, refusal: store.failure()};
			}
		}
		return {acknowledged: 0, refusal: undefined};
	};

	it('a commit is refused, those before it are kept, and with room again it goes on', () => {
		const mount = mountSmall(1024);
		const folder = join(mount, 'state');
		const store = openIn(folder);
		const {acknowledged, refusal} = fillUp(store);
		expect(acknowledged).toBeGreaterThan(10);
		expect(refusal).toMatchObject({code: 'Full', advice: [expect.stringContaining('state_dir')]});
		expect(refusal?.message).toContain(folder);
		expect(store.openJobs()).toHaveLength(acknowledged);

		run('mount', '-o', 'remount,size=8m', mount);
		store.commit({at: 2, jobs: [aJob(9_999)]});
		expect(store.failure()).toBeUndefined();
		store.close();
		expect(openIn(folder).openJobs()).toHaveLength(acknowledged + 1);
	});

	it('what was acknowledged is there after the process is gone with the disk still full', () => {
		const mount = mountSmall(1024);
		const folder = join(mount, 'state');
		const store = openIn(folder);
		const {acknowledged} = fillUp(store);
		store.close();
		const next = openIn(folder);
		expect(next.control('rebuilt')).toBeUndefined();
		expect(next.openJobs()).toHaveLength(acknowledged);
		expect(fillUp(next).refusal).toMatchObject({code: 'Full'});
	});

	it('a first start says what is wrong', () => {
		const mount = mountSmall(64);
		writeFileSync(join(mount, 'other'), 'x'.repeat(50_000));
		expect(() => openStore({folder: join(mount, 'state'), now: Date.now})).toThrow(
			expect.objectContaining({code: 'Full'}),
		);
	});
});

describe.skipIf(!canMount)('in a folder that can only be read', () => {
	it('nothing is opened, and nothing is set aside', () => {
		const mount = mountSmall(2048);
		const folder = join(mount, 'state');
		fill(folder, [aJob(1)]);
		const before = readdirSync(folder);
		run('mount', '-o', 'remount,ro', mount);
		expect(() => openStore({folder, now: Date.now})).toThrow(
			expect.objectContaining({
				code: 'NotWritable',
				message: expect.stringContaining(folder),
				advice: [expect.stringContaining('state_dir')],
			}),
		);
		expect(readdirSync(folder)).toEqual(before);
		run('mount', '-o', 'remount,rw', mount);
		expect(openIn(folder).openJobs()).toEqual([aJob(1)]);
	});
});

it('a state folder that is a file is refused', () => {
	const folder = join(makeFolder(), 'state');
	writeFileSync(folder, '');
	expect(() => openStore({folder, now: Date.now})).toThrow(
		expect.objectContaining({code: 'NotWritable'}),
	);
});

it('the folder and all in it are for the owner alone, also when they were not', () => {
	const folder = join(makeFolder(), 'a', 'state');
	const store = openIn(folder);
	store.commit({at: 1, jobs: [aJob(1)]});
	const modes = () =>
		readdirSync(folder).map(name => [
			name,
			(statSync(join(folder, name)).mode & 0o777).toString(8),
		]);
	const expected = ['holder.json', 'lock', 'state.db', 'state.db-wal'].map(name => [name, '600']);
	expect(modes()).toEqual(expected);
	store.close();
	for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
	chmodSync(folder, 0o755);
	openIn(folder).commit({at: 1, jobs: [aJob(2)]});
	expect(statSync(folder).mode & 0o777).toBe(0o700);
	expect(modes()).toEqual(expected);
});

describe('on a network file system', () => {
	const kinds = [
		['NFS', 0x6969],
		['CIFS', 0xff534d42],
		['SMB2', 0xfe534d42],
		// As a signed number, which some machines give.
		['SMB2', 0xfe534d42 | 0],
		['FUSE', 0x65735546],
	] as const;

	it.each(kinds)(
		'%s (%i) it is refused, with the reason and before anything is written',
		(name, type) => {
			const folder = makeFolder();
			expect(() => openStore({folder, now: Date.now, askFileSystem: () => type})).toThrow(
				expect.objectContaining({
					code: 'NetworkFileSystem',
					message: expect.stringContaining(`${folder} is on a ${name} file system`),
					advice: [expect.anything(), expect.stringContaining('state_dir_on_network')],
				}),
			);
			expect(readdirSync(folder)).toEqual([]);
		},
	);

	it('it is kept all the same when the user says so, without a log that would need shared memory', () => {
		const folder = makeFolder();
		const options = {allowNetwork: true, askFileSystem: () => 0x6969};
		const store = openIn(folder, options);
		store.commit({at: 1, jobs: [aJob(1)]});
		expect(readdirSync(folder).filter(name => /wal|shm/.test(name))).toEqual([]);
		expect(() => openStore({folder, now: Date.now, ...options})).toThrow('Another qbtui');
		store.close();
		expect(openIn(folder, options).openJobs()).toEqual([aJob(1)]);
	});

	it('a store that was moved there or back goes on', () => {
		const folder = makeFolder();
		fill(folder, [aJob(1)]);
		const there = openIn(folder, {allowNetwork: true, askFileSystem: () => 0x6969});
		there.commit({at: 1, jobs: [aJob(2)]});
		there.close();
		expect(openIn(folder).openJobs()).toEqual([aJob(1), aJob(2)]);
	});

	it.each([0xef53, 0x01021994, 0x9123683e, 0x58465342])(
		'a disk of this machine (%i) is none',
		type => {
			const folder = makeFolder();
			expect(openIn(folder, {askFileSystem: () => type}).openJobs()).toEqual([]);
		},
	);
});
