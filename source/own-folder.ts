import {tmpdir, userInfo} from 'node:os';
import {join} from 'node:path';
import type {Config} from './config.ts';
import {stateFolderOf} from './space/store/state-folder.ts';

/** The state folder, as the settings say. */
export const folderOf = ({stateDir, profile}: Pick<Config, 'stateDir' | 'profile'>): string =>
	stateFolderOf({stateDir, profile, env: process.env});

/** The demo leaves nothing among what is the user’s own. */
export const demoFolder = (): string => join(tmpdir(), `qbtui-demo-${userInfo().uid}`);
