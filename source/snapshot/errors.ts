import {AdvisedError} from '../qbit/advised-error.ts';
import {codeOf, messageOf} from '../qbit/message.ts';

export type SnapshotErrorCode =
	| 'NotFound'
	| 'NotSnapshot'
	| 'Cut'
	| 'Edited'
	| 'LaterVersion'
	| 'NotWritable'
	| 'Full'
	| 'DiskError';

/** Why a snapshot can’t be read or saved, said to people. */
export class SnapshotError extends AdvisedError<SnapshotErrorCode> {
	override readonly name = 'SnapshotError';

	constructor(
		code: SnapshotErrorCode,
		message: string,
		{advice = usualAdvice[code], cause}: {advice?: readonly string[]; cause?: unknown} = {},
	) {
		super(code, message, {advice, cause});
	}
}

const usualAdvice: Partial<Record<SnapshotErrorCode, readonly string[]>> = {
	NotFound: ['qbtui state list shows the snapshots that there are.'],
	Cut: ['Nothing was done with it. qbtui state list shows the other snapshots.'],
	Edited: ['Nothing was done with it. qbtui state list shows the other snapshots.'],
	LaterVersion: ['Use a newer qbtui.'],
	NotWritable: ['Name a file in a folder that may be written to, or set another state_dir.'],
	Full: ['Make room on that disk, or name a file on another one.'],
};

/** Of Node’s own calls. */
const ofSystem: Readonly<Record<string, readonly [SnapshotErrorCode, string]>> = {
	ENOENT: ['NotFound', 'it is not there'],
	ENOTDIR: ['NotFound', 'it is not there'],
	EACCES: ['NotWritable', 'this user may not'],
	EPERM: ['NotWritable', 'this user may not'],
	EROFS: ['NotWritable', 'the disk can only be read'],
	EISDIR: ['NotSnapshot', 'it is a folder'],
	ENOSPC: ['Full', 'the disk is full'],
	EDQUOT: ['Full', 'the share of the disk is used up'],
	EFBIG: ['Full', 'it would be too large for that disk'],
	EIO: ['DiskError', 'the disk failed'],
};

/** @param what reads on with a colon: "/x/y.json can’t be written" */
export const snapshotErrorOf = (error: unknown, what: string): SnapshotError => {
	if (error instanceof SnapshotError) return error;
	const message = messageOf(error);
	const [code, why] = ofSystem[codeOf(error)] ?? ['DiskError', message];
	return new SnapshotError(code, `${what}: ${why}.`, {cause: error});
};
