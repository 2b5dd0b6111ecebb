import {mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {makeFolder} from '../../source/space/store/make-folder.ts';

const within = (): string => {
	const folder = mkdtempSync(join(tmpdir(), 'qbtui-folder-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	return folder;
};

it('makes all that is missing, for the owner alone, and is content with what is there', () => {
	const path = join(within(), 'a/b/c');
	makeFolder(path);
	makeFolder(path);
	expect(statSync(path).mode & 0o777).toBe(0o700);
	expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
});

it('says what hinders it, and does not try for ever', () => {
	const path = join(within(), 'file');
	writeFileSync(path, '');
	expect(() => makeFolder(path)).toThrow(/EEXIST/);
	expect(() => makeFolder(join(path, 'below'))).toThrow(/ENOTDIR/);
	expect(() => makeFolder('/proc/nowhere/at/all')).toThrow(/ENOENT/);
});
