import {AdvisedError} from '../../qbit/advised-error.ts';

import {messageOf} from '../../qbit/message.ts';
export type StoreErrorCode =
	/** Another qbtui has the state folder. Exit code 6. */
	| 'Held'
	| 'NetworkFileSystem'
	| 'NewerVersion'
	| 'NotWritable'
	| 'Full'
	/** The disk fails, or says so. */
	| 'DiskError'
	| 'Damaged'
	/** A torrent already has a job that has not ended. */
	| 'Duplicate'
	| 'NoSqlite'
	| 'Failed';

/** What keeps the state from being stored. Whatever was not acknowledged is not stored. */
export class StoreError extends AdvisedError<StoreErrorCode> {
	override readonly name = 'StoreError';

	constructor(
		code: StoreErrorCode,
		message: string,
		{advice = usualAdvice[code], cause}: {advice?: readonly string[]; cause?: unknown} = {},
	) {
		super(code, message, {advice, cause});
	}
}

const usualAdvice: Partial<Record<StoreErrorCode, readonly string[]>> = {
	NotWritable: ['Let the user that qbtui runs as write there, or set another state_dir.'],
	Full: ['Make room on that disk, or set state_dir to a folder on another one.'],
	DiskError: ['Look at the health of that disk and at the system’s log.'],
	Damaged: ['Start qbtui again: it sets the damaged file aside and looks at the server instead.'],
	NoSqlite: ['Use the Node of nodejs.org or of your package manager, 22.19 or newer.'],
};

/** SQLite's primary result codes: https://sqlite.org/rescode.html */
const ofSqlite: Readonly<Record<number, StoreErrorCode>> = {
	3: 'NotWritable',
	5: 'Held',
	6: 'Held',
	8: 'NotWritable',
	10: 'DiskError',
	11: 'Damaged',
	13: 'Full',
	14: 'NotWritable',
	23: 'NotWritable',
	26: 'Damaged',
};

/** Of Node’s own calls. */
const ofSystem: Readonly<Record<string, StoreErrorCode>> = {
	ENOSPC: 'Full',
	EDQUOT: 'Full',
	EFBIG: 'Full',
	EACCES: 'NotWritable',
	EPERM: 'NotWritable',
	EROFS: 'NotWritable',
	ENOTDIR: 'NotWritable',
	EEXIST: 'NotWritable',
	ENAMETOOLONG: 'NotWritable',
	EIO: 'DiskError',
};

const sentences: Partial<Record<StoreErrorCode, string>> = {
	Held: 'another qbtui has it',
	NotWritable: 'it can’t be written',
	Full: 'the disk is full',
	DiskError: 'the disk failed',
	Damaged: 'it is damaged',
};

/** Any error of SQLite or of the file system, as one of ours that names the folder. */
export const storeErrorOf = (error: unknown, folder: string): StoreError => {
	if (error instanceof StoreError) return error;
	const code = codeOf(error);
	const detail = messageOf(error);
	const sentence = sentences[code] ?? 'it failed';
	return new StoreError(code, `The state in ${folder}: ${sentence} (${detail}).`, {
		cause: error,
	});
};

const codeOf = (error: unknown): StoreErrorCode => {
	if (!(error instanceof Error)) return 'Failed';
	if ('errcode' in error && typeof error.errcode === 'number') {
		return ofSqlite[error.errcode & 0xff] ?? 'Failed';
	}
	if ('code' in error && typeof error.code === 'string') return ofSystem[error.code] ?? 'Failed';
	return 'Failed';
};
