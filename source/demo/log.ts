import type {World} from './world.ts';
import {nowOf} from './world.ts';

export type LogEntry = {id: number; timestamp: number; type: number; message: string};

/** What the server calls the kinds of its messages. */
export const kinds = {normal: 1, info: 2, warning: 4, critical: 8} as const;

const RING = 20_000;

export const note = (world: World, message: string, kind: keyof typeof kinds = 'normal'): void => {
	const id = (world.log.at(-1)?.id ?? -1) + 1;
	world.log.push({id, timestamp: nowOf(world), type: kinds[kind], message});
	if (world.log.length > RING) world.log.shift();
};
