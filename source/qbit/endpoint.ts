import {readBytes, readText} from './body.ts';
import {QbitError} from './errors.ts';
import type {ReadOptions} from './read-maindata.ts';
import {asArray, asRecord, isRecord, parseJson} from './shape.ts';

/**
 * One call of the WebAPI. `read` turns the body into the answer, and throws BadReply on a wrong
 * shape. `since` is the first WebAPI version that has the call (when absent: every one that we
 * support), `until` the first that no longer has it.
 */
export type Endpoint<Answer> = {
	method: 'GET' | 'POST';
	/** Below `/api/v2/`. */
	path: string;
	since?: string;
	until?: string;
	read: (body: AsyncIterable<Uint8Array>, options: ReadOptions) => Promise<Answer>;
};

type Reader<Answer> = Endpoint<Answer>['read'];
type Span = Pick<Endpoint<unknown>, 'since' | 'until'>;

export const get = <Answer>(path: string, read: Reader<Answer>, span: Span = {}) =>
	({method: 'GET', path, read, ...span}) satisfies Endpoint<Answer>;

export const post = <Answer>(path: string, read: Reader<Answer>, span: Span = {}) =>
	({method: 'POST', path, read, ...span}) satisfies Endpoint<Answer>;

export const fromText =
	<Answer>(parse: (text: string) => Answer): Reader<Answer> =>
	async (body, options) =>
		parse(await readText(body, options.maxBytes));

const toNumber = (text: string): number => {
	const value = Number(text);
	if (text.trim() === '' || !Number.isFinite(value)) {
		throw new QbitError('BadReply', 'The answer is not a number.');
	}
	return value;
};

export const fromJson = <Answer>(parse: (json: unknown) => Answer): Reader<Answer> =>
	fromText(body => parse(parseJson(body)));

export const text = fromText(body => body.trim());
export const number = fromText(toNumber);
export const record = fromJson(asRecord);
export const records = fromJson(json => asArray(json).filter(isRecord));
export const strings = fromJson(json => asArray(json).filter(item => typeof item === 'string'));
export const numbers = fromJson(json => asArray(json).filter(item => typeof item === 'number'));
export const nothing = fromText(() => undefined);

/** Of a verb: qBittorrent says nothing or little; a page is what a proxy says in its place. */
export const done = fromText(body => {
	if (!/^\s*</.test(body)) return;
	throw new QbitError('BadReply', 'A page came instead of qBittorrent’s answer.');
});

/** A file, as it is. */
export const bytes: Reader<Uint8Array> = (body, options) => readBytes(body, options.maxBytes);
