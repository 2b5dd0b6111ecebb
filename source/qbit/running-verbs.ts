import {endpoints} from './endpoints.ts';
import {byRunning, step} from './step.ts';
import type {Verb} from './verb.ts';

export const stop: Verb<void> = {
	name: 'stop',
	endpoints: [endpoints.stop, endpoints.pause],
	again: true,
	startsOrStops: true,
	undo: before => {
		const {running} = byRunning(before);
		return [...step(force, running.forced, true), ...step(start, running.usual, undefined)];
	},
};

export const start: Verb<void> = {
	name: 'start',
	endpoints: [endpoints.start, endpoints.resume],
	again: true,
	startsOrStops: true,
	undo: before => {
		const {running, stopped} = byRunning(before);
		return [
			...step(force, [...running.forced, ...stopped.forced], true),
			...step(stop, [...stopped.forced, ...stopped.usual], undefined),
		];
	},
};

/** Off: it runs on as the queue says; it is not stopped. */
export const force: Verb<boolean> = {
	name: 'force',
	endpoints: [endpoints.setForceStart],
	params: value => ({value}),
	again: true,
	startsOrStops: true,
	undo: (before, value) => {
		const {running, stopped} = byRunning(before);
		return [
			...step(force, value ? [] : [...running.forced, ...stopped.forced], true),
			...step(start, value ? [...running.usual, ...stopped.usual] : [], undefined),
			...step(stop, [...stopped.forced, ...stopped.usual], undefined),
		];
	},
};

export const remove: Verb<{deleteFiles: boolean}> = {
	name: 'remove',
	endpoints: [endpoints.delete],
	params: ({deleteFiles}) => ({deleteFiles}),
	again: true,
};

/** A second one would begin the check anew. */
export const recheck: Verb<void> = {name: 'recheck', endpoints: [endpoints.recheck], again: false};

export const reannounce: Verb<void> = {
	name: 'reannounce',
	endpoints: [endpoints.reannounce],
	again: true,
};
