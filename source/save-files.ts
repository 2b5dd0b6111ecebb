import {open, readFile, rename, stat, unlink} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {codeOf, messageOf} from './qbit/message.ts';
import {readTorrentFile} from './qbit/torrent-file.ts';
import {fromHome} from './space/home-folder.ts';
import {writeDraft, writeWhole} from './space/store/draft.ts';
import type {Files} from './views/scene.ts';

/** Must be there already: what is mistyped makes no new one. */
const folder: Files['folder'] = async given => {
	const path = resolve(fromHome(given));
	const entry = await stat(path).catch(error => {
		throw new Error(
			codeOf(error) === 'ENOENT' ? `There is no folder ${path}.` : `${path}: ${sentenceOf(error)}`,
		);
	});
	if (!entry.isDirectory()) throw new Error(`${path} is no folder.`);
	return path;
};

/**
 * Whole or not at all: written beside, to the disk, and then put in the place of an empty file that
 * took the name, which only one can do.
 */
const save: Files['save'] = async (path, name, content) => {
	const written: string[] = [];
	try {
		const draft = await writeDraft(path, [content], 0o644);
		written.push(draft);
		const taken = await takeName(path, name, content);
		if (taken.isThere) {
			await unlink(draft);
			return taken.name;
		}
		written.push(join(path, taken.name));
		await rename(draft, join(path, taken.name));
		return taken.name;
	} catch (error) {
		for (const left of written) await unlink(left).catch(() => {});
		throw new Error(sentenceOf(error));
	}
};

/**
 * Under just that name, whole or not at all. What has the name already is replaced if that is a
 * .torrent file, too, and never otherwise.
 *
 * @throws with a sentence
 */
export const saveAs = async (path: string, content: Uint8Array): Promise<void> => {
	try {
		await mayReplace(path);
		await writeWhole(path, [content], 0o644);
	} catch (error) {
		throw new Error(`${path}: ${sentenceOf(error)}`);
	}
};

/** @throws when something else than a .torrent file has that name */
export const mayReplace = async (path: string): Promise<void> => {
	const entry = await stat(path).catch(error => {
		if (codeOf(error) === 'ENOENT') return undefined;
		throw error;
	});
	if (!entry) return;
	if (entry.isDirectory()) throw new Error('It is a folder.');
	// A device would never come to an end.
	if (!entry.isFile()) throw new Error('It is no file; it stays as it is.');
	if (entry.size === 0) return;
	if (entry.size > largestTorrent || !readTorrentFile(await readFile(path))) {
		throw new Error('There is a file that is no .torrent; it stays as it is.');
	}
};

/** Bytes. A film by that name is not read to its end. */
const largestTorrent = 2 ** 28;

const mostCopies = 1000;

const takeName = async (
	path: string,
	name: string,
	content: Uint8Array,
): Promise<{name: string; isThere: boolean}> => {
	for (let copy = 1; copy <= mostCopies; copy++) {
		const numbered = copy === 1 ? name : name.replace(/(\.[^.]*)?$/, ` (${copy})$1`);
		try {
			await (await open(join(path, numbered), 'wx', 0o644)).close();
			return {name: numbered, isThere: false};
		} catch (error) {
			if (codeOf(error) !== 'EEXIST') throw error;
			if (await holds(join(path, numbered), content)) return {name: numbered, isThere: true};
		}
	}
	throw new Error(`There are ${mostCopies} files of that name.`);
};

const holds = async (file: string, content: Uint8Array): Promise<boolean> => {
	try {
		const {size} = await stat(file);
		return size === content.length && (await readFile(file)).equals(content);
	} catch {
		return false;
	}
};

const sentences: Readonly<Record<string, string>> = {
	EACCES: 'It may not be written to.',
	EPERM: 'It may not be written to.',
	EROFS: 'It can only be read.',
	ENOSPC: 'The disk is full.',
	EDQUOT: 'Your share of the disk is full.',
	ENOTDIR: 'It is no folder.',
};

const sentenceOf = (error: unknown): string => sentences[codeOf(error)] ?? messageOf(error);

/** The door to the user’s own folders. */
export const files: Files = {folder, save};
