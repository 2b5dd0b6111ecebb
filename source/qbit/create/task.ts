import {QbitError} from '../errors.ts';
import {asArray, asRecord, asText, isRecord} from '../shape.ts';

type TaskState = 'Queued' | 'Running' | 'Finished' | 'Failed';

/** Seconds since 1970 (5.3), or the server's own text for a time of its own clock (before). */
export type TaskTime = number | string;

/** A task of the server's torrent creator. They are the same for all sessions, and end with the server. */
export type CreatorTask = {
	id: string;
	state: TaskState;
	/** What the torrent is made of, as the server sees it. */
	source: string;
	/** 0 to 1. */
	progress: number;
	/** Bytes: as it was asked for, 0 = automatic; as it came out when it is finished. */
	pieceSize: number;
	isPrivate: boolean;
	/** undefined: a server with libtorrent 1.2, which makes v1 only. */
	format: string | undefined;
	comment: string;
	/** The field "source" within the torrent. */
	label: string;
	/** By tier. */
	trackers: readonly (readonly string[])[];
	webSeeds: readonly string[];
	/** Where the server writes the .torrent; '' where nobody cares. */
	file: string;
	/** 5.3+; before, the server always ignores them. */
	ignoresDotfiles: boolean;
	added: TaskTime | undefined;
	started: TaskTime | undefined;
	finished: TaskTime | undefined;
	/** In the server's language. */
	error: string;
};

const states: readonly TaskState[] = ['Queued', 'Running', 'Finished', 'Failed'];

export const isOver = ({state}: Pick<CreatorTask, 'state'>): boolean =>
	state === 'Finished' || state === 'Failed';

/** `torrentcreator/status`; what has no id or no known state is left out. */
export const readTasks = (json: unknown): CreatorTask[] =>
	asArray(json)
		.filter(isRecord)
		.flatMap(row => {
			const state = states.find(name => name === row.status);
			const id = asText(row.taskID);
			return state === undefined || id === '' ? [] : [taskOf(row, id, state)];
		});

/** `torrentcreator/addTask` */
export const readTaskId = (json: unknown): string => {
	const id = asText(asRecord(json).taskID);
	if (id === '') throw new QbitError('BadReply', 'The server took the task, and named none.');
	return id;
};

const taskOf = (row: Record<string, unknown>, id: string, state: TaskState): CreatorTask => ({
	...{id, state, source: asText(row.sourcePath)},
	progress: state === 'Finished' ? 1 : state === 'Running' ? numberOf(row.progress) / 100 : 0,
	pieceSize: numberOf(row.pieceSize),
	isPrivate: row.private === true,
	format: typeof row.format === 'string' ? row.format : undefined,
	comment: asText(row.comment),
	label: asText(row.source),
	trackers: tiersOf(textsOf(row.trackers)),
	webSeeds: textsOf(row.urlSeeds).filter(url => url !== ''),
	file: asText(row.torrentFilePath),
	ignoresDotfiles: row.ignoreDotfiles !== false,
	added: timeOf(row.timeAdded),
	started: timeOf(row.timeStarted),
	finished: timeOf(row.timeFinished),
	error: state === 'Failed' ? asText(row.errorMessage) : '',
});

/** An empty one stands between two tiers; where there is none at all the server writes [""]. */
const tiersOf = (flat: readonly string[]): string[][] => {
	const tiers: string[][] = [[]];
	for (const url of flat) {
		if (url === '') tiers.push([]);
		else tiers.at(-1)?.push(url);
	}
	return tiers.filter(tier => tier.length > 0);
};

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(asText) : []);
const numberOf = (value: unknown): number =>
	typeof value === 'number' && Number.isFinite(value) ? value : 0;
const timeOf = (value: unknown): TaskTime | undefined =>
	typeof value === 'number' || (typeof value === 'string' && value !== '') ? value : undefined;

/** Seconds from one to the other. Texts are of one clock: its time zone does not matter here. */
export const secondsBetween = (
	from: TaskTime | undefined,
	to: TaskTime | undefined,
): number | undefined => {
	const [start, end] = [secondsOf(from), secondsOf(to)];
	return start === undefined || end === undefined ? undefined : Math.max(0, end - start);
};

const secondsOf = (time: TaskTime | undefined): number | undefined => {
	if (typeof time !== 'string') return time;
	const ms = Date.parse(time);
	return Number.isNaN(ms) ? undefined : ms / 1000;
};
