/**
 * DOOR: what qbtui writes into its state folder with its own hands. Nothing here removes a file, and
 * nothing is ever written outside of that folder but the new names of imported files.
 */
import {
	chmodSync,
	closeSync,
	existsSync,
	fsyncSync,
	openSync,
	readFileSync,
	renameSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {homeFolder} from '../home-folder.ts';
import {makeFolder} from './make-folder.ts';

/** Where the state of a profile is: `~/.local/state/qbtui`, or below `profiles` in it. */
export const stateFolderOf = (options: {
	/** The setting `state_dir`. */
	stateDir: string | undefined;
	profile: string | undefined;
	env: Readonly<Record<string, string | undefined>>;
}): string => {
	const {XDG_STATE_HOME: home = ''} = options.env;
	// A relative one is invalid, by the XDG specification, and to be ignored.
	const states = home.startsWith('/') ? home : join(homeFolder(), '.local', 'state');
	const base = options.stateDir ?? join(states, 'qbtui');
	return options.profile === undefined ? base : join(base, 'profiles', asFileName(options.profile));
};

/** A name as one part of a path, another for another. */
const asFileName = (name: string): string =>
	encodeURIComponent(name).replace(/^\.+/, dots => '%2E'.repeat(dots.length));

/** Makes the folder, for its owner alone. */
export const makeStateFolder = (folder: string): void => {
	makeFolder(folder);
	keepPrivate(folder, 0o700);
};

/** Takes from others what they may do with it, where the file system knows of such things. */
export const keepPrivate = (path: string, mode: 0o600 | 0o700): void => {
	if ((statSync(path).mode & 0o077) === 0) return;
	try {
		chmodSync(path, mode);
	} catch {
		// Not ours, or FAT. What is in it is for the owner alone all the same, or can’t be.
	}
};

/** An empty file for its owner alone, before SQLite would make one that others may read. */
export const makePrivateFile = (path: string): void => {
	if (existsSync(path)) return keepPrivate(path, 0o600);
	closeSync(openSync(path, 'wx', 0o600));
	syncFolder(dirname(path));
};

/** Replaces a file as a whole. */
export const writeWhole = (path: string, text: string): void => {
	const draft = `${path}.new`;
	writeFileSync(draft, text, {mode: 0o600, flush: true});
	renameSync(draft, path);
};

export const readIfThere = (path: string): string | undefined =>
	existsSync(path) ? readFileSync(path, 'utf8') : undefined;

/** Gives a file a name that no other has, `wanted` or with a number after it; says which. */
export const renameFreely = (path: string, wanted: string): string => {
	const free = freeName(wanted);
	renameSync(path, free);
	syncFolder(dirname(path));
	return free;
};

export const freeName = (wanted: string): string => {
	let name = wanted;
	for (let number = 2; existsSync(name); number++) name = `${wanted}.${number}`;
	return name;
};

/** On disk, and not only in memory. */
export const syncFile = (path: string): void => {
	const file = openSync(path, 'r+');
	try {
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
	syncFolder(dirname(path));
};

/** A new name is on disk only when its folder is. Some file systems can’t be asked for that. */
const syncFolder = (folder: string): void => {
	try {
		const handle = openSync(folder, 'r');
		try {
			fsyncSync(handle);
		} finally {
			closeSync(handle);
		}
	} catch {
		// Nothing more can be done there.
	}
};
