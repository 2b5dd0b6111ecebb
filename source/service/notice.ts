import {isRecord} from '../qbit/shape.ts';
import {idOf} from '../space/import/job.ts';
import type {Notice} from '../space/orchestrator-shape.ts';
import {type Fields, fieldsOf, isForm, isJson} from './body.ts';
import {type Asked, Refusal} from './route.ts';

/** The server’s own id first: by the first hash of a hybrid torrent, it does not know it. */
const hashFields = ['torrent_id', 'hash', 'hash_v2', 'hash_v1'] as const;

/** What a notification says. Names are for people only; paths and sizes in it are never used. */
export const noticeOf = (asked: Pick<Asked, 'body' | 'contentType'>): Notice => {
	const fields = lenient(asked);
	const params = fields.params ?? {};
	if (!isRecord(params)) throw new Refusal(400, 'BAD_VALUE', 'params must be an object.');
	const given = hashFields.flatMap(name => [fields[name], params[name]]);
	const ids = [...new Set(given.map(hashOf).filter(id => id !== undefined))];
	if (ids.length === 0) {
		throw new Refusal(
			400,
			'BAD_HASH',
			'hash must be the torrent’s hash: 40 or 64 hexadecimal digits. torrent_id and hash_v2 do as well.',
		);
	}
	const name = fields.name ?? params.name;
	const isName = typeof name === 'string' && name !== '';
	return {ids, priority: priorityOf(fields.priority), ...(isName && {name: name.slice(0, 500)})};
};

/** qBittorrent writes `-` for a hash that there is not. */
const hashOf = (given: unknown): string | undefined =>
	typeof given === 'string' && /^([\da-f]{32}|[\da-f]{40}|[\da-f]{64})$/i.test(given.trim())
		? idOf(given)
		: undefined;

const priorityOf = (given: unknown = 0): number => {
	const isText = typeof given === 'string' && /^\s*[-+]?\d+\s*$/.test(given);
	const value = isText ? Number(given) : given === '' ? 0 : given;
	if (typeof value !== 'number' || !Number.isFinite(value)) {
		throw new Refusal(400, 'BAD_VALUE', 'priority must be a number from -10 to 10.');
	}
	return Math.max(-10, Math.min(10, Math.round(value)));
};

/** A shell that is none may have taken the quotes away: one hash in it is still a hash. */
const lenient = (asked: Pick<Asked, 'body' | 'contentType'>): Fields => {
	const sole = isJson(asked.body) ? undefined : soleHash(asked.body);
	if (sole === undefined) return fieldsOf(asked);
	const form = isForm(asked) ? new URLSearchParams(asked.body) : undefined;
	return hashFields.some(name => form?.has(name)) ? fieldsOf(asked) : {hash: sole};
};

const soleHash = (text: string): string | undefined => {
	const runs =
		text.match(/[\da-f]+/gi)?.filter(run => run.length === 40 || run.length === 64) ?? [];
	return new Set(runs).size === 1 ? runs[0] : undefined;
};
