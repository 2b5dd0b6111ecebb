import type {CreatorTask} from './creator.ts';
import {tidy} from './disks.ts';
import {
	type Answer,
	bytes,
	type Call,
	decoded,
	done,
	flag,
	integer,
	json,
	param,
	type Route,
	refuse,
} from './http.ts';
import {hex} from './random.ts';
import {nowOf} from './world.ts';

const MAX_TASKS = 256;

const uuid = (call: Call): string => {
	const digits = hex(32, call.world.seed, 'task', call.world.tick, call.world.creator.size);
	return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

const formats = ['v1', 'v2'];

const read = (call: Call): CreatorTask => {
	const format = param(call, 'format').toLowerCase();
	const torrentFilePath = param(call, 'torrentFilePath');
	return {
		id: uuid(call),
		sourcePath: tidy(param(call, 'sourcePath')),
		torrentFilePath,
		pieceSize: Math.max(0, integer(call, 'pieceSize') ?? 0),
		isPrivate: flag(call, 'private'),
		comment: param(call, 'comment'),
		source: param(call, 'source'),
		trackers: param(call, 'trackers').split('|').map(decoded),
		urlSeeds: param(call, 'urlSeeds').split('|').map(decoded),
		format: formats.includes(format) ? format : 'hybrid',
		ignoreDotfiles: flag(call, 'ignoreDotfiles', true),
		startSeeding: flag(call, 'startSeeding', torrentFilePath === ''),
		addedAt: nowOf(call.world),
		startedAt: undefined,
		finishedAt: undefined,
		done: 0,
		error: '',
		torrent: undefined,
	};
};

/** At the limit the oldest finished task makes room; false when none can. */
const makeRoom = (tasks: Map<string, CreatorTask>): boolean => {
	if (tasks.size < MAX_TASKS) return true;
	const [oldest] = [...tasks.values()].filter(task => task.finishedAt !== undefined);
	return oldest !== undefined && tasks.delete(oldest.id);
};

const addTask = (call: Call): Answer => {
	if (!makeRoom(call.world.creator)) return refuse(409, 'Too many active tasks');
	const task = read(call);
	call.world.creator.set(task.id, task);
	return json({taskID: task.id});
};

const statusOf = (task: CreatorTask): string => {
	if (task.error !== '') return 'Failed';
	if (task.finishedAt !== undefined) return 'Finished';
	return task.startedAt === undefined ? 'Queued' : 'Running';
};

/** Only what is set is told. */
const tell = (task: CreatorTask): Record<string, unknown> => {
	const status = statusOf(task);
	const all = {
		comment: task.comment || undefined,
		errorMessage: task.error || undefined,
		format: task.format,
		ignoreDotfiles: task.ignoreDotfiles,
		pieceSize: task.pieceSize,
		private: task.isPrivate,
		progress: status === 'Running' ? Math.floor(task.done * 100) : undefined,
		source: task.source || undefined,
		sourcePath: task.sourcePath,
		status,
		taskID: task.id,
		timeAdded: task.addedAt,
		timeFinished: task.finishedAt,
		timeStarted: task.startedAt,
		torrentFilePath: task.torrentFilePath || undefined,
		trackers: task.trackers,
		urlSeeds: task.urlSeeds,
	};
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
};

const status = (call: Call): Answer => {
	const id = param(call, 'taskID');
	const tasks = [...call.world.creator.values()].filter(task => id === '' || task.id === id);
	return id !== '' && tasks.length === 0 ? refuse(404) : json(tasks.map(tell));
};

const torrentFile = (call: Call): Answer => {
	const task = call.world.creator.get(param(call, 'taskID'));
	if (!task) return refuse(404);
	if (task.error !== '') return refuse(409, 'Torrent creation failed.');
	if (!task.torrent) return refuse(409, 'Torrent creation is still unfinished.');
	return bytes(task.torrent, 'application/x-bittorrent', `${task.id}.torrent`);
};

/** TABLE: `torrentcreator/…`. */
export const creatorRoutes: readonly Route[] = [
	{path: 'torrentcreator/addTask', method: 'POST', needs: ['sourcePath'], run: addTask},
	{path: 'torrentcreator/status', method: 'GET', run: status},
	{path: 'torrentcreator/torrentFile', method: 'GET', needs: ['taskID'], run: torrentFile},
	{
		path: 'torrentcreator/deleteTask',
		method: 'POST',
		needs: ['taskID'],
		run: call => (call.world.creator.delete(param(call, 'taskID')) ? done : refuse(404)),
	},
];
