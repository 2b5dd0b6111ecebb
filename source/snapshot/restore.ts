import {placeFor, readAddDefaults} from '../qbit/add-defaults.ts';
import {addOne} from '../qbit/add-one.ts';
import {type NoSource, readFileSource, readLink, type Source} from '../qbit/add-source.ts';
import {batches} from '../qbit/batches.ts';
import type {Client} from '../qbit/client.ts';
import {endpoints} from '../qbit/endpoints.ts';
import {createKnown} from '../qbit/identity.ts';
import {endsAll, toQbitError} from '../qbit/outcome.ts';
import {createCategory, createTags, deleteTags} from '../qbit/server-verbs.ts';
import type {Category, Hash} from '../qbit/types.ts';
import {fieldsOf} from './fields.ts';
import {readTorrentFileOf} from './files.ts';
import {finishTorrents} from './finish.ts';
import {inProgress} from './mark.ts';
import type {RestorePlan} from './plan.ts';
import type {SavedCategory, SavedTorrent} from './shape.ts';

/** A torrent that is on the server again, under the id that it has there. */
export type Back = {hash: Hash; saved: SavedTorrent; isWhole: boolean};

export type NotBack = {hash: Hash; name: string; why: string};

export type Restored = {
	back: readonly Back[];
	refused: readonly NotBack[];
	/** Of those that are back: the server looks at their data. */
	checked: number;
	categories: readonly string[];
	tags: readonly string[];
};

export type RestoreParts = {
	client: Client;
	/** Where the .torrent files of the snapshot are. */
	folder: string;
	/** The server’s id of what an attempt that was cut off has added. */
	idOf: (torrent: SavedTorrent) => Hash;
	/** A folder of the server as this machine has it; undefined where it has it not. */
	hereOf: (folder: string) => string | undefined;
	sleep: (ms: number) => Promise<void>;
	onProgress?: (done: number, all: number) => void;
};

/** So many are added before what else belongs to them follows: the most that a cut leaves half done. */
const together = 50;

/**
 * Adds what is missing, stopped, and has the server look at the data that is there. Never throws for
 * one torrent: that is in `refused`. Can be begun again after a cut, and finds where it was.
 *
 * @throws QbitError when the server can’t be asked at all
 */
export const restore = async (plan: RestorePlan, parts: RestoreParts): Promise<Restored> => {
	const {client, onProgress = () => {}} = parts;
	const categories = await makeCategories(client, plan.categories);
	if (plan.tags.length > 0) await createTags(client, plan.tags);
	const placeOf = await placesOf(client);
	const back: Back[] = [];
	const refused: NotBack[] = [];
	let checked = 0;
	const all = plan.finish.length + plan.add.length;
	const finish = async (some: readonly Back[]): Promise<void> => {
		const finished = await finishTorrents(some, placeOf, parts);
		back.push(...finished.done);
		refused.push(...finished.refused);
		checked += finished.checked;
		onProgress(back.length + refused.length, all);
	};
	const begun = plan.finish.map((saved): Back => ({hash: parts.idOf(saved), saved, isWhole: true}));
	for (const some of batches(begun, together)) await finish(some);
	for (const some of batches(plan.add, together)) {
		const added = await addAll(some, parts, refused);
		await finish(added.back);
		if (added.over !== undefined) {
			const tried = new Set([
				...back.map(({saved}) => saved.hash),
				...refused.map(row => row.hash),
			]);
			for (const {hash, name} of plan.add) {
				if (!tried.has(hash)) refused.push({hash, name, why: added.over});
			}
			break;
		}
	}
	await dropMark(client);
	return {back, refused, checked, categories, tags: plan.tags};
};

const makeCategories = async (
	client: Client,
	categories: readonly SavedCategory[],
): Promise<string[]> => {
	for (const {name, savePath, download_path} of categories) {
		await createCategory(client, name, {
			savePath,
			...(download_path !== undefined && download_path !== null && {downloadPath: download_path}),
		});
	}
	return categories.map(({name}) => name);
};

/** Where the server itself would put a torrent of a category. */
const placesOf = async (client: Client): Promise<(category: string) => string | undefined> => {
	const defaults = readAddDefaults(await client.ask(endpoints.preferences));
	const rows = await client.ask(endpoints.categories);
	const categories = new Map<string, Category>(
		Object.entries(rows).map(([name, row]) => [name, {name, savePath: savePathOf(row)}]),
	);
	// Asked for what is managed: then the category says the place.
	return category => placeFor(category, {...defaults, managed: true}, categories);
};

const savePathOf = (row: unknown): string =>
	typeof row === 'object' && row !== null && 'savePath' in row ? String(row.savePath) : '';

const addAll = async (
	torrents: readonly SavedTorrent[],
	{client, folder}: RestoreParts,
	refused: NotBack[],
): Promise<{back: Back[]; over: string | undefined}> => {
	const back: Back[] = [];
	for (const saved of torrents) {
		const {hash, name} = saved;
		const source = await sourceOf(saved, folder);
		if (source.kind === 'none') {
			refused.push({hash, name, why: source.why});
			continue;
		}
		const world = {known: createKnown([]), fields: fieldsOf(saved)};
		const {result, ends} = await addOne(client, world, source, false);
		if (result.is === 'added') {
			back.push({hash: result.hash, saved, isWhole: source.kind === 'file'});
		} else {
			refused.push({hash, name, why: result.is === 'refused' ? result.why : isThere});
		}
		if (ends !== undefined) return {back, over: ends};
	}
	return {back, over: undefined};
};

const isThere = 'It is there already, and is left as it is.';

/** Its .torrent file, or else its magnet link. */
const sourceOf = async (saved: SavedTorrent, folder: string): Promise<Source | NoSource> => {
	const {hash, torrent_file, magnet} = saved;
	const content = torrent_file && (await readTorrentFileOf(folder, hash, torrent_file));
	if (content) return readFileSource(hash, content);
	return readLink(magnet) ?? {given: hash, kind: 'none', why: 'It has no magnet link.'};
};

/** The server has the tag once it was used, and keeps it; while a torrent has it, so does the server. */
const dropMark = async (client: Client): Promise<void> => {
	try {
		if (!(await client.ask(endpoints.tags)).includes(inProgress)) return;
		const rows = await client.ask(endpoints.torrents, {tag: inProgress});
		if (rows.length === 0) await deleteTags(client, [inProgress]);
	} catch (error) {
		if (endsAll(toQbitError(error))) return;
	}
};
