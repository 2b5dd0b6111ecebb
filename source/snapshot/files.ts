/**
 * DOOR: the files of snapshots. What it removes is its own: older snapshots in its own folder, by
 * the names that it gave them, and what it could not finish.
 */
import {createHash} from 'node:crypto';
import {chmod, open, readdir, readFile, realpath, rmdir, stat, unlink} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {codeOf} from '../qbit/message.ts';
import type {Hash} from '../qbit/types.ts';
import {writeWhole} from '../space/store/draft.ts';
import {makeFolder} from '../space/store/make-folder.ts';
import {cutOff, decodeHead, decodeSnapshot, isWholeEnd} from './decode.ts';
import {SnapshotError, snapshotErrorOf} from './errors.ts';
import {nameBeside, newestFirst, outdated, timeByName, torrentsBeside} from './names.ts';
import type {Head, SavedFile, Snapshot} from './shape.ts';

/** A file in the folder of snapshots: what its first line says, or why it can’t be read. */
export type Listed = {name: string; path: string; bytes: number} & (
	| {head: Head}
	| {problem: string}
);

/** Lines are gathered to pieces of this size; between them all else goes on. */
const pieceLength = 64 * 1024;

/**
 * Whole or not at all, for its owner alone: written beside, to the disk, and then renamed.
 *
 * @returns bytes
 * @throws SnapshotError
 */
export const writeSnapshot = async (path: string, lines: Iterable<string>): Promise<number> => {
	try {
		await writeWhole(path, piecesOf(lines), 0o600);
		return (await stat(path)).size;
	} catch (error) {
		throw snapshotErrorOf(error, `${path} can’t be written`);
	}
};

function* piecesOf(lines: Iterable<string>): Generator<string> {
	let piece = '';
	for (const line of lines) {
		piece += line;
		if (piece.length < pieceLength) continue;
		yield piece;
		piece = '';
	}
	yield piece;
}

/** Makes the folder, for its owner alone. */
export const makeSnapshotFolder = async (folder: string): Promise<void> => {
	try {
		makeFolder(folder);
		if (((await stat(folder)).mode & 0o077) !== 0) await chmod(folder, 0o700).catch(() => {});
	} catch (error) {
		throw snapshotErrorOf(error, `${folder} can’t be made`);
	}
};

/** A path in the folder that no file has, or had a moment ago: it is taken by an empty file. */
export const takeName = async (folder: string, name: string): Promise<string> => {
	for (;;) {
		const path = join(folder, nameBeside(name, await namesIn(folder)));
		try {
			await (await open(path, 'wx', 0o600)).close();
			return path;
		} catch (error) {
			if (codeOf(error) !== 'EEXIST') throw snapshotErrorOf(error, `${path} can’t be written`);
		}
	}
};

const namesIn = async (folder: string): Promise<string[]> =>
	readdir(folder).catch(error => {
		throw snapshotErrorOf(error, `${folder} can’t be read`);
	});

/** Gives up a name that was taken, when nothing came of it. */
export const dropName = async (path: string): Promise<void> => {
	if ((await sizeOf(path)) === 0) await unlink(path).catch(() => {});
};

const sizeOf = async (path: string): Promise<number | undefined> =>
	stat(path).then(
		({size}) => size,
		() => undefined,
	);

export const isThere = async (path: string): Promise<boolean> => (await sizeOf(path)) !== undefined;

/** Whether something is there, and is a folder. */
export const isFolder = async (path: string): Promise<boolean> =>
	stat(path).then(
		entry => entry.isDirectory(),
		() => false,
	);

/**
 * Where a file that a person named is written: behind a link, where it is one.
 * @throws SnapshotError when something else is there, or no folder to be in
 */
export const placeFor = async (path: string): Promise<string> => {
	const entry = await stat(path).catch(() => undefined);
	if (!entry) {
		const folder = dirname(path);
		if (await isFolder(folder)) return path;
		throw new SnapshotError(
			'NotWritable',
			`${path} can’t be written: there is no folder ${folder}.`,
		);
	}
	const isOurs = entry.isFile() && (entry.size === 0 || (await isSnapshotFile(path, entry.size)));
	if (isOurs) return realpath(path);
	throw new SnapshotError('NotSnapshot', `${path} is something else, and is left as it is.`, {
		advice: ['Name another file.'],
	});
};

const isSnapshotFile = async (path: string, size: number): Promise<boolean> => {
	try {
		return (await readEnds(path, size)).first.startsWith('{"format":"qbtui-state"');
	} catch (error) {
		throw snapshotErrorOf(error, `${path} can’t be read`);
	}
};

/** @throws SnapshotError: it is not there, cut off, edited, of a later version, or none at all */
export const readSnapshot = async (path: string): Promise<Snapshot> => {
	let text: string;
	try {
		text = await readFile(path, 'utf8');
	} catch (error) {
		throw snapshotErrorOf(error, `${path} can’t be read`);
	}
	return decodeSnapshot(text, path);
};

const headLength = 16 * 1024;
const tailLength = 256;

const readEnds = async (path: string, size: number): Promise<{first: string; tail: string}> => {
	const file = await open(path, 'r');
	try {
		const part = async (from: number, length: number): Promise<string> => {
			const {buffer, bytesRead} = await file.read(Buffer.alloc(length), 0, length, from);
			return buffer.toString('utf8', 0, bytesRead);
		};
		const [first = ''] = (await part(0, headLength)).split('\n');
		return {first, tail: await part(Math.max(0, size - tailLength), tailLength)};
	} finally {
		await file.close();
	}
};

/** The snapshots in a folder, the newest first. None where there is no such folder. */
export const listSnapshots = async (folder: string): Promise<Listed[]> => {
	const names = await readdir(folder).catch(error => {
		const {code, message} = snapshotErrorOf(error, `${folder} can’t be read`);
		if (code === 'NotFound') return [];
		throw new SnapshotError(code, message, {cause: error});
	});
	const listed = await Promise.all(
		names.filter(name => /^[^.].*\.json$/.test(name)).map(name => lookAt(join(folder, name))),
	);
	return listed.sort((a, b) => timeOf(b) - timeOf(a) || newestFirst(a.name, b.name));
};

/** What can’t be read stands where its name says. */
const timeOf = (listed: Listed): number =>
	'head' in listed ? listed.head.saved_at : timeByName(listed.name);

const lookAt = async (path: string): Promise<Listed> => {
	const name = basename(path);
	const bytes = (await sizeOf(path)) ?? 0;
	try {
		const {first, tail} = await readEnds(path, bytes);
		const head = decodeHead(first, name);
		if (!isWholeEnd(tail)) throw cutOff(name);
		return {name, path, bytes, head};
	} catch (error) {
		return {name, path, bytes, problem: snapshotErrorOf(error, `${name} can’t be read`).message};
	}
};

/**
 * Removes what is older than the newest `keep` of its kind, with the .torrent files beside it.
 *
 * @param last the path of what was written just now
 */
export const rotate = async (folder: string, keep: number, last?: string): Promise<void> => {
	const names = await readdir(folder).catch(() => []);
	for (const name of outdated(names, keep, last && basename(last))) {
		const path = join(folder, name);
		// First the files: what is cut off here is found again the next time.
		await dropTorrentFiles(torrentsBeside(path));
		await unlink(path).catch(() => {});
	}
};

const torrentName = /^[0-9a-f]{40}\.torrent$/;

/** Removes .torrent files that were saved for a snapshot; what else is there stays, and the folder with it. */
export const dropTorrentFiles = async (folder: string): Promise<void> => {
	const names = await readdir(folder).catch(() => []);
	for (const name of names) {
		if (torrentName.test(name)) await unlink(join(folder, name)).catch(() => {});
	}
	await rmdir(folder).catch(() => {});
};

/** @throws SnapshotError */
export const writeTorrentFile = async (
	folder: string,
	hash: Hash,
	content: Uint8Array,
): Promise<SavedFile> => {
	const path = join(folder, `${hash}.torrent`);
	try {
		await writeWhole(path, [content], 0o600);
	} catch (error) {
		throw snapshotErrorOf(error, `${path} can’t be written`);
	}
	return {size: content.length, sha256: sumOf(content)};
};

/** The bytes of a .torrent file, if it is there and is what was saved. */
export const readTorrentFileOf = async (
	folder: string,
	hash: Hash,
	saved: SavedFile,
): Promise<Uint8Array | undefined> => {
	const content = await readFile(join(folder, `${hash}.torrent`)).catch(() => undefined);
	return content && sumOf(content) === saved.sha256 ? content : undefined;
};

const sumOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
