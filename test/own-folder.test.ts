import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, mkdtemp, readdir, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it, onTestFinished, vi} from 'vitest';
import {sweepDemoFolders} from '../source/settings/own-folder.ts';

/** The number of a process that has ended. */
const endedPid = async (): Promise<number> => {
	const child = spawn(process.execPath, ['--version'], {stdio: 'ignore'});
	await once(child, 'exit');
	return child.pid ?? 0;
};

it('a demo that was killed leaves a folder, which the next one removes, and nothing else', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'qbtui-sweep-'));
	onTestFinished(() => rm(folder, {recursive: true}));
	vi.stubEnv('TMPDIR', folder);
	onTestFinished(() => void vi.unstubAllEnvs());
	const [dead, file, link] = [await endedPid(), await endedPid(), await endedPid()];
	const kept = [
		`qbtui-demo-${process.pid}`,
		`qbtui-demo-${process.ppid}`,
		`qbtui-demo-${dead}-notes`,
		`my-qbtui-demo-${dead}`,
		'qbtui-demo-0',
		'qbtui-demo-',
	];
	for (const name of [...kept, `qbtui-demo-${dead}`]) {
		await mkdir(join(folder, name, 'snapshots'), {recursive: true});
		await writeFile(join(folder, name, 'snapshots/one.json'), '{}');
	}
	await writeFile(join(folder, `qbtui-demo-${file}`), 'a file');
	await symlink(join(folder, kept[0] ?? ''), join(folder, `qbtui-demo-${link}`));
	await sweepDemoFolders();
	expect((await readdir(folder)).sort()).toEqual(
		[...kept, `qbtui-demo-${file}`, `qbtui-demo-${link}`].sort(),
	);
	expect(await readdir(join(folder, kept[0] ?? '', 'snapshots'))).toEqual(['one.json']);
});
