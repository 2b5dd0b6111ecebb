import type {Client, Params} from './client.ts';
import type {Endpoint} from './endpoint.ts';
import type {QbitError} from './errors.ts';
import type {Hash, Torrent} from './types.ts';

/** Who is asked, and the torrents as they are known: those of the mirror. */
export type Controls = {
	client: Client;
	torrents: ReadonlyMap<Hash, Torrent>;
	/** With how many torrents it is through, whatever became of them. */
	onProgress?: (torrents: number) => void;
	/** Milliseconds of a clock that never jumps. */
	ticks?: () => number;
};

export type Refusal = {hash: Hash; why: string};

export type VerbResult = {
	asked: readonly Hash[];
	/** The server said yes. What takes its time (a move, a check) has begun. */
	done: readonly Hash[];
	refused: readonly Refusal[];
};

/** One thing that can be done to torrents: a row of `verbs.ts`. */
export type Verb<Args> = {
	/** As a person calls it, in the middle of a sentence: "stop". */
	name: string;
	/** What is sent; of several, the one that this server has. */
	endpoints: readonly [Endpoint<unknown>, ...Endpoint<unknown>[]];
	/** `one`: a call per torrent, by `hash`; else 200 torrents a call, or all where order counts. */
	send?: 'one' | 'all';
	/** Fields beside the hashes. Names of all versions: a server ignores those that it lacks. */
	params?: (args: Args) => Params;
	/** Sent twice it does no more than sent once. */
	again: boolean;
	/** Why these arguments can’t be sent to any torrent. */
	wrong?: (args: Args) => string | undefined;
	/** The call is a toggle: it goes only to the torrents of which this is not so yet. */
	reached?: (torrent: ToggleState, args: Args) => boolean;
	/** What a refusal by the server means; its own words when absent. */
	explain?: (error: QbitError, args: Args) => string | undefined;
	/** What it changes reaches the mirror late (4.6+): its undoing asks what it was. */
	lags?: true;
	/** Its undoing has to know which torrents were stopped. */
	startsOrStops?: true;
	/** What puts the torrents back as they were before. Absent where nothing can. */
	undo?: (before: readonly Torrent[], args: Args) => Step[];
};

/** What toggles are looked up by, freshly. */
type ToggleState = Pick<Torrent, 'seq_dl' | 'f_l_piece_prio'>;

/** A verb with its arguments and torrents, ready to be done. */
export type Step = {
	/** The name of the verb. */
	name: string;
	hashes: readonly Hash[];
	run: (controls: Controls) => Promise<VerbResult>;
};

/** Why this server can’t do it, or undefined when it can, or when its version is not known yet. */
export const lacks = (client: Client, verb: Pick<Verb<never>, 'endpoints'>): string | undefined => {
	const reasons = verb.endpoints.map(endpoint => client.lacks(endpoint));
	return reasons.some(reason => reason === undefined) ? undefined : reasons[0];
};
