import type {Client} from '../qbit/client.ts';
import {renameFile, renameFolder, restoreFilePriorities} from '../qbit/detail-verbs.ts';
import {endpoints} from '../qbit/endpoints.ts';
import {toQbitError} from '../qbit/outcome.ts';
import type {Hash} from '../qbit/types.ts';
import {inProgress} from './mark.ts';
import {whyNotRenamed} from './old-names.ts';
import {renamesOf} from './renames.ts';
import type {Back, NotBack, RestoreParts} from './restore.ts';

export type Finished = {done: readonly Back[]; refused: readonly NotBack[]; checked: number};

type Doors = Pick<RestoreParts, 'client' | 'sleep' | 'hereOf'>;

/** The server lists what it has added a moment later. Milliseconds. */
const listedWithin = 20_000;
const lookEvery = 100;

/**
 * What can’t be told when a torrent is added: the names and priorities of its files, its own name,
 * who says its place. Then the server looks at the data, and the mark goes.
 *
 * @throws QbitError when the server can’t be asked at all
 */
export const finishTorrents = async (
	some: readonly Back[],
	placeOf: (category: string) => string | undefined,
	doors: Doors,
): Promise<Finished> => {
	const {client, sleep} = doors;
	if (some.length === 0) return {done: [], refused: [], checked: 0};
	const listed = await waitForAll(client, some, sleep);
	const done: Back[] = [];
	const refused: NotBack[] = [];
	for (const back of some) {
		const {saved} = back;
		const name = listed.get(back.hash);
		const why =
			name === undefined
				? 'The server took it, and does not list it.'
				: await finishOne(doors, back, name);
		if (why === undefined) done.push(back);
		else refused.push({hash: saved.hash, name: saved.name, why});
	}
	const managed = done.filter(
		({saved}) => saved.auto_tmm && placeOf(saved.category) === saved.save_path,
	);
	await askAll(client, endpoints.setAutoManagement, managed, {enable: true});
	const superSeeding = done.filter(({saved}) => saved.super_seeding);
	await askAll(client, endpoints.setSuperSeeding, superSeeding, {value: true});
	const withData = done.filter(({saved, isWhole}) => isWhole && saved.progress > 0);
	await askAll(client, endpoints.recheck, withData, {});
	await askAll(client, endpoints.removeTags, done, {tags: inProgress});
	return {done, refused, checked: withData.length};
};

const askAll = async (
	client: Client,
	endpoint: Parameters<Client['ask']>[0],
	some: readonly Back[],
	fields: Readonly<Record<string, string | boolean>>,
): Promise<void> => {
	if (some.length === 0) return;
	await client.ask(endpoint, {hashes: some.map(({hash}) => hash).join('|'), ...fields});
};

/** The names of those that are listed, at the latest after a while. */
const waitForAll = async (
	client: Client,
	some: readonly Back[],
	sleep: RestoreParts['sleep'],
): Promise<Map<Hash, string>> => {
	const hashes = some.map(({hash}) => hash).join('|');
	for (let waited = 0; ; waited += lookEvery) {
		const rows = await client.ask(endpoints.torrents, {hashes});
		const listed = new Map(rows.map(({hash, name}) => [String(hash), String(name)]));
		if (listed.size >= some.length || waited >= listedWithin) return listed;
		await sleep(lookEvery);
	}
};

/** Why it could not be done, or undefined. */
const finishOne = async (
	doors: Doors,
	{hash, saved, isWhole}: Back,
	name: string,
): Promise<string | undefined> => {
	try {
		const why =
			isWhole && saved.files ? await giveFiles(doors, hash, saved, saved.files) : undefined;
		if (why !== undefined) return `${notAll}: ${why}`;
		if (name !== saved.name) await doors.client.ask(endpoints.rename, {hash, name: saved.name});
		return undefined;
	} catch (error) {
		return `${notAll}: ${toQbitError(error).message}`;
	}
};

const notAll = 'It is back, but not all is as it was';

/** Why they can’t be as they were, or undefined. */
const giveFiles = async (
	{client, sleep, hereOf}: Doors,
	hash: Hash,
	torrent: Back['saved'],
	saved: NonNullable<Back['saved']['files']>,
): Promise<string | undefined> => {
	const namesNow = async (): Promise<string[]> =>
		(await filesOf(client, hash)).map(({name}) => name);
	const now = await filesOf(client, hash);
	const renames = renamesOf(
		now.map(({name}) => name),
		saved,
	);
	if (renames.length > 0) {
		const why = await whyNotRenamed({client, hereOf}, hash, now, torrent);
		if (why !== undefined) return why;
	}
	for (const step of renames) {
		await (step.kind === 'folder' ? renameFolder : renameFile)(client, hash, step.from, step.to);
		// The server says yes before its files have the names, and knows them by the old ones until then.
		const isDone = (names: readonly string[]): boolean =>
			step.kind === 'file' || names.every(name => name.startsWith(`${step.to}/`));
		for (let waited = 0; waited < listedWithin; waited += lookEvery) {
			if (isDone(await namesNow())) break;
			await sleep(lookEvery);
		}
	}
	const files = await filesOf(client, hash);
	if (saved.length !== files.length) return undefined;
	const other = saved.flatMap(({priority}, index) =>
		priority === files[index]?.priority ? [] : [{index, priority}],
	);
	await restoreFilePriorities(client, hash, other);
	return undefined;
};

const filesOf = async (client: Client, hash: Hash) =>
	(await client.ask(endpoints.files, {hash})).toSorted((a, b) => a.index - b.index);
