/**
 * DOOR: files of which nobody ever sees a half. They are written beside, under a name of their own,
 * to the disk, and then renamed. What is removed here was made here a moment before.
 */
import {randomUUID} from 'node:crypto';
import {open, rename, unlink} from 'node:fs/promises';
import {dirname, join} from 'node:path';

/** Who may see and change it. */
type Mode = 0o600 | 0o644;

/** Whole under that path and on the disk when it returns, or not at all. What was there is replaced. */
export const writeWhole = async (
	path: string,
	pieces: Iterable<string | Uint8Array>,
	mode: Mode,
): Promise<void> => {
	const draft = await writeDraft(dirname(path), pieces, mode);
	try {
		await rename(draft, path);
	} catch (error) {
		await unlink(draft).catch(() => {});
		throw error;
	}
	await syncFolder(dirname(path));
};

/** The path of a file in the folder, whole and on the disk, that has no name yet that means anything. */
export const writeDraft = async (
	folder: string,
	pieces: Iterable<string | Uint8Array>,
	mode: Mode,
): Promise<string> => {
	const draft = join(folder, `.qbtui-${randomUUID()}`);
	const file = await open(draft, 'wx', mode);
	try {
		try {
			for (const piece of pieces) await file.writeFile(piece);
			await file.sync();
		} finally {
			await file.close();
		}
		return draft;
	} catch (error) {
		await unlink(draft).catch(() => {});
		throw error;
	}
};

/** A new name is on disk only when its folder is. Some file systems can’t be asked for that. */
const syncFolder = async (folder: string): Promise<void> => {
	try {
		const handle = await open(folder, 'r');
		await handle.sync().finally(() => handle.close());
	} catch {
		// Nothing more can be done there.
	}
};
