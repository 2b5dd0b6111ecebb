import {lstat, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {codeOf} from '../qbit/message.ts';
import {stateFolderOf} from '../space/store/state-folder.ts';
import type {Config} from './config.ts';

/** The state folder, as the settings say. */
export const folderOf = ({stateDir, profile}: Pick<Config, 'stateDir' | 'profile'>): string =>
	stateFolderOf({stateDir, profile, env: process.env});

/** In place of it, for the demo: of this process alone, and gone with it. */
export const demoFolder = (): string => join(tmpdir(), `qbtui-demo-${process.pid}`);

export const dropDemoFolder = (): Promise<void> => rm(demoFolder(), {recursive: true, force: true});

/** Those of demos that were killed, and so could not clear up: the user’s own, of no running process. */
export const sweepDemoFolders = async (): Promise<void> => {
	const folder = tmpdir();
	for (const name of await readdir(folder)) {
		const [, pid] = /^qbtui-demo-([1-9]\d*)$/.exec(name) ?? [];
		if (pid === undefined || isRunning(Number(pid))) continue;
		const path = join(folder, name);
		const found = await lstat(path);
		if (found.isDirectory() && found.uid === process.getuid?.())
			await rm(path, {recursive: true, force: true});
	}
};

/** A process of somebody else runs, too: asking for it is what is forbidden. */
const isRunning = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return codeOf(error) !== 'ESRCH';
	}
};
