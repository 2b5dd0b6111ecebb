import {readText} from './body.ts';
import {QbitError} from './errors.ts';
import {type ReadOptions, readMaindata} from './read-maindata.ts';
import {asArray, asRecord, isRecord} from './shape.ts';

/**
 * One call of the WebAPI. `read` turns the body into the answer, and throws BadReply on a wrong
 * shape. `since` is the first WebAPI version that has the call (when absent: every one that we
 * support).
 */
export type Endpoint<Answer> = {
	method: 'GET' | 'POST';
	/** Below `/api/v2/`. */
	path: string;
	since?: string;
	read: (body: AsyncIterable<Uint8Array>, options: ReadOptions) => Promise<Answer>;
};

const fromText =
	<Answer>(parse: (text: string) => Answer): Endpoint<Answer>['read'] =>
	async (body, options) =>
		parse(await readText(body, options.maxBytes));

const json = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new QbitError('BadReply', 'The answer is not JSON, or it was cut.', {cause});
	}
};

const bytes = (text: string): number => {
	const value = Number(text);
	if (text === '' || !Number.isFinite(value)) {
		throw new QbitError('BadReply', 'The answer is not a number.');
	}
	return value;
};

const text = fromText(body => body.trim());
const nothing = fromText(() => undefined);
const record = fromText(body => asRecord(json(body)));
const records = fromText(body => asArray(json(body)).filter(isRecord));

/** TABLE: every call that qbtui makes. */
export const endpoints = {
	login: {method: 'POST', path: 'auth/login', read: text},
	logout: {method: 'POST', path: 'auth/logout', read: nothing},
	version: {method: 'GET', path: 'app/version', read: text},
	webapiVersion: {method: 'GET', path: 'app/webapiVersion', read: text},
	preferences: {method: 'GET', path: 'app/preferences', read: record},
	freeSpaceAtPath: {
		method: 'GET',
		path: 'app/getFreeSpaceAtPath',
		since: '2.15.2',
		read: fromText(bytes),
	},
	maindata: {method: 'GET', path: 'sync/maindata', read: readMaindata},
	torrents: {method: 'GET', path: 'torrents/info', read: records},
} satisfies Record<string, Endpoint<unknown>>;

/** Orders "2.8.19" before "2.11.4"; a missing part counts as 0 (the server prints 2.16.0 as 2.16). */
export const compareVersions = (a: string, b: string): number => {
	const [left, right] = [parts(a), parts(b)];
	for (let i = 0; i < Math.max(left.length, right.length); i++) {
		const difference = (left[i] ?? 0) - (right[i] ?? 0);
		if (difference !== 0) return difference;
	}
	return 0;
};

const parts = (version: string): number[] =>
	version
		.replace(/^v/, '')
		.split('.')
		.map(part => Number.parseInt(part, 10) || 0);
