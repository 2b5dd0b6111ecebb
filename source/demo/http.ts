import {hasMetadata, type Item} from './item.ts';
import type {Session} from './sessions.ts';
import type {World} from './world.ts';

export type Answer = {
	status: number;
	type: string;
	body: string | Uint8Array;
	headers?: Record<string, string>;
};

export type Form = {
	params: Map<string, string>;
	/** Uploads, by file name: of two with the same name the last one wins. */
	files: Map<string, Uint8Array>;
};

export type Call = Form & {world: World; session: Session};

/** One row of a table of routes. */
export type Route = {
	/** Below `/api/v2/`. */
	path: string;
	/** GET means GET and POST, POST means POST alone. */
	method: 'GET' | 'POST';
	/** Parameters that must be there; 400 without them. */
	needs?: readonly string[];
	run: (call: Call) => Answer;
};

const plain = 'text/plain; charset=UTF-8';

export const text = (body: string | number): Answer => ({
	status: 200,
	type: plain,
	body: String(body),
});

export const json = (value: unknown, status = 200): Answer => ({
	status,
	type: 'application/json',
	body: JSON.stringify(value),
});

export const bytes = (body: Uint8Array, type: string, name: string): Answer => ({
	status: 200,
	type,
	body,
	headers: {'content-disposition': `attachment; filename="${encodeURIComponent(name)}"`},
});

/** 200 with nothing in it: what most verbs answer. */
export const done = text('');

/** 204: what the newer verbs answer. */
export const nothing: Answer = {status: 204, type: plain, body: ''};

const reasons: Record<number, string> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed',
	409: 'Conflict',
	415: 'Unsupported Media Type',
};

export const refuse = (status: number, message = reasons[status] ?? ''): Answer => ({
	status,
	type: plain,
	body: message,
});

export const param = (call: Form, name: string): string => call.params.get(name) ?? '';

/** Undefined when it isn't an integer. */
export const integer = (call: Form, name: string): number | undefined => {
	const value = param(call, name).trim();
	return /^-?\d+$/.test(value) ? Number(value) : undefined;
};

/** Only `true` and `false` count, in any case; `1` and `yes` don't. */
export const flag = (call: Form, name: string, otherwise = false): boolean => {
	const value = param(call, name).trim().toLowerCase();
	return value === 'true' || (value !== 'false' && otherwise);
};

export const list = (call: Form, name: string, separator: string): string[] =>
	param(call, name)
		.split(separator)
		.map(part => part.trim())
		.filter(part => part !== '');

/** Without its percent signs, or as it is when they mean nothing. */
export const decoded = (text: string): string => {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
};

/** The torrents of a list of hashes, or `all`; unknown ones are skipped. */
export const chosen = (call: Call, name = 'hashes'): Item[] => {
	const hashes = list(call, name, '|').map(hash => hash.toLowerCase());
	if (hashes.length === 1 && hashes[0] === 'all') return [...call.world.items.values()];
	return hashes.flatMap(hash => call.world.items.get(hash) ?? []);
};

/** A verb on every chosen torrent; it answers 200 whatever it found. */
export const each =
	(run: (world: World, item: Item, call: Call) => void, answer = done) =>
	(call: Call): Answer => {
		for (const item of chosen(call)) {
			run(call.world, item, call);
			call.world.stale.add(item);
		}
		return answer;
	};

/** A call about one torrent: 404 when there is none. */
export const one =
	(run: (item: Item, call: Call) => Answer) =>
	(call: Call): Answer => {
		const item = call.world.items.get(param(call, 'hash').toLowerCase());
		return item ? run(item, call) : refuse(404, 'Torrent hash(es) invalid');
	};

/** As `one`, and 409 as long as the torrent has no metadata. */
export const oneWithFiles = (run: (item: Item, call: Call) => Answer) =>
	one((item, call) =>
		hasMetadata(item) ? run(item, call) : refuse(409, "Torrent's metadata has not yet downloaded"),
	);
