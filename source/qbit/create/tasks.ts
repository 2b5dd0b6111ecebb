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
	/**
	 * Waits until few enough of ours are open, and gives back how to end it. The server keeps 256, and
	 * drops what is finished for what is new: sooner, maybe, than it could be fetched.
	 */
	enter: () => Promise<() => void>;
};

/** Open tasks of ours at most. The server works on one at a time. */
const mostOpen = 100;

/** @param pollMs ms between two looks */
export const createTasks = (client: Client, clock: Clock, pollMs = 500): Tasks => {
	let coming: Promise<readonly CreatorTask[]> | undefined;
	const never = new AbortController();
	let open = 0;
	const waiting: Array<() => void> = [];
	const leave = (): void => {
		open--;
		waiting.shift()?.();
	};
	return {
		ours: new Set(),
		enter: async () => {
			while (open >= mostOpen) await new Promise<void>(resolve => waiting.push(resolve));
			open++;
			return leave;
		},
		next: () => {
			coming ??= clock.sleep(pollMs, never.signal).then(() => {
				coming = undefined;
				return client.ask(endpoints.tasks);
			});
			return coming;
		},
	};
};
