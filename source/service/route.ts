import type {Engine} from '../engine.ts';

/** One thing that the service answers: a row of the table in `routes.ts`. */
export type Route = {
	method: 'GET' | 'POST';
	/** `{id}` stands for a part that the request names. */
	path: string;
	help: string;
	/** Needs no key. */
	open?: true;
	/** Asked again and again by programs: the log tells of it only when it is refused. */
	quiet?: true;
	/** Fields that are understood: of the query for GET, of the body for POST. */
	takes?: Readonly<Record<string, Field>>;
	/** Codes beside 200, and those that any route may answer. */
	codes?: readonly number[];
	/** Of what it answers, when that is not JSON. */
	type?: string;
	run: (request: Asked, scene: ServiceScene) => Promise<Told> | Told;
};

type Field = {type: 'string' | 'integer' | 'boolean' | 'object' | 'array'; help: string};

/** A request that may be answered: its key is right. */
export type Asked = {
	/** Parts of the path, and the query without the key. */
	id: string;
	query: URLSearchParams;
	/** As it was sent; empty when there was none. */
	body: string;
	/** Without parameters, in lower case; empty when there was none. */
	contentType: string;
	/** What the asker has already (If-None-Match). */
	known: string | undefined;
};

/** A document is sent as JSON, a text as it is. */
export type Told = {
	status?: number;
	headers?: Readonly<Record<string, string>>;
	body: Readonly<Record<string, unknown>> | string;
};

export type ServiceScene = {
	/** Another one after the settings were read anew. */
	engine: () => Engine;
	isReadOnly: () => boolean;
	/** Of qbtui. */
	version: string;
	/** ms since 1970. */
	now: () => number;
	startedAt: number;
	/** ms since 1970, of the newest request that asked for something to be done. */
	lastActivity: () => number | undefined;
	/** How many requests were answered, by route and status. */
	answered: () => ReadonlyMap<string, number>;
};

/** Why a request is not done, for machines and for people. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
	readonly status: number;
	readonly code: string;
	readonly headers: Readonly<Record<string, string>>;

	constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
		super(message);
		this.status = status;
		this.code = code;
		this.headers = headers;
	}
}

/** Nothing of it was done; it may work when it is sent again. */
export const unavailable = (code: string, why: string): Refusal =>
	new Refusal(503, code, why, {'retry-after': '30'});
