import {isQbitError} from '../errors.ts';
import {isAway, toQbitError} from '../outcome.ts';
import {CreateFailure} from './failure.ts';
import {type CreatorTask, isOver} from './task.ts';
import {goOn, type Tools} from './tools.ts';

/** How a task ended: as it was when it had; or it is gone, as after a restart, or from a full list. */
export type Ended = CreatorTask | 'vanished' | 'dropped';

/** The server keeps 256 by default, and then drops those that have ended. */
const fullList = 250;

/**
 * Waits until a task has ended. While the server is away it is waited for.
 *
 * @param onTask called for each look
 * @throws CreateFailure, and QbitError for what waiting does not mend
 */
export const followTask = async (
	tools: Tools,
	id: string,
	onTask: (task: CreatorTask) => void,
): Promise<Ended> => {
	const {client, clock, tasks, patience} = tools;
	const logins = client.logins();
	let awaySince: number | undefined;
	let wasAway = false;
	let moved = {at: clock.ticks(), state: '', progress: -1};
	for (;;) {
		goOn(tools);
		const list = await tasks.next().catch(toQbitError);
		if (isQbitError(list)) {
			if (!isAway(list)) throw list;
			awaySince ??= clock.ticks();
			wasAway = true;
			if (clock.ticks() - awaySince > patience.awayMs) throw list;
			continue;
		}
		awaySince = undefined;
		goOn(tools);
		const task = list.find(each => each.id === id);
		if (!task) {
			// A server that starts anew knows neither its tasks nor our session.
			if (wasAway || client.logins() !== logins) return 'vanished';
			if (list.length >= fullList) return 'dropped';
			throw new CreateFailure('Deleted', 'Someone else deleted the task on the server.');
		}
		onTask(task);
		if (isOver(task)) return task;
		const {state, progress} = task;
		if (state !== moved.state || progress !== moved.progress) {
			moved = {at: clock.ticks(), state, progress};
		}
		// Those before it in the server's queue may take as long as they like.
		if (state === 'Running' && clock.ticks() - moved.at > patience.stallMs) {
			throw new CreateFailure(
				'Stalled',
				`The server has not got on with it for ${Math.round(patience.stallMs / 60_000)} minutes.`,
				['Look whether its disk still answers.'],
			);
		}
	}
};
