import {AdvisedError} from '../advised-error.ts';
import type {Client} from '../client.ts';
import {endpoints} from '../endpoints.ts';
import type {QbitError} from '../errors.ts';
import {messageOf} from '../message.ts';
import type {Clock, Mirror} from '../mirror.ts';
import {toQbitError} from '../outcome.ts';
import {createStore, type Store} from '../store.ts';
import {readTorrentFile, type TorrentInfo} from '../torrent-file.ts';
import {type Added, type AddWish, addMade} from './add-made.ts';
import {explainFailure} from './explain.ts';
import {CreateFailure} from './failure.ts';
import {toLost} from './lost.ts';
import {type Listener, type Made, makeTorrent, type Stage, type Wish} from './make.ts';
import {type CreatorTask, isOver} from './task.ts';
import {createTasks} from './tasks.ts';
import {type Patience, usualPatience} from './tools.ts';

/** Something that qbtui itself makes, from the wish to the torrent that seeds. */
export type Work = {
	key: string;
	wish: Wish;
	/** ms since 1970 */
	begunAt: number;
	stage:
		| Stage
		| {is: 'done'; made: Made; notes: readonly string[]}
		| {is: 'failed'; why: string; advice: readonly string[]; isGivenUp: boolean};
	/** The last task that the server had for it. */
	taskId: string | undefined;
};

export type Creations = {
	/** As the server tells them. */
	tasks: readonly CreatorTask[];
	/** Tasks that went with a restart of the server. */
	lost: readonly CreatorTask[];
	/** Of qbtui itself, the newest first. */
	works: readonly Work[];
	/** Where a running task was when it was first seen to run: by it, the time left is told. */
	paces: ReadonlyMap<string, {at: number; progress: number}>;
	/** What the .torrent of a finished task says, as far as someone has looked. */
	infos: ReadonlyMap<string, TorrentInfo | string>;
	/** Why tasks have failed, where their messages say it wrongly or not at all. */
	explained: ReadonlyMap<string, string>;
	/** Why the tasks could not be read the last time. */
	problem: QbitError | undefined;
	/** ms since 1970 */
	answeredAt: number | undefined;
};

/** The server's torrent creator, and what qbtui makes with it. */
export type Creator = {
	store: Store<Creations>;
	/** Someone looks: the tasks are asked for until the returned function is called. */
	watch: () => () => void;
	poke: () => void;
	/** Reads the .torrent of a finished task, so that it is known what is in it. */
	look: (id: string) => void;
	/** @returns how it ended; it never throws */
	begin: (wish: Wish, told: {note: (text: string) => void}) => Promise<Work>;
	/** Adds what was made already. */
	add: (made: {file: Uint8Array; source: string}, wish: AddWish) => Promise<Added>;
	/** Ends the work, and its task on the server. */
	giveUp: (key: string) => void;
	/** Takes them out of the list: works, as soon as they have ended, and tasks that are lost. */
	forget: (keys: readonly string[]) => void;
	/** The server goes on with the tasks; what was to follow them is lost. Takes a second at most. */
	stop: () => Promise<void>;
};

export const noCreations: Creations = {
	...{tasks: [], lost: [], works: [], paces: new Map()},
	...{infos: new Map(), explained: new Map()},
	...{problem: undefined, answeredAt: undefined},
};

/** ms: while something is being made, and while nothing is. */
const [busyMs, idleMs] = [1000, 5000];

export const createCreator = (
	client: Client,
	mirror: Mirror,
	clock: Clock,
	patience: Patience = usualPatience,
): Creator => {
	const store = createStore<Creations>(noCreations);
	const stopping = new AbortController();
	const tasks = createTasks(client, clock);
	const ends = new Map<string, AbortController>();
	/** Works that are to go from the list as soon as they have ended. */
	const forgotten = new Set<string>();
	const running = new Set<Promise<unknown>>();
	let wake = new AbortController();
	let watchers = 0;
	let polling = false;
	let logins = 0;
	let made = 0;

	const set = (change: Partial<Creations>): void => store.set({...store.get(), ...change});

	const take = (list: readonly CreatorTask[]): void => {
		const before = store.get();
		const isNewSession = client.logins() !== logins;
		logins = client.logins();
		set({
			tasks: list,
			lost: isNewSession ? toLost(before, list) : before.lost,
			paces: new Map(
				list
					.filter(({state}) => state === 'Running')
					.map(({id, progress}) => [id, before.paces.get(id) ?? {at: clock.now(), progress}]),
			),
			...{problem: undefined, answeredAt: clock.now()},
		});
	};

	const learnInfo = (id: string, info: TorrentInfo | string): void =>
		set({infos: new Map(store.get().infos).set(id, info)});

	const look = (id: string): void => {
		if (store.get().infos.has(id)) return;
		client.ask(endpoints.taskFile, {taskID: id}).then(
			file => learnInfo(id, readTorrentFile(file) ?? 'What the server gives is no .torrent.'),
			error => learnInfo(id, toQbitError(error).message),
		);
	};

	const learnWhy = (id: string, why: string): void =>
		set({explained: new Map(store.get().explained).set(id, why)});

	/** One at a time: hundreds may have failed. */
	const explainNext = (): void => {
		const {tasks: list, explained} = store.get();
		const next = list.find(({state, id}) => state === 'Failed' && !explained.has(id));
		if (!next) return;
		explainFailure(client, next).then(
			why => learnWhy(next.id, why),
			() => learnWhy(next.id, next.error),
		);
	};

	/** Nobody but the mirror tries a server that is away. */
	const mayAsk = (): boolean =>
		mirror.store.get().link.state === 'live' && client.lacks(endpoints.tasks) === undefined;

	const poll = async (): Promise<void> => {
		if (polling) return;
		polling = true;
		while (watchers > 0 && !stopping.signal.aborted) {
			if (mayAsk()) {
				const list = await client
					.ask(endpoints.tasks, {}, {signal: stopping.signal})
					.catch(toQbitError);
				if (Array.isArray(list)) {
					take(list);
					explainNext();
				} else if (!stopping.signal.aborted) set({problem: toQbitError(list)});
			}
			const {tasks: seen} = store.get();
			const isBusy = !mayAsk() || seen.some(task => !isOver(task));
			wake = new AbortController();
			await clock.sleep(isBusy ? busyMs : idleMs, AbortSignal.any([wake.signal, stopping.signal]));
		}
		polling = false;
	};

	const change = (key: string, next: Partial<Work>): void =>
		set({
			works: store.get().works.map(work => (work.key === key ? {...work, ...next} : work)),
		});

	const find = (key: string): Work | undefined => store.get().works.find(work => work.key === key);

	const run = async (work: Work, note: Listener['note'], signal: AbortSignal): Promise<void> => {
		const {key, wish} = work;
		const notes: string[] = [];
		const tools = {
			client,
			clock,
			tasks,
			signal,
			patience,
			isLeaving: () => stopping.signal.aborted,
		};
		const listener: Listener = {
			stage: stage => change(key, stage.is === 'task' ? {stage, taskId: stage.task.id} : {stage}),
			note: text => {
				notes.push(text);
				note(text);
			},
		};
		try {
			const done = await makeTorrent(tools, wish, listener);
			change(key, {stage: {is: 'done', made: done, notes}, taskId: done.taskId});
		} catch (error) {
			const advice = error instanceof AdvisedError ? error.advice : [];
			const why = messageOf(error);
			const isGivenUp = error instanceof CreateFailure && error.code === 'GivenUp';
			change(key, {stage: {is: 'failed', why, advice, isGivenUp}});
		}
	};

	const forget = (keys: readonly string[]): void => {
		const {works, lost} = store.get();
		for (const key of keys) if (ends.has(key)) forgotten.add(key);
		set({
			works: works.filter(({key}) => !keys.includes(key) || ends.has(key)),
			lost: lost.filter(({id}) => !keys.includes(id)),
		});
	};

	return {
		store,
		watch: () => {
			watchers++;
			wake.abort();
			void poll();
			let watching = true;
			return () => {
				if (watching) watchers--;
				watching = false;
			};
		},
		poke: () => wake.abort(),
		look,
		begin: async (wish, {note}) => {
			const key = `work ${++made}`;
			const work: Work = {
				...{key, wish, begunAt: clock.now(), stage: {is: 'looking'}, taskId: undefined},
			};
			const end = new AbortController();
			ends.set(key, end);
			set({works: [work, ...store.get().works]});
			const whole = run(work, note, AbortSignal.any([end.signal, stopping.signal]));
			running.add(whole);
			wake.abort();
			await whole;
			running.delete(whole);
			ends.delete(key);
			wake.abort();
			const ended = find(key) ?? work;
			if (forgotten.delete(key)) forget([key]);
			return ended;
		},
		add: (what, wish) => addMade(client, clock, {...what, hash: ''}, wish),
		giveUp: key => ends.get(key)?.abort(),
		forget,
		stop: async () => {
			stopping.abort();
			wake.abort();
			await Promise.race([Promise.all(running), clock.sleep(1000, new AbortController().signal)]);
		},
	};
};
