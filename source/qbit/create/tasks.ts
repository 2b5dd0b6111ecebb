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
	 * Waits, where it must, until a further one of ours may be sent, and gives back how to end it.
	 *
	 * The server keeps 256. When that many are there, each new one costs the newest that has finished
	 * (5.1 and 5.3, seen on running servers): one of ours, maybe, that was not fetched yet.
	 */
	enter: (onWait: () => void) => Promise<() => void>;
	/** There are so many that what is fetched should be deleted, to keep others from being lost. */
	isLong: () => boolean;
};

/** Open tasks of ours at most, and where the list is nearly full. */
const [mostOpen, mostOpenWhenFull] = [100, 1];

/** Of these, the open ones fill at most the rest of the list. */
const longList = 256 - mostOpen - 6;

/** @param pollMs ms between two looks */
export const createTasks = (client: Client, clock: Clock, pollMs = 500): Tasks => {
	let coming: Promise<readonly CreatorTask[]> | undefined;
	const never = new AbortController();
	let length: number | undefined;
	let open = 0;
	let waiting: Array<() => void> = [];
	const wake = (): void => {
		const all = waiting;
		waiting = [];
		for (const go of all) go();
	};
	const ask = async (): Promise<readonly CreatorTask[]> => {
		const list = await client.ask(endpoints.tasks);
		length = list.length;
		return list;
	};
	// Of those that are open, ours are in the list, too.
	const isFull = (): boolean => (length ?? 0) - open >= longList;
	return {
		next: () => {
			coming ??= clock.sleep(pollMs, never.signal).then(() => {
				coming = undefined;
				return ask();
			});
			return coming;
		},
		ours: new Set(),
		enter: async onWait => {
			if (length === undefined) await ask();
			while (open >= (isFull() ? mostOpenWhenFull : mostOpen)) {
				onWait();
				await new Promise<void>(resolve => waiting.push(resolve));
			}
			open++;
			return () => {
				open--;
				wake();
			};
		},
		isLong: () => (length ?? 0) >= mostOpen,
	};
};
