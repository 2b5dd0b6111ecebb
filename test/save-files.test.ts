import {
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	rm,
	symlink,
	truncate,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeEach, expect, it, onTestFinished} from 'vitest';
import {files, mayReplace} from '../source/save-files.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
let folder = '';

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'qbtui-save-'));
	onTestFinished(() => rm(folder, {recursive: true, force: true}));
});
const content = (name: string) => readFile(join(folder, name), 'utf8');

it('writes whole files, and leaves nothing else', async () => {
	expect(await files.save(folder, 'a.torrent', bytes('one'))).toBe('a.torrent');
	expect(await readdir(folder)).toEqual(['a.torrent']);
	expect(await content('a.torrent')).toBe('one');
});

it('never writes over what is there: another gets a number, the same is there already', async () => {
	await writeFile(join(folder, 'a.torrent'), 'theirs');
	expect(await files.save(folder, 'a.torrent', bytes('one'))).toBe('a (2).torrent');
	expect(await files.save(folder, 'a.torrent', bytes('two'))).toBe('a (3).torrent');
	expect(await files.save(folder, 'a.torrent', bytes('one'))).toBe('a (2).torrent');
	expect(await content('a.torrent')).toBe('theirs');
	expect((await readdir(folder)).sort()).toEqual(['a (2).torrent', 'a (3).torrent', 'a.torrent']);
});

it('does not follow a link that has the name, and does not take a folder for a file', async () => {
	await writeFile(join(folder, 'precious'), 'precious');
	await symlink(join(folder, 'precious'), join(folder, 'a.torrent'));
	await symlink(join(folder, 'nowhere'), join(folder, 'b.torrent'));
	await mkdir(join(folder, 'c.torrent'));
	expect(await files.save(folder, 'a.torrent', bytes('one'))).toBe('a (2).torrent');
	expect(await files.save(folder, 'b.torrent', bytes('one'))).toBe('b (2).torrent');
	expect(await files.save(folder, 'c.torrent', bytes('one'))).toBe('c (2).torrent');
	expect(await content('precious')).toBe('precious');
	expect((await readdir(folder)).filter(name => name === 'nowhere')).toEqual([]);
});

it('many of one name at once get names of their own', async () => {
	const names = await Promise.all(
		Array.from({length: 20}, (_, i) => files.save(folder, 'a.torrent', bytes(String(i)))),
	);
	expect(new Set(names).size).toBe(20);
	const contents = await Promise.all(names.map(content));
	expect(contents).toEqual(Array.from({length: 20}, (_, i) => String(i)));
});

it('says why a folder is none', async () => {
	await writeFile(join(folder, 'file'), '');
	expect(await files.folder(folder)).toBe(folder);
	await expect(files.folder(join(folder, 'file'))).rejects.toThrow(/is no folder/);
	await expect(files.folder(join(folder, 'gone'))).rejects.toThrow(/There is no folder .*gone/);
	await expect(files.save(join(folder, 'gone'), 'a', bytes('x'))).rejects.toThrow();
});

it.each([
	['/dev/zero', /no file; it stays/],
	['/dev', /a folder/],
])('what is no file is not read, and stays: %s', async (path, why) => {
	await expect(mayReplace(path)).rejects.toThrow(why);
});

it('a long file by that name is no .torrent, and is not read', async () => {
	const path = join(folder, 'film.mkv');
	await writeFile(path, '');
	await expect(mayReplace(path)).resolves.toBeUndefined();
	// It has no bytes on the disk; to be read, it would be more than Node reads.
	await truncate(path, 2 ** 40);
	await expect(mayReplace(path)).rejects.toThrow('There is a file that is no .torrent');
});
