import type {Client} from '../../qbit/client.ts';
import {endpoints} from '../../qbit/endpoints.ts';
import {isAway, isUnknown, toQbitError} from '../../qbit/outcome.ts';
import type {Hash} from '../../qbit/types.ts';
import type {Answer} from '../job/flight.ts';

/** TABLE: all that the orchestrator may ask the server to do. Nothing here removes data. */
export const allowedWrites = {
	setLocation: endpoints.setLocation,
	addTags: endpoints.addTags,
	removeTags: endpoints.removeTags,
} as const;

/** TABLE: all that it may read. */
export const allowedReads = {
	version: endpoints.version,
	processInfo: endpoints.processInfo,
	webapiVersion: endpoints.webapiVersion,
	preferences: endpoints.preferences,
	maindata: endpoints.maindata,
	torrents: endpoints.torrents,
	files: endpoints.files,
	categories: endpoints.categories,
	log: endpoints.log,
	freeSpaceAtPath: endpoints.freeSpaceAtPath,
	directoryContent: endpoints.directoryContent,
} as const;

/** What the loop can do to the server: this, and no more. */
export type Mover = {
	setLocation: (hash: Hash, to: string) => Promise<Answer>;
	addTags: (hash: Hash, tags: readonly string[]) => Promise<void>;
	removeTags: (hash: Hash, tags: readonly string[]) => Promise<void>;
};

/** Only for the operator’s verb: points a torrent at a copy that exists, and has it checked. */
export type Releaser = {
	/** @param isThere it points there already */
	release: (hash: Hash, to: string, isThere: boolean) => Promise<void>;
};

export const createMover = (client: Client): Mover => ({
	setLocation: async (hash, to) => {
		if (!isOneHash(hash) || to === '') return 'rejected';
		try {
			await client.ask(allowedWrites.setLocation, {hashes: hash, location: to});
			return 'accepted';
		} catch (error) {
			return answerOf(error);
		}
	},
	addTags: (hash, tags) => ask(client, 'addTags', hash, tags),
	removeTags: (hash, tags) => ask(client, 'removeTags', hash, tags),
});

export const createReleaser = (client: Client): Releaser => ({
	release: async (hash, to, isThere) => {
		if (!isOneHash(hash) || to === '') throw new Error('A release needs one torrent and a place.');
		// The server checks by itself what it finds where it moves something. To ask for a check while
		// it moves leaves 5.1.0 checking for ever (seen on libtorrent of Debian 13).
		if (isThere) await client.ask(endpoints.recheck, {hashes: hash});
		else await client.ask(endpoints.setLocation, {hashes: hash, location: to});
	},
});

/** `all`, and several joined with |, are what a bug would send. */
const isOneHash = (hash: Hash): boolean => /^[0-9a-f]{40}$/i.test(hash);

const ask = async (
	client: Client,
	verb: 'addTags' | 'removeTags',
	hash: Hash,
	tags: readonly string[],
): Promise<void> => {
	// Without names, the server takes all tags away.
	const named = tags.length > 0 && tags.every(tag => tag.trim() !== '' && !tag.includes(','));
	if (!isOneHash(hash) || !named) throw new Error('Tags are named one by one, for one torrent.');
	await client.ask(allowedWrites[verb], {hashes: hash, tags: tags.join(',')});
};

/** Only what was surely not executed is called so; all else is doubt. */
export const answerOf = (thrown: unknown): Answer => {
	const error = toQbitError(thrown);
	if (error.status !== undefined && error.status >= 500) return 'unknown';
	switch (error.code) {
		case 'Conflict':
			return 'noFolder';
		case 'NotFound':
		case 'Unsupported':
			return 'rejected';
		case 'LoginRefused':
		case 'Banned':
		case 'HostRefused':
		case 'SessionLost':
		case 'Forbidden':
		case 'TlsRefused':
			return 'notHeard';
		default:
			return isAway(error) && !isUnknown(error) ? 'notHeard' : 'unknown';
	}
};
