/**
 * DOOR: the files of the outbox, one for each thing that waits, and those that it puts into a folder
 * which qBittorrent watches. What it removes is its own, after it was added or given up.
 */
import {readdir, readFile, unlink} from 'node:fs/promises';
import {join} from 'node:path';
import {isRecord} from '../qbit/shape.ts';
import {writeWhole} from '../space/store/draft.ts';
import {makeFolder} from '../space/store/make-folder.ts';
import type {Entry} from './shape.ts';

const nameOf = (id: string): string => `${id}.json`;

/** Where the .torrent file of an entry lies. */
export const torrentOf = (folder: string, id: string): string => join(folder, `${id}.torrent`);

/**
 * On disk when it returns, or it throws and nothing is promised.
 * @param content of the .torrent file of a new entry, if it has one
 */
export const putEntry = async (
	folder: string,
	entry: Entry,
	content?: Uint8Array,
): Promise<void> => {
	makeFolder(folder);
	if (content) await writeWhole(torrentOf(folder, entry.id), [content], 0o600);
	await writeWhole(join(folder, nameOf(entry.id)), [`${JSON.stringify(entry)}\n`], 0o600);
};

export const removeEntry = async (folder: string, id: string): Promise<void> => {
	// Another qbtui may have been faster.
	await unlink(join(folder, nameOf(id))).catch(() => {});
	await unlink(torrentOf(folder, id)).catch(() => {});
};

export const readContent = (folder: string, id: string): Promise<Uint8Array> =>
	readFile(torrentOf(folder, id));

/** The oldest first; what is no entry is left alone. */
export const readEntries = async (folder: string): Promise<Entry[]> => {
	const names = await readdir(folder).catch(() => []);
	const entries: Entry[] = [];
	for (const name of names.filter(name => /^[^.].*\.json$/.test(name)).sort()) {
		const entry = await readEntry(join(folder, name));
		if (entry && nameOf(entry.id) === name) entries.push(entry);
	}
	return entries;
};

const readEntry = async (path: string): Promise<Entry | undefined> => {
	try {
		const value: unknown = JSON.parse(await readFile(path, 'utf8'));
		return isEntry(value) ? value : undefined;
	} catch {
		return undefined;
	}
};

const isEntry = (value: unknown): value is Entry =>
	isRecord(value) &&
	typeof value.id === 'string' &&
	typeof value.at === 'number' &&
	typeof value.server === 'string' &&
	typeof value.given === 'string' &&
	typeof value.tries === 'number' &&
	typeof value.why === 'string' &&
	isRecord(value.options) &&
	isRecord(value.source) &&
	(typeof value.source.link === 'string' || value.source.kind === 'file');

/** Under another name first: what watches the folder must not take half of it. */
export const putIntoWatched = (
	folder: string,
	name: string,
	content: Uint8Array | string,
): Promise<void> => writeWhole(join(folder, name), [content], 0o644);
