import type {Config} from './config.ts';
import {stateFolderOf} from './space/store/state-folder.ts';

/** The state folder, as the settings say. */
export const folderOf = ({stateDir, profile}: Pick<Config, 'stateDir' | 'profile'>): string =>
	stateFolderOf({stateDir, profile, env: process.env});
