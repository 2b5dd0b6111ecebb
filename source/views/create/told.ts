import type {Creations} from '../../qbit/create/creator.ts';
import type {CreateOptions} from '../../qbit/create/options.ts';
import {piecesIn, tiersText} from '../../qbit/create/read-values.ts';
import {type CreatorTask, secondsBetween, type TaskTime} from '../../qbit/create/task.ts';
import {idOf} from '../../qbit/identity.ts';
import {magnetOf} from '../../qbit/magnet.ts';
import {bytes, count, date, percent, span} from '../format.ts';
import type {Work} from '../lists/list-view.ts';
import type {Told} from '../lists/told.ts';
import {createStates, noteOf} from './columns.ts';
import {type CreateRow, leftOf, sizeOf} from './rows.ts';

/** What is known of the torrent that was made: its id among the torrents, and a link to it. */
export const identityOf = (
	{making, task}: CreateRow,
	{infos}: Creations,
): {hash: string; magnet: string} | undefined => {
	if (making?.stage.is === 'done') return making.stage.made;
	const info = infos.get(task?.id ?? '');
	if (typeof info !== 'object' || !task) return undefined;
	const {name} = info;
	const {trackers, webSeeds} = task;
	return {hash: idOf(info), magnet: magnetOf(info, {name, trackers: trackers.flat(), webSeeds})};
};

/** Everything about it; what needs a person first. */
export const toldOfRow = (row: CreateRow, {creations, now}: Work): Told[] => {
	const {making, task, state} = row;
	const {look, means} = createStates[state];
	const note = noteOf(row, creations);
	const identity = identityOf(row, creations);
	const stage = making?.stage;
	return [
		{label: 'state', text: state === 'failed' ? note : means, look},
		...(stage?.is === 'failed' ? stage.advice : []).map(text => ({label: '', text})),
		...(stage?.is === 'done' ? [...stage.notes, note] : []).map(
			(text): Told => ({label: 'note', text}),
		),
		{label: 'progress', text: progressText(row, creations, now)},
		{label: 'from', text: row.source},
		{label: 'hash', text: identity?.hash ?? ''},
		{label: 'magnet', text: identity?.magnet ?? ''},
		{label: 'size', text: sizeText(row, creations)},
		...toldOfOptions(task ? optionsOf(task) : making?.wish.options),
		...toldOfAdding(row),
		{label: 'times', text: task ? timesText(task) : ''},
		{label: 'task', text: task?.id ?? '', look: 'muted'},
	];
};

const progressText = (row: CreateRow, creations: Creations, now: number): string => {
	const {task, state} = row;
	if (state !== 'running' || !task) return '';
	const left = leftOf(row, creations, now);
	return `${percent(task.progress)}${left === undefined ? '' : `, ${span(left)} left`}`;
};

const sizeText = (row: CreateRow, creations: Creations): string => {
	const size = sizeOf(row, creations);
	const piece = row.task?.pieceSize ?? 0;
	const pieces = piece === 0 ? 'pieces as the server chooses' : `pieces of ${bytes(piece)}`;
	if (size === undefined) return row.state === 'done' ? `${pieces}; Enter reads the rest` : pieces;
	return piece === 0 ? bytes(size) : `${bytes(size)} in ${count(piecesIn(size, piece))} ${pieces}`;
};

/** What a task was asked for, as options for a further one. */
export const optionsOf = (task: CreatorTask): CreateOptions => {
	const {source, format, pieceSize, isPrivate, trackers, webSeeds, comment, label, file} = task;
	return {
		...{source, trackers, webSeeds, isPrivate},
		...((format === 'v1' || format === 'v2' || format === 'hybrid') && {format}),
		...(pieceSize > 0 && {pieceSize}),
		...(comment && {comment}),
		...(label && {label}),
		...(file && {file}),
		...(!task.ignoresDotfiles && {withDotfiles: true}),
	};
};

const toldOfOptions = (options: CreateOptions | undefined): Told[] => {
	if (!options) return [];
	const {format, isPrivate, trackers = [], webSeeds = [], comment, label, file} = options;
	return [
		{label: 'kind', text: [format ?? 'hybrid', isPrivate ? 'private' : 'public'].join(', ')},
		{label: 'trackers', text: tiersText(trackers)},
		{label: 'web seeds', text: webSeeds.join(', ')},
		{label: 'comment', text: comment ?? ''},
		{label: 'source', text: label ?? ''},
		{label: 'on server', text: file ?? ''},
	];
};

const toldOfAdding = ({making}: CreateRow): Told[] => {
	const add = making?.wish.add;
	if (!making || making.stage.is === 'done') return [];
	const how = add
		? [add.stopped ? 'added, stopped' : 'seeded', add.category, ...(add.tags ?? [])]
		: ['nothing'];
	return [{label: 'then', text: `${how.filter(Boolean).join(', ')}, as long as qbtui runs`}];
};

const wholeTime = (time: TaskTime | undefined): string =>
	typeof time === 'number' ? date(time) : (time ?? '');

const timesText = ({added, started, finished}: CreatorTask): string => {
	const took = secondsBetween(started, finished);
	return [
		added === undefined ? '' : `asked for ${wholeTime(added)}`,
		finished === undefined ? '' : `ended ${wholeTime(finished)}`,
		took === undefined ? '' : `took ${span(took)}`,
	]
		.filter(text => text !== '')
		.join(', ');
};
