import type {Client} from '../client.ts';
import {endpoints} from '../endpoints.ts';
import type {Clock} from '../mirror.ts';
import type {CreatorTask} from './task.ts';

/** The list of tasks, asked for once for all who wait for it. */
export type Tasks = {
	/**
	 * The list as it is a moment from now.
	 *
	 * @throws QbitError for all who waited
	 */
	next: () => Promise<readonly CreatorTask[]>;
	/** Ids of those that were sent from here. */
	ours: Set<string>;
};

/** @param pollMs ms between two looks */
export const createTasks = (client: Client, clock: Clock, pollMs = 500): Tasks => {
	let coming: Promise<readonly CreatorTask[]> | undefined;
	const never = new AbortController();
	return {
		ours: new Set(),
		next: () => {
			coming ??= clock.sleep(pollMs, never.signal).then(() => {
				coming = undefined;
				return client.ask(endpoints.tasks);
			});
			return coming;
		},
	};
};
