import {endpoints} from '../endpoints.ts';
import {isQbitError} from '../errors.ts';
import {idOf} from '../identity.ts';
import {magnetOf} from '../magnet.ts';
import {readTorrentFile} from '../torrent-file.ts';
import type {Hash} from '../types.ts';
import {type Added, type AddWish, addMade} from './add-made.ts';
import {explainFailure, refusesPiece} from './explain.ts';
import {CreateFailure} from './failure.ts';
import {followTask} from './follow.ts';
import {abilitiesOf, type CreateOptions, paramsOf, wrongOptions} from './options.ts';
import {sendTask} from './send.ts';
import {seeSource, whyNoSource} from './source.ts';
import type {CreatorTask} from './task.ts';
import {goOn, patiently, type Tools} from './tools.ts';

export type Wish = {
	options: CreateOptions;
	/** undefined: it is made, and not added. */
	add: AddWish | undefined;
};

/** Where the making of a torrent is. */
export type Stage =
	| {is: 'looking'}
	/** The server has no room for a further task. */
	| {is: 'waiting'}
	| {is: 'task'; task: CreatorTask}
	| {is: 'adding'};

export type Made = {
	hash: Hash;
	name: string;
	magnet: string;
	/** Bytes of the files. */
	size: number;
	/** The .torrent. */
	file: Uint8Array;
	pieceSize: number;
	taskId: string;
	added: Added | undefined;
	/** What went otherwise than it was wished, and is no failure. */
	notes: readonly string[];
};

/** A task that is lost with the server is begun anew so often. */
const mostTries = 3;

export type Listener = {
	stage: (stage: Stage) => void;
	/** For people, while it goes on. */
	note: (text: string) => void;
};

/**
 * Makes one torrent, from the look at its source to the torrent that seeds.
 *
 * Its task is deleted when it is given up; one that has ended stays on the server.
 *
 * @throws CreateFailure, QbitError
 */
export const makeTorrent = async (
	given: Tools,
	wish: Wish,
	{stage, note}: Listener,
): Promise<Made> => {
	const tools: Tools = {...given, begunAt: given.clock.ticks()};
	const {client} = tools;
	const notes: string[] = [];
	const tell = (text: string): void => {
		notes.push(text);
		note(text);
	};
	stage({is: 'looking'});
	goOn(tools);
	if (client.version() === undefined) await client.identify();
	await checkFirst(tools, wish.options);
	const leave = await tools.tasks.enter(() => stage({is: 'waiting'}));
	try {
		const {ended, file} = await makeFile(tools, wish.options, stage, tell);
		const made = await finish(tools, wish, {ended, file, notes, tell, stage});
		if (tools.tasks.isLong()) await removeTask(tools, ended.id);
		return made;
	} finally {
		leave();
	}
};

/** Runs tasks until one gives its .torrent. */
const makeFile = async (
	tools: Tools,
	wanted: CreateOptions,
	stage: Listener['stage'],
	tell: (text: string) => void,
): Promise<{ended: CreatorTask; file: Uint8Array}> => {
	const {client} = tools;
	let options = wanted;
	for (let tries = 1; ; tries++) {
		const {ended, id, dropped} = await runTask(tools, options, stage);
		if (dropped.length > 0) {
			tell(`The server did not take ${dropped.join(', ')}: the torrent is made without.`);
		}
		if (ended === 'vanished' || ended === 'dropped') {
			if (tries >= mostTries) {
				throw new CreateFailure('Lost', 'The server has lost the task again and again.');
			}
			tell(lostTexts[ended]);
			continue;
		}
		if (ended.state === 'Failed') {
			if (options.pieceSize === undefined || !refusesPiece(ended)) {
				throw new CreateFailure('CreationFailed', await explainFailure(client, ended));
			}
			tell('The server does not take this piece size: it chooses one itself.');
			await removeTask(tools, id);
			const {pieceSize: _, ...rest} = options;
			options = rest;
			continue;
		}
		const file = await fetchFile(tools, id);
		if (!file && tries < mostTries) {
			tell('The server has lost the .torrent that it made: it is made anew.');
			await removeTask(tools, id);
			continue;
		}
		if (!file) throw new CreateFailure('Lost', 'The server can’t read the .torrent that it made.');
		return {ended, file};
	}
};

const lostTexts = {
	vanished: 'The task is gone, as after a restart of the server: it is begun anew.',
	dropped: 'The server has dropped the task for newer ones: it is begun anew.',
};

const checkFirst = async ({client}: Tools, options: CreateOptions): Promise<void> => {
	const wrong = wrongOptions(options, abilitiesOf(client.version()));
	if (wrong !== undefined) throw new CreateFailure('Refused', wrong);
	const seen = await seeSource(client, options.source);
	const missing = whyNoSource(options.source, seen, options.withDotfiles === true);
	if (missing) throw missing;
};

const runTask = async (tools: Tools, options: CreateOptions, stage: Listener['stage']) => {
	const params = paramsOf(options, abilitiesOf(tools.client.version()));
	const {id, dropped} = await sendTask(tools, params, () => stage({is: 'waiting'}));
	try {
		const ended = await followTask(tools, id, task => stage({is: 'task', task}));
		return {ended, id, dropped};
	} catch (error) {
		if (tools.isLeaving?.() !== true) await removeTask(tools, id);
		throw error;
	}
};

/** To clean up is never a reason to fail. */
export const removeTask = async ({client}: Pick<Tools, 'client'>, id: string): Promise<boolean> =>
	client.ask(endpoints.deleteTask, {taskID: id}).then(
		() => true,
		error => isQbitError(error, 'NotFound'),
	);

/** undefined when the server no longer has it: it keeps it where other programs clean up. */
const fetchFile = async (tools: Tools, id: string): Promise<Uint8Array | undefined> => {
	try {
		return await patiently(tools, () => tools.client.ask(endpoints.taskFile, {taskID: id}));
	} catch (error) {
		if (isQbitError(error, 'Conflict', 'NotFound')) return undefined;
		throw error;
	}
};

const finish = async (
	tools: Tools,
	{options, add}: Wish,
	{
		ended,
		file,
		notes,
		tell,
		stage,
	}: {
		ended: CreatorTask;
		file: Uint8Array;
		notes: string[];
		tell: (text: string) => void;
		stage: Listener['stage'];
	},
): Promise<Made> => {
	const {client, clock} = tools;
	const info = readTorrentFile(file);
	if (!info) throw new CreateFailure('Lost', 'What the server gives is no .torrent file.');
	const format = options.format ?? 'hybrid';
	const made = info.v1 === undefined ? 'v2' : info.v2 === undefined ? 'v1' : 'hybrid';
	if (made !== format) tell(`The server made a ${made} torrent, and not a ${format} one.`);
	const own = {file, source: options.source, hash: idOf(info)};
	if (add) stage({is: 'adding'});
	const added = add && (await addMade(client, clock, own, add));
	if (added && added.why !== '') tell(added.why);
	return {
		...{hash: added?.hash ?? own.hash, name: info.name, size: info.size ?? 0, file},
		magnet: magnetOf(info, {
			...{name: info.name, trackers: ended.trackers.flat(), webSeeds: ended.webSeeds},
		}),
		...{pieceSize: ended.pieceSize, taskId: ended.id, added, notes},
	};
};
