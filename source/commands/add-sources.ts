import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {
	largestFile,
	type NoSource,
	readFileSource,
	readLink,
	type Source,
	tooLarge,
} from '../qbit/add-source.ts';
import {codeOf, messageOf} from '../qbit/message.ts';
import {fromHome} from '../space/home-folder.ts';

export type Found = Source | NoSource;

/**
 * What the arguments of `qbtui add` stand for, in their order: a magnet link, hash or URL, a file, a
 * folder (every *.torrent below it), or - for lines of standard input. What can't be read is among
 * them with its reason.
 */
export const readSources = async (
	args: readonly string[],
	readInput: () => Promise<string>,
): Promise<Found[]> => {
	const found: Found[] = [];
	for (const argument of args) {
		const lines = argument === '-' ? linesOf(await readInput()) : [argument];
		const texts = lines.map(line => line.trim()).filter(line => line !== '');
		for (const text of texts) found.push(...(await readSource(text)));
	}
	return found;
};

/** Without remarks, as lists that people keep have them. */
const linesOf = (input: string): string[] =>
	input.split('\n').filter(line => !line.trimStart().startsWith('#'));

const readSource = async (text: string): Promise<Found[]> => {
	const link = readLink(text);
	if (link) return [link];
	// Where no shell has done so.
	const path = fromHome(text);
	try {
		const entry = await stat(path);
		if (entry.isDirectory()) return await readFolder(path);
		if (!entry.isFile()) return [none(text, 'This is neither a file nor a folder.')];
		return [await readTorrent(path)];
	} catch (error) {
		return [none(text, reasonOf(error))];
	}
};

const readFolder = async (folder: string): Promise<Found[]> => {
	const entries = await readdir(folder, {recursive: true, withFileTypes: true});
	const paths = entries
		.filter(entry => !entry.isDirectory() && /\.torrent$/i.test(entry.name))
		.map(entry => join(entry.parentPath, entry.name))
		.sort();
	if (paths.length === 0) return [none(folder, 'There is no .torrent file in this folder.')];
	const found: Found[] = [];
	// A few at a time: all of a large folder at once would be more files than may be open.
	for (let at = 0; at < paths.length; at += atOnce) {
		const some = paths.slice(at, at + atOnce);
		found.push(
			...(await Promise.all(
				some.map(path => readTorrent(path).catch(error => none(path, reasonOf(error)))),
			)),
		);
	}
	return found;
};

const atOnce = 8;

const readTorrent = async (path: string): Promise<Found> => {
	const entry = await stat(path);
	if (!entry.isFile()) return none(path, 'This is not a file.');
	if (entry.size > largestFile) return tooLarge(path);
	return readFileSource(path, await readFile(path), () => readFile(path));
};

const none = (given: string, why: string): NoSource => ({given, kind: 'none', why});

const reasons: Readonly<Record<string, string>> = {
	ENOENT: 'This is no magnet link, hash or URL, and there is no such file.',
	ENOTDIR: 'This is no magnet link, hash or URL, and there is no such file.',
	ENAMETOOLONG: 'This is no magnet link, hash or URL.',
	EACCES: 'It may not be read.',
	EPERM: 'It may not be read.',
	ERR_INVALID_ARG_VALUE: 'This is no magnet link, hash or URL.',
};

const reasonOf = (error: unknown): string => {
	return reasons[codeOf(error)] ?? `It can’t be read: ${messageOf(error)}`;
};
