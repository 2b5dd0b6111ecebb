import type {Client} from '../client.ts';
import {endpoints} from '../endpoints.ts';
import {isQbitError} from '../errors.ts';
import {CreateFailure} from './failure.ts';
import {nameFrom, placeOf} from './options.ts';

/** What the server has at a path, as far as it tells. */
export type Seen =
	| {is: 'folder'; isEmpty: boolean}
	| {is: 'file'}
	/** `above`: the nearest folder that is there; `like`: what there has nearly that name. */
	| {is: 'missing'; above: string; like: string | undefined}
	/** It lists nothing whose name begins with a dot. */
	| {is: 'hidden'}
	/** It can't be looked at. */
	| {is: 'unknown'};

/** Asks the server, which says yes to every path and fails later. */
export const seeSource = async (client: Client, source: string): Promise<Seen> => {
	const own = await listFolder(client, source);
	if (own) return {is: 'folder', isEmpty: own.length === 0};
	const beside = await listFolder(client, placeOf(source));
	if (!beside) {
		return {is: 'missing', above: await nearestFolder(client, placeOf(source)), like: undefined};
	}
	if (beside.includes(source)) return {is: 'file'};
	if (nameFrom(source).startsWith('.')) return {is: 'hidden'};
	// A folder that may not be listed looks as if nothing were in it.
	if (beside.length === 0) return {is: 'unknown'};
	const wanted = source.toLowerCase();
	return {
		is: 'missing',
		above: placeOf(source),
		like: beside.find(path => path.toLowerCase() === wanted),
	};
};

/** undefined when there is no such folder. */
export const listFolder = async (
	client: Client,
	path: string,
	mode: 'all' | 'dirs' = 'all',
	signal?: AbortSignal,
): Promise<string[] | undefined> => {
	try {
		return await client.ask(
			endpoints.directoryContent,
			{dirPath: path, mode},
			signal ? {signal} : {},
		);
	} catch (error) {
		if (isQbitError(error, 'NotFound')) return undefined;
		throw error;
	}
};

const nearestFolder = async (client: Client, path: string): Promise<string> => {
	const above = placeOf(path);
	if (above === path) return path;
	return (await listFolder(client, above)) ? above : nearestFolder(client, above);
};

/** Why no torrent can be made of it, said before it is tried; undefined where one may. */
export const whyNoSource = (
	source: string,
	seen: Seen,
	withDotfiles: boolean,
): CreateFailure | undefined => {
	if (seen.is === 'missing') {
		const like = seen.like === undefined ? '' : ` There is ${seen.like}.`;
		return new CreateFailure('SourceMissing', `The server has no ${source}.${like}`, [
			`The nearest folder that it has is ${seen.above}.`,
			'The path is the server’s own: path_map says which folders of this machine are which of the server’s.',
		]);
	}
	if (seen.is === 'hidden' && !withDotfiles) {
		return new CreateFailure(
			'SourceEmpty',
			`The name of ${source} begins with a dot: the server leaves such files out.`,
		);
	}
	if (seen.is === 'folder' && seen.isEmpty && !withDotfiles) {
		return new CreateFailure('SourceEmpty', `The server finds nothing to share in ${source}.`, [
			'It is empty, has only names that begin with a dot, or may not be read by the server.',
		]);
	}
	return undefined;
};
