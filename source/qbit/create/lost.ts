import type {Creations} from './creator.ts';
import type {CreatorTask} from './task.ts';

/**
 * Those that went with a restart of the server: with another session, none of the old ones is there.
 * What qbtui makes itself it begins anew by itself.
 */
export const toLost = (
	{tasks, lost, works}: Pick<Creations, 'tasks' | 'lost' | 'works'>,
	now: readonly CreatorTask[],
): readonly CreatorTask[] => {
	const there = new Set(now.map(({id}) => id));
	const own = new Set(works.map(({taskId}) => taskId));
	const isRestart = tasks.length > 0 && tasks.every(({id}) => !there.has(id));
	return isRestart ? [...tasks.filter(({id}) => !own.has(id)), ...lost] : lost;
};
