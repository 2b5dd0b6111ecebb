import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import type {Listener, Stage, Wish} from '../../source/qbit/create/make.ts';
import {createTasks} from '../../source/qbit/create/tasks.ts';
import {type Patience, type Tools, usualPatience} from '../../source/qbit/create/tools.ts';
import type {Clock} from '../../source/qbit/mirror.ts';
import type {Server} from '../lab/server.ts';
import {noise} from '../lab/torrents.ts';
import {loginOf, type Opened, openClient} from './real.ts';

/** Waits are a tenth as long as for people. */
const clock: Clock = {
	now: Date.now,
	ticks: () => performance.now(),
	random: Math.random,
	sleep: (ms, signal) => delay(ms / 10, undefined, {signal}).catch(() => undefined),
};

/** What is needed to make torrents on a server; the client is to be ended. */
export const openTools = (
	server: Server,
	more: {signal?: AbortSignal; patience?: Partial<Patience>; url?: string} = {},
): Tools & {client: Opened} => {
	const client = openClient(more.url ?? server.url, loginOf(server));
	return {
		...{client, clock, tasks: createTasks(client, clock)},
		signal: more.signal ?? new AbortController().signal,
		patience: {...usualPatience, ...more.patience},
	};
};

/** Only what is made, and where: not added. */
export const onlyMade = (options: Wish['options']): Wish => ({options, add: undefined});

export type Heard = Listener & {stages: Stage[]; notes: string[]};

export const hear = (onStage: (stage: Stage) => void = () => {}): Heard => {
	const [stages, notes]: [Stage[], string[]] = [[], []];
	return {
		...{stages, notes},
		stage: stage => {
			stages.push(stage);
			onStage(stage);
		},
		note: text => void notes.push(text),
	};
};

/** A folder of files with names as people have them, and one that no torrent takes. */
export const writeTree = async (folder: string): Promise<string> => {
	const sizes = {
		'a film.mkv': 300_000,
		'sub/狂った一頁.srt': 70_001,
		'sub/deep/empty': 0,
		'.hidden': 9,
	};
	for (const [name, size] of Object.entries(sizes)) {
		await mkdir(dirname(join(folder, name)), {recursive: true});
		await writeFile(join(folder, name), noise(name, size));
	}
	return folder;
};
