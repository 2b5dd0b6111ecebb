import {batchSize, nextSize} from './batches.ts';
import type {Client, Params} from './client.ts';
import type {Endpoint} from './endpoint.ts';
import {endpoints} from './endpoints.ts';
import type {QbitError} from './errors.ts';
import {endsAll, isAway, isUnknown, toQbitError} from './outcome.ts';
import type {Hash} from './types.ts';
import {type Controls, lacks, type Refusal, type Verb, type VerbResult} from './verb.ts';

/** Why a torrent that the server no longer has is refused. */
export const goneReason = 'It is gone.';

/**
 * Does a verb to torrents. Never throws for what goes wrong with the server: whatever was not done
 * is in `refused`, torrent by torrent, with its reason.
 *
 * Torrents that the mirror no longer has are refused without asking (the server would skip them in
 * silence). What takes the server long is asked for fewer at once. A lost session is renewed by the
 * client in between. When the connection is lost after something was sent, it is sent once more if
 * that does no harm. When the server is away or refuses the login, the rest is not tried.
 */
export const runVerb = async <Args>(
	{client, torrents, onProgress, ticks = () => performance.now()}: Controls,
	verb: Verb<Args>,
	hashes: readonly Hash[],
	args: Args,
): Promise<VerbResult> => {
	const asked = [...new Set(hashes)];
	const present = asked.filter(hash => torrents.has(hash));
	const refused: Refusal[] = refuse(
		asked.filter(hash => !torrents.has(hash)),
		goneReason,
	);
	const done: Hash[] = [];
	const wrong = verb.wrong?.(args) ?? (await unable(client, verb));
	if (wrong !== undefined) return {asked, done, refused: [...refused, ...refuse(present, wrong)]};
	let over: string | undefined;
	const most = sizeOf(verb);
	let size = most;
	for (let at = 0; at < present.length; ) {
		const batch = present.slice(at, at + size);
		at += batch.length;
		const startedAt = ticks();
		const why = over === undefined ? await sendBatch(client, verb, batch, args) : undefined;
		if (why?.ends) over = `It was not sent: ${why.error.message}`;
		const reason = why?.reason ?? over;
		if (reason === undefined) done.push(...batch);
		else refused.push(...refuse(batch, reason));
		size = nextSize(size, ticks() - startedAt, most);
		onProgress?.(at);
	}
	return {asked, done, refused};
};

const refuse = (hashes: readonly Hash[], why: string): Refusal[] =>
	hashes.map(hash => ({hash, why}));

const sizeOf = ({send}: Pick<Verb<never>, 'send'>): number =>
	send === 'one' ? 1 : send === 'all' ? Number.POSITIVE_INFINITY : batchSize;

/** Which of a verb’s calls is right depends on the version: it is asked when it is not known yet. */
const unable = async (
	client: Client,
	verb: Pick<Verb<never>, 'endpoints'>,
): Promise<string | undefined> => {
	try {
		if (client.version() === undefined) await client.identify();
		return lacks(client, verb);
	} catch (error) {
		return toQbitError(error).message;
	}
};

/** Why a batch was refused; `ends`: nothing more need be tried. */
type Trouble = {error: QbitError; reason: string; ends: boolean};

const sendBatch = async <Args>(
	client: Client,
	verb: Verb<Args>,
	batch: readonly Hash[],
	args: Args,
): Promise<Trouble | undefined> => {
	const send = () => sendOnce(client, verb, batch, args);
	try {
		await send();
		return undefined;
	} catch (error) {
		const first = toQbitError(error);
		if (!isUnknown(first)) return judge(first, verb, args);
		if (!verb.again) return unknownOutcome(first);
	}
	try {
		await send();
		return undefined;
	} catch (error) {
		const second = toQbitError(error);
		return isAway(second) ? unknownOutcome(second) : judge(second, verb, args);
	}
};

const sendOnce = async <Args>(
	client: Client,
	verb: Verb<Args>,
	batch: readonly Hash[],
	args: Args,
): Promise<void> => {
	const hashes = verb.reached ? await unreached(client, verb, batch, args) : batch;
	if (hashes.length === 0) return;
	const key = verb.send === 'one' ? 'hash' : 'hashes';
	const params: Params = {[key]: hashes.join('|'), ...verb.params?.(args)};
	await client.ask(endpointOf(client, verb.endpoints), params);
};

/** Asked freshly: the mirror is a second old, and a toggle too many is the opposite. */
const unreached = async <Args>(
	client: Client,
	{reached}: Verb<Args>,
	batch: readonly Hash[],
	args: Args,
): Promise<Hash[]> => {
	const rows = await client.ask(endpoints.torrents, {hashes: batch.join('|')});
	return rows.flatMap(({hash, seq_dl, f_l_piece_prio}) => {
		const state = {seq_dl: seq_dl === true, f_l_piece_prio: f_l_piece_prio === true};
		return typeof hash === 'string' && !reached?.(state, args) ? [hash] : [];
	});
};

const endpointOf = (
	client: Client,
	[first, ...others]: readonly [Endpoint<unknown>, ...Endpoint<unknown>[]],
): Endpoint<unknown> =>
	[first, ...others].find(endpoint => client.lacks(endpoint) === undefined) ?? first;

const judge = <Args>(error: QbitError, verb: Verb<Args>, args: Args): Trouble => {
	const gone = error.code === 'NotFound' && verb.send === 'one' ? goneReason : undefined;
	const reason = verb.explain?.(error, args) ?? gone ?? error.message;
	return {
		error,
		reason,
		ends: endsAll(error),
	};
};

const unknownOutcome = (error: QbitError): Trouble => ({
	error,
	reason: `It is not known whether it was done: ${error.message}`,
	ends: error.status === undefined,
});
