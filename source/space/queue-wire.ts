import {isRecord} from '../qbit/shape.ts';
import type {Orchestrated, Progress} from './orchestrator-shape.ts';
import type {Plan} from './plan/shape.ts';
import {isJob} from './store/read.ts';

/**
 * All that a screen shows of a queue, as it goes from the qbtui that has it to another one, and back
 * into what it was. The same fields, in snake_case as all that is JSON here; times stay in ms.
 */
export const queueSent = (seen: Orchestrated): Record<string, unknown> => {
	const {progress, contested, ...rest} = seen;
	const document = snaked({...rest, progress: [...progress], contested: [...contested]});
	return isRecord(document) ? document : {};
};

/** undefined: it is not one. */
export const queueRead = (document: unknown): Orchestrated | undefined => {
	const seen = camelled(document);
	if (!isRecord(seen)) return undefined;
	const {state, why, folder, jobs, ended, plan} = seen;
	const known = states.find(name => name === state);
	if (!known || !isJobs(jobs) || !isJobs(ended)) return undefined;
	return {
		...{state: known, jobs, ended},
		...(typeof why === 'string' && {why}),
		...(typeof folder === 'string' && {folder}),
		plan: isPlan(plan) ? plan : undefined,
		...{paused: sinceIn(seen.paused), breaker: sinceIn(seen.breaker)},
		rebuilt: rebuiltIn(seen.rebuilt),
		restsUntil: numberIn(seen.restsUntil),
		launchTime: numberIn(seen.launchTime),
		progress: new Map(pairsIn(seen.progress).flatMap(asProgress)),
		contested: new Map(pairsIn(seen.contested).map(([hash, times]) => [hash, Number(times)])),
	};
};

const states = ['off', 'starting', 'running', 'failed'] as const;

const isJobs = (value: unknown): value is Orchestrated['jobs'] =>
	Array.isArray(value) && value.every(isJob);

const isPlan = (value: unknown): value is Plan =>
	isRecord(value) &&
	typeof value.id === 'string' &&
	[value.volumes, value.moves, value.kept].every(Array.isArray);

const numberIn = (value: unknown): number | undefined =>
	typeof value === 'number' ? value : undefined;

const sinceIn = (value: unknown): Orchestrated['paused'] =>
	isRecord(value) && typeof value.since === 'number' && typeof value.why === 'string'
		? {since: value.since, why: value.why}
		: undefined;

const rebuiltIn = (value: unknown): Orchestrated['rebuilt'] =>
	isRecord(value) && typeof value.at === 'number' && typeof value.why === 'string'
		? {
				...{at: value.at, why: value.why},
				...(typeof value.path === 'string' && {path: value.path}),
			}
		: undefined;

const pairsIn = (value: unknown): Array<[string, unknown]> =>
	Array.isArray(value)
		? value.flatMap(
				(pair): Array<[string, unknown]> =>
					Array.isArray(pair) && typeof pair[0] === 'string' ? [[pair[0], pair[1]]] : [],
			)
		: [];

const asProgress = ([id, value]: [string, unknown]): Array<[string, Progress]> => {
	if (!isRecord(value)) return [];
	const {done, total, rate, left} = value;
	if (typeof done !== 'number' || typeof total !== 'number') return [];
	return [[id, {done, total, rate: numberIn(rate), left: numberIn(left)}]];
};

/** Names of fields, and not what is a key by its meaning, such as a reason’s code. */
const isName = /^[a-z][A-Za-z]*(_[a-z]+)*$/;

const renamed =
	(rename: (name: string) => string) =>
	(value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(renamed(rename));
		if (!isRecord(value)) return value;
		const fields = Object.entries(value).map(([name, inner]) => [
			isName.test(name) ? rename(name) : name,
			renamed(rename)(inner),
		]);
		return Object.fromEntries(fields);
	};

const snaked = renamed(name => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`));
const camelled = renamed(name =>
	name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
);
