import {endpoints} from '../endpoints.ts';
import {isQbitError, type QbitError} from '../errors.ts';
import {isAway, isUnknown, toQbitError} from '../outcome.ts';
import {CreateFailure} from './failure.ts';
import {droppable, nameOfField, type TaskParams} from './options.ts';
import {isOver} from './task.ts';
import {goOn, patiently, type Tools} from './tools.ts';

export type Sent = {
	id: string;
	/** What the server did not take, for people: "the comment". */
	dropped: readonly string[];
};

/**
 * Gives the server a task. Waits while it has no room for one; where it refuses the parameters, it
 * is given fewer of them.
 *
 * @param onWait called at each try that finds no room
 */
export const sendTask = async (
	tools: Tools,
	params: TaskParams,
	onWait: () => void,
): Promise<Sent> => {
	const refusal = await trySend(tools, params, onWait);
	if (typeof refusal === 'string') return {id: refusal, dropped: []};
	const extras = droppable(params);
	// Each alone, and then all of them: what is not refused is not to be lost.
	const fewer = extras.length > 1 ? [...extras.map(field => [field]), extras] : [extras];
	for (const dropped of fewer.filter(fields => fields.length > 0)) {
		const rest = Object.fromEntries(
			Object.entries(params).filter(([field]) => !dropped.includes(field)),
		);
		const id = await trySend(tools, rest, onWait);
		if (typeof id === 'string') return {id, dropped: dropped.map(nameOfField)};
	}
	throw new CreateFailure('Refused', `The server does not take the task: ${refusal.message}`);
};

/** The id of the task, or why the server does not take these parameters. */
const trySend = async (
	tools: Tools,
	params: TaskParams,
	onWait: () => void,
): Promise<string | QbitError> => {
	const {client, clock, signal, patience} = tools;
	let awaySince: number | undefined;
	for (;;) {
		goOn(tools);
		try {
			const id = await client.ask(endpoints.addTask, params);
			tools.tasks.ours.add(id);
			return id;
		} catch (error) {
			const known = toQbitError(error);
			if (known.code === 'Unsupported') return known;
			if (isAway(known)) {
				awaySince ??= clock.ticks();
				if (clock.ticks() - awaySince > patience.awayMs) throw known;
				const id = isUnknown(known) ? await findSent(tools, params) : undefined;
				if (id !== undefined) return id;
			} else if (isQbitError(known, 'Conflict')) {
				awaySince = undefined;
				onWait();
			} else throw known;
		}
		await clock.sleep(patience.roomMs, signal);
	}
};

/** After an answer that did not come: a task of the same that nobody here has sent. */
const findSent = async (tools: Tools, {sourcePath}: TaskParams): Promise<string | undefined> => {
	const {tasks} = tools;
	const list = await patiently(tools, tasks.next);
	const sent = list.find(
		task => task.source === sourcePath && !tasks.ours.has(task.id) && !isOver(task),
	);
	if (sent) tasks.ours.add(sent.id);
	return sent?.id;
};
