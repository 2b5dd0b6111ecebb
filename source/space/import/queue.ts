import type {Reading} from './files.ts';
import {idOf} from './job.ts';

/** The name says all; the content, the same in two lines, is asked when the name was changed. */
const nameFormat = /^([A-Za-z0-9]+)_(\d{1,12})\.queue$/;
const contentFormat = /^\s*([A-Za-z0-9]+)\s*\r?\n\s*(\d{1,12})\s*$/;

/** A file of the older queue: `<hash>_<seconds since 1970>.queue`, one for a torrent. */
export const readQueueFile = (name: string, content: string): Reading =>
	readPair(nameFormat.exec(name)) ??
	readPair(contentFormat.exec(content)) ?? {
		why: 'Neither its name nor its two lines are a torrent’s hash and a time.',
	};

const readPair = (match: RegExpExecArray | null): Reading | undefined => {
	const id = idOf(match?.[1]);
	if (id === undefined) return undefined;
	return {wanted: [{ids: [id], queuedAt: Number(match?.[2]) * 1000, priority: 0}], left: []};
};
