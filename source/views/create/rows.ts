import type {Creations, Work as Making} from '../../qbit/create/creator.ts';
import {nameFrom} from '../../qbit/create/options.ts';
import type {CreatorTask} from '../../qbit/create/task.ts';
import {finder} from '../lists/finder.ts';
import type {ListRow} from '../lists/list-view.ts';

/** Something that is being made, was made, or was not: a task of the server, a work of qbtui, or both. */
export type CreateRow = ListRow & {
	source: string;
	task: CreatorTask | undefined;
	making: Making | undefined;
	/** The task went with a restart of the server. */
	isLost: boolean;
	state: CreateState;
};

export type CreateState =
	| 'looking'
	| 'waiting'
	| 'queued'
	| 'running'
	| 'adding'
	| 'done'
	| 'failed'
	| 'lost';

/** What is under way, what waits, what needs a person, what is done; in each the newest first. */
const ranks: Readonly<Record<CreateState, number>> = {
	...{running: 0, looking: 0, adding: 0},
	...{queued: 1, waiting: 1, failed: 2, lost: 2, done: 3},
};

const taskStates = {
	Queued: 'queued',
	Running: 'running',
	Finished: 'done',
	Failed: 'failed',
} as const;

export const createRows = (creations: Creations, filter: string): CreateRow[] => {
	const {tasks, lost, works} = creations;
	const byId = new Map(tasks.map(task => [task.id, task]));
	const own = new Set(works.map(({taskId}) => taskId));
	const rows = [
		...works.map(making => workRow(making, byId.get(making.taskId ?? ''))),
		...tasks.filter(({id}) => !own.has(id)).map(task => taskRow(task, false)),
		...lost.map(task => taskRow(task, true)),
	];
	const isFound = finder(filter);
	return rows
		.filter(row => isFound(searched(row, creations)))
		.sort((a, b) => ranks[a.state] - ranks[b.state]);
};

const workRow = (making: Making, task: CreatorTask | undefined): CreateRow => {
	const {key, wish, stage} = making;
	const state = stage.is === 'task' ? taskStates[(task ?? stage.task).state] : stage.is;
	return {
		...{key, making, isLost: false, source: wish.options.source},
		task: task ?? (stage.is === 'task' ? stage.task : undefined),
		// Its .torrent is still to be fetched.
		state: state === 'done' && stage.is === 'task' ? 'adding' : state,
	};
};

const taskRow = (task: CreatorTask, isLost: boolean): CreateRow => ({
	...{key: task.id, source: task.source, task, making: undefined, isLost},
	state: isLost ? 'lost' : taskStates[task.state],
});

const searched = ({source, state, task}: CreateRow, {explained}: Creations): string =>
	[source, state, task?.comment, task?.format, task?.error, explained.get(task?.id ?? '')].join(
		' ',
	);

export const nameOf = ({source}: CreateRow): string => nameFrom(source) || source;

/** Bytes of all its files, as far as they are known. */
export const sizeOf = ({making, task}: CreateRow, {infos}: Creations): number | undefined => {
	if (making?.stage.is === 'done') return making.stage.made.size;
	const info = infos.get(task?.id ?? '');
	return typeof info === 'object' ? info.size : undefined;
};

export const progressOf = ({state, task}: CreateRow): number | undefined => {
	if (state === 'done' || state === 'adding') return 1;
	return state === 'running' ? task?.progress : undefined;
};

/** Seconds that it still takes, by how it got on while it was seen. */
export const leftOf = ({task}: CreateRow, {paces}: Creations, now: number): number | undefined => {
	const pace = task?.state === 'Running' ? paces.get(task.id) : undefined;
	if (!pace || !task || task.progress <= pace.progress) return undefined;
	const rate = (task.progress - pace.progress) / (now - pace.at);
	return (1 - task.progress) / rate / 1000;
};
