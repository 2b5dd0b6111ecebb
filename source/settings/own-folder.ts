import {rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {stateFolderOf} from '../space/store/state-folder.ts';
import type {Config} from './config.ts';

/** The state folder, as the settings say. */
export const folderOf = ({stateDir, profile}: Pick<Config, 'stateDir' | 'profile'>): string =>
	stateFolderOf({stateDir, profile, env: process.env});

/** In place of it, for the demo: of this process alone, and gone with it. */
export const demoFolder = (): string => join(tmpdir(), `qbtui-demo-${process.pid}`);

export const dropDemoFolder = (): Promise<void> => rm(demoFolder(), {recursive: true, force: true});
