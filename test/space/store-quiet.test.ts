import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {expect, it} from 'vitest';

it('SQLite is opened without a word on stderr, and other warnings are still heard', () => {
	const door = join(import.meta.dirname, '../../source/space/store/sqlite.ts');
	const program = `
		const {openDatabase} = await import(${JSON.stringify(door)});
		openDatabase(':memory:').close();
		process.emitWarning('SQLite is fine, but this is ours');
	`;
	const run = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
		encoding: 'utf8',
	});
	expect(run.status).toBe(0);
	expect(run.stderr).toContain('this is ours');
	expect(run.stderr).not.toContain('Experimental');
});
