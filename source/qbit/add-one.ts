import {setTimeout as sleep} from 'node:timers/promises';
import type {AddAnswer} from './add-answer.ts';
import type {Source} from './add-source.ts';
import type {Client} from './client.ts';
import {endpoints} from './endpoints.ts';
import type {QbitError} from './errors.ts';
import {type Identity, idOf, type Known, type KnownTorrents} from './identity.ts';
import {type Body, multipart} from './multipart.ts';
import {endsAll, isUnknown, toQbitError} from './outcome.ts';
import {asText} from './shape.ts';
import type {Hash} from './types.ts';

/** What became of one source. */
export type AddResult = {source: string} & (
	| {is: 'added'; hash: Hash; name: string | undefined}
	/** It is there already, or it was given twice. */
	| {is: 'duplicate'; hash: Hash; name: string}
	/** The server downloads it; whether that succeeds, only its log tells. */
	| {is: 'pending'}
	/** `unsent`: the API is shut; sent later it may well be taken, and does no harm. */
	| {is: 'refused'; why: string; unsent?: true}
);

/** What is known before the first is sent; `known` grows with each. */
export type World = {
	known: KnownTorrents;
	/** Of the call, beside the source. */
	fields: Readonly<Record<string, string | boolean>>;
};

/** @param params none: the whole list */
export const listKnown = async (client: Client, params: {hashes?: string}): Promise<Known[]> => {
	const rows = await client.ask(endpoints.torrents, params);
	return rows.flatMap(({hash, name, infohash_v1, infohash_v2}) =>
		typeof hash === 'string' && typeof name === 'string'
			? [{hash, name, infohash_v1: asText(infohash_v1), infohash_v2: asText(infohash_v2)}]
			: [],
	);
};

/** `ends`: why nothing more need be tried. */
type Sent = {result: AddResult; ends: string | undefined};

/** Adds one source, if it is not there already; `dry` only says what would become of it. */
export const addOne = async (
	client: Client,
	world: World,
	source: Source,
	dry: boolean,
	isSecond = false,
): Promise<Sent> => {
	const {known, fields} = world;
	const {given, identity} = source;
	const there = identity && known.find(identity);
	if (there) return {result: duplicate(given, there), ends: undefined};
	if (dry) {
		if (identity) known.add(knownAs(identity, source));
		return {result: expected(named(source, fields)), ends: undefined};
	}
	const body = await bodyOf(source, fields);
	if (!body) return refused(source, 'The file can’t be read any more.');
	try {
		const answer = await client.ask(endpoints.add, body);
		const result = answer.taken
			? taken(named(source, fields), answer)
			: await whyNot(client, source, known);
		if (result.is === 'added') known.add({...knownAs(identity, source), hash: result.hash});
		return {result, ends: undefined};
	} catch (error) {
		const known = toQbitError(error);
		if (isSecond && isUnknown(known)) return refused(source, unknown(known), unsent(known));
		return failed(client, world, source, known);
	}
};

/** As it will be called. */
const named = (source: Source, {rename}: World['fields']): Source =>
	typeof rename === 'string' ? {...source, name: rename} : source;

/** undefined when the file was there when it was looked at, and can't be read any more. */
const bodyOf = async (source: Source, fields: World['fields']): Promise<Body | undefined> => {
	if (source.kind !== 'file') return multipart({urls: source.link, ...fields}, []);
	const bytes = await source.read().catch(() => undefined);
	return bytes && multipart(fields, [bytes]);
};

const knownAs = (identity: Identity | undefined, {given, name}: Source): Known => ({
	hash: identity ? idOf(identity) : '',
	name: name ?? given,
	infohash_v1: identity?.v1 ?? '',
	infohash_v2: identity?.v2 ?? '',
});

const duplicate = (source: string, {hash, name}: Known): AddResult => ({
	...{source, is: 'duplicate', hash, name},
});

const expected = ({given, identity, name}: Source): AddResult =>
	identity
		? {source: given, is: 'added', hash: idOf(identity), name}
		: {source: given, is: 'pending'};

/** 5.2+ tells the id; before, it is the one that the source has. */
const taken = (source: Source, {ids, pending}: AddAnswer): AddResult => {
	const told = expected(source);
	const [hash] = ids;
	if (pending > 0) return {source: source.given, is: 'pending'};
	return told.is === 'added' && hash !== undefined ? {...told, hash} : told;
};

/** The whole list: a hybrid torrent has its v1 hash in a field only. */
const whyNot = async (client: Client, source: Source, known: KnownTorrents): Promise<AddResult> => {
	for (const torrent of await listKnown(client, {})) known.add(torrent);
	const there = source.identity && known.find(source.identity);
	return there
		? duplicate(source.given, there)
		: {
				source: source.given,
				is: 'refused',
				why: 'The server did not take it, and does not say why; it may still be starting.',
			};
};

/**
 * To add what is there already does nothing: after an answer that did not come, it is sent once more.
 * Not so a link, which the server would download twice.
 */
const failed = async (
	client: Client,
	world: World,
	source: Source,
	error: QbitError,
): Promise<Sent> => {
	if (isUnknown(error)) {
		if (!source.identity) return refused(source, unknown(error));
		return sendAgain(client, world, source, error);
	}
	if (error.status === 415) return refused(source, 'The server does not take it for a torrent.');
	if (error.code !== 'Conflict') {
		return refused(source, error.message, endsAll(error) ? unsent(error) : undefined);
	}
	try {
		return {result: await whyNot(client, source, world.known), ends: undefined};
	} catch (later) {
		return refused(source, toQbitError(later).message);
	}
};

const sendAgain = async (
	client: Client,
	world: World,
	source: Source,
	first: QbitError,
): Promise<Sent> => {
	const again = await addOne(client, world, source, false, true);
	// The first one did it.
	const there = await doneBefore(client, world, source, again);
	if (there) return {result: {...there, source: source.given, is: 'added'}, ends: undefined};
	return again.result.is === 'refused' ? refused(source, unknown(first), again.ends) : again;
};

/** ms between looks: a server that is just adding it takes it no second time, and lists it soon. */
const waits = [50, 100, 200, 400, 800, 1600];

const doneBefore = async (
	client: Client,
	{known}: World,
	{identity}: Source,
	{result, ends}: Sent,
): Promise<{hash: Hash; name: string} | undefined> => {
	if (result.is === 'duplicate') return result;
	if (result.is !== 'refused' || ends !== undefined || !identity) return undefined;
	for (const wait of waits) {
		await sleep(wait);
		for (const torrent of await listKnown(client, {}).catch(() => [])) known.add(torrent);
		const there = known.find(identity);
		if (there) return there;
	}
	return undefined;
};

const refused = ({given}: Source, why: string, ends?: string): Sent => ({
	result: {source: given, is: 'refused', why, ...(ends !== undefined && {unsent: true})},
	ends,
});

const unknown = ({message}: QbitError): string =>
	`It is not known whether it was added: ${message}`;

const unsent = ({message}: QbitError): string => `It was not sent: ${message}`;
