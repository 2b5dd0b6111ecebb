import {addSources} from '../add.ts';
import type {AddOptions} from '../add-options.ts';
import {readFileSource} from '../add-source.ts';
import type {Client} from '../client.ts';
import {endpoints} from '../endpoints.ts';
import type {Clock} from '../mirror.ts';
import {asText} from '../shape.ts';
import {tagsOf} from '../step.ts';
import type {Hash} from '../types.ts';
import {placeOf} from './options.ts';

/** How a torrent that was made is put among the torrents. */
export type AddWish = {
	stopped: boolean;
	category?: string;
	tags?: readonly string[];
	/** Automatic management: its files are moved to its category's place. */
	managed?: boolean;
};

export type Added = {
	is: 'added' | 'there' | 'failed';
	hash: Hash;
	/** What should be known of it; '' when all is as it was wished. */
	why: string;
};

/**
 * Adds it where its files are, as whole, whatever the server's settings say: its own way to do so
 * follows them until 5.1, and may stop it, look for it elsewhere or put a folder around it.
 */
export const addMade = async (
	client: Client,
	clock: Clock,
	made: {file: Uint8Array; source: string; hash: Hash},
	wish: AddWish,
): Promise<Added> => {
	const {category, tags = [], stopped} = wish;
	const options: AddOptions = {
		...{savepath: placeOf(made.source), stopped, autoTMM: false, isWhole: true},
		...(category ? {category} : {}),
		...(tags.length > 0 ? {tags} : {}),
	};
	const [result] = await addSources(client, [readFileSource(made.source, made.file)], options);
	if (result?.is === 'duplicate') return alreadyThere(client, result.hash, wish);
	if (result?.is !== 'added') {
		const why = result?.is === 'refused' ? result.why : 'The server does not say whether it did.';
		return {is: 'failed', hash: made.hash, why: `It was not added. ${why}`};
	}
	const {hash} = result;
	const wrong = await checkAdded(client, clock, hash);
	if (wrong !== '') return {is: 'failed', hash, why: wrong};
	if (wish.managed) await client.ask(endpoints.setAutoManagement, {hashes: hash, enable: true});
	return {is: 'added', hash, why: ''};
};

/** Left as it is: what someone has set of it is theirs. */
const alreadyThere = async (client: Client, hash: Hash, wish: AddWish): Promise<Added> => {
	const [row] = await client.ask(endpoints.torrents, {hashes: hash});
	const {category = '', tags = []} = wish;
	const has = tagsOf({tags: asText(row?.tags)});
	const isSo =
		(category === '' || row?.category === category) && tags.every(tag => has.includes(tag));
	return {
		...{is: 'there', hash},
		why: isSo ? '' : 'It was among the torrents before: its category and tags are as they were.',
	};
};

/** ms: it is there at once, and whole when its resume data is read. */
const settleMs = 15_000;

/** Why it is not as it should be; '' when it is. */
const checkAdded = async (client: Client, clock: Clock, hash: Hash): Promise<string> => {
	const until = clock.ticks() + settleMs;
	const never = new AbortController();
	let last = 'The server has taken it, and does not list it yet.';
	while (clock.ticks() < until) {
		// It is added: a look that fails is no reason to say that it was not.
		const [row] = await client.ask(endpoints.torrents, {hashes: hash}).catch(() => []);
		if (row?.progress === 1 && row.state !== 'checkingResumeData') return '';
		if (row?.state === 'missingFiles' || row?.state === 'error') {
			return 'It was added, but the server does not find its files.';
		}
		if (row) last = 'It was added, but the server does not take it for whole yet.';
		await clock.sleep(100, never.signal);
	}
	return last;
};
