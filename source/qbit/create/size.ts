import type {Client} from '../client.ts';
import {endpoints} from '../endpoints.ts';
import {isQbitError} from '../errors.ts';
import {nameFrom, placeOf} from './options.ts';

/** Folders that are looked into at most: each is a call. */
const mostFolders = 200;

/**
 * Bytes of all files of a source, without those that the server leaves out.
 *
 * @returns undefined where that can't be told: before 5.2 the server tells no sizes, and of very many
 * folders it would take too long
 */
export const sizeOfSource = async (
	client: Client,
	source: string,
	kind: 'file' | 'folder',
	signal: AbortSignal,
): Promise<number | undefined> => {
	if (client.lacks(endpoints.directoryRecords) !== undefined) return undefined;
	if (kind === 'file') {
		const name = nameFrom(source);
		const entry = (await list(client, placeOf(source), signal)).find(each => each.name === name);
		return entry?.size;
	}
	const separator = source.includes('\\') ? '\\' : '/';
	const folders = [source];
	let bytes = 0;
	for (let at = 0; at < folders.length; at++) {
		if (at >= mostFolders || signal.aborted) return undefined;
		const folder = folders[at] ?? '';
		for (const {name, isFolder, size} of await list(client, folder, signal)) {
			if (isFolder) folders.push(`${folder}${separator}${name}`);
			else bytes += size;
		}
	}
	return bytes;
};

type Entry = {name: string; isFolder: boolean; size: number};

const list = async (client: Client, dirPath: string, signal: AbortSignal): Promise<Entry[]> => {
	try {
		const records = await client.ask(
			endpoints.directoryRecords,
			{dirPath, withMetadata: true},
			{signal},
		);
		return records.map(({name, type, size}) => ({
			name: typeof name === 'string' ? nameFrom(name) : '',
			isFolder: type === 'dir',
			size: typeof size === 'number' ? size : 0,
		}));
	} catch (error) {
		if (isQbitError(error, 'NotFound')) return [];
		throw error;
	}
};
