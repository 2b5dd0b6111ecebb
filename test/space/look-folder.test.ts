import {chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {TorrentFile} from '../../source/qbit/details.ts';
import {lookHere} from '../../source/space/run/look-folder.ts';

let here: string;
beforeEach(() => {
	here = mkdtempSync(join(tmpdir(), 'qbtui-look-'));
});
afterEach(() => {
	chmodSync(here, 0o700);
	rmSync(here, {recursive: true});
});

const file = (name: string, size: number, priority = 1): TorrentFile => ({
	...{index: 0, name, size, progress: 1, priority, availability: 1},
});
const files = [file('Show/1.mkv', 3), file('Show/2.mkv', 5)];
const hash = 'a'.repeat(40);

const look = (some: readonly TorrentFile[] = files, folder = here) =>
	lookHere({hash, files: some, folder: '/hdd/tv', here: folder, root: here, others: ['/proc']});

const paths = async (some?: readonly TorrentFile[]) =>
	(await look(some)).there?.map(({path}) => path);

const put = (name: string, text: string): void => {
	mkdirSync(join(here, 'Show'), {recursive: true});
	writeFileSync(join(here, name), text);
};

describe('what lies in a folder', () => {
	it('nothing, also where the folder is not made yet', async () => {
		expect(await paths()).toEqual([]);
		const none = await look(files, join(here, 'not/made'));
		expect([none.there, none.complete, none.mounted]).toEqual([[], false, true]);
		expect(none.free).toBeGreaterThan(0);
	});

	it('each file, by the server’s paths; all of them with their sizes', async () => {
		put('Show/1.mkv', 'abc');
		expect(await paths()).toEqual(['/hdd/tv/Show/1.mkv']);
		put('Show/2.mkv', 'abcd');
		expect((await look()).complete).toBe(false);
		put('Show/2.mkv', 'abcde');
		expect((await look()).complete).toBe(true);
	});

	it('what is not whole yet, and the rest of pieces', async () => {
		put('Show/1.mkv.!qB', 'a');
		put(`.${hash}.parts`, 'a');
		expect(await paths()).toEqual(['/hdd/tv/Show/1.mkv.!qB', `/hdd/tv/.${hash}.parts`]);
	});

	it('a file where a folder should be, a folder where a file should be, a link that leads nowhere', async () => {
		writeFileSync(join(here, 'Show'), 'x');
		expect(await paths()).toContain('/hdd/tv/Show/1.mkv');
		rmSync(join(here, 'Show'));
		mkdirSync(join(here, 'Show/1.mkv'), {recursive: true});
		symlinkSync('/nowhere', join(here, 'Show/2.mkv'));
		expect(await paths()).toEqual(['/hdd/tv/Show/1.mkv', '/hdd/tv/Show/2.mkv']);
		expect((await look()).complete).toBe(false);
	});

	it('of others nothing', async () => {
		put('Show/3.mkv', 'x');
		expect(await paths()).toEqual([]);
	});

	it('unwanted files need not be there', async () => {
		put('Show/1.mkv', 'abc');
		expect((await look([file('Show/1.mkv', 3), file('Show/2.mkv', 5, 0)])).complete).toBe(true);
	});

	it('files without a byte need not be there, too', async () => {
		put('Show/1.mkv', 'abc');
		expect((await look([file('Show/1.mkv', 3), file('Show/2.nfo', 0)])).complete).toBe(true);
	});

	it('is not known where a folder can’t be entered', async ({skip}) => {
		if (process.getuid?.() === 0) skip('root enters every folder');
		put('Show/1.mkv', 'abc');
		chmodSync(here, 0);
		expect((await look()).there).toBeUndefined();
	});
});

describe('mounted is', () => {
	it('not where a link on the way leads to another disk', async () => {
		const question = {hash, files, folder: '/hdd', here, root: here, others: ['/proc']};
		expect((await lookHere(question)).mounted).toBe(true);
		symlinkSync('/proc', join(here, 'Show'));
		expect((await lookHere(question)).mounted).toBe(false);
		rmSync(join(here, 'Show'));
		symlinkSync('/proc', join(here, 'tv'));
		expect((await lookHere({...question, here: join(here, 'tv/new')})).mounted).toBe(false);
	});

	it('what has a device that no other volume has', async () => {
		const question = {hash, files, folder: '/hdd', here, root: here, others: [tmpdir()]};
		expect((await lookHere(question)).mounted).toBe(false);
		expect((await lookHere({...question, others: ['/proc']})).mounted).toBe(true);
		expect((await lookHere({...question, root: join(here, 'gone')})).mounted).toBe(false);
	});
});
