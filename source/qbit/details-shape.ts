import type {
	LogLine,
	Peer,
	PeersAdded,
	PeersDelta,
	Properties,
	TorrentFile,
	Tracker,
	TrackerEndpoint,
} from './details.ts';
import {QbitError} from './errors.ts';
import {asArray, asRecord, isRecord} from './shape.ts';

type Kind = 'string' | 'number' | 'boolean';

/** What each field must be; optional ones may be absent, others that come are left alone. */
type Kinds<Row> = {readonly [Field in keyof Row]-?: Kind};

const fits = <Row extends object>(
	kinds: ReadonlyArray<readonly [field: string, kind: string]>,
	value: unknown,
	needed: ReadonlySet<string>,
): value is Row => {
	if (!isRecord(value)) return false;
	for (const [field, kind] of kinds) {
		const found = value[field];
		// Qt's infinity and "nothing" are sent as null.
		if (found === null && kind === 'number') value[field] = 0;
		else if (found === null) delete value[field];
		else if (found !== undefined && typeof found !== kind) return false;
		if (value[field] === undefined && needed.has(field)) return false;
	}
	return true;
};

/** Reads rows of one shape; `may` names the fields that may be absent. */
const reader = <Row extends object>(
	what: string,
	kinds: Kinds<Row>,
	may: ReadonlyArray<string> = [],
) => {
	const pairs = Object.entries<Kind>(kinds);
	const needed = new Set(pairs.map(([field]) => field).filter(field => !may.includes(field)));
	return (value: unknown): Row => {
		if (fits<Row>(pairs, value, needed)) return value;
		throw new QbitError('BadReply', `What the server tells of ${what} is of another shape.`);
	};
};

const anyFile = reader<TorrentFile>('files', {
	...{index: 'number', name: 'string', size: 'number', progress: 'number'},
	...{priority: 'number', availability: 'number'},
});

/** Tens of thousands come at once: those that are as they should be are not gone through by a table. */
const isFile = (value: unknown): value is TorrentFile =>
	isRecord(value) &&
	typeof value.index === 'number' &&
	typeof value.name === 'string' &&
	typeof value.size === 'number' &&
	typeof value.progress === 'number' &&
	typeof value.priority === 'number' &&
	typeof value.availability === 'number';

/** @throws BadReply, as all of these do, when the answer is of another shape. */
export const readFile = (value: unknown): TorrentFile => (isFile(value) ? value : anyFile(value));

const tracker = reader<Omit<Tracker, 'endpoints'>>(
	'trackers',
	{
		...{url: 'string', tier: 'number', status: 'number', msg: 'string', num_peers: 'number'},
		...{num_seeds: 'number', num_leeches: 'number', num_downloaded: 'number'},
		...{updating: 'boolean', next_announce: 'number', min_announce: 'number'},
	},
	['updating', 'next_announce', 'min_announce'],
);

const trackerEndpoint = reader<TrackerEndpoint>('trackers', {
	...{name: 'string', bt_version: 'number', updating: 'boolean', status: 'number', msg: 'string'},
	...{num_peers: 'number', num_seeds: 'number', num_leeches: 'number', num_downloaded: 'number'},
	...{next_announce: 'number', min_announce: 'number'},
});

const logLine = reader<LogLine>('its log', {
	...{id: 'number', timestamp: 'number', type: 'number', message: 'string'},
});

const peerKinds: Kinds<Peer> = {
	...{client: 'string', connection: 'string', country: 'string', country_code: 'string'},
	...{flags: 'string', flags_desc: 'string', ip: 'string', port: 'number', progress: 'number'},
	...{relevance: 'number', dl_speed: 'number', up_speed: 'number', downloaded: 'number'},
	uploaded: 'number',
};

const peer = reader<Partial<Peer>>('peers', peerKinds, Object.keys(peerKinds));

export const readProperties = reader<Properties>(
	'a torrent',
	{
		...{save_path: 'string', creation_date: 'number', piece_size: 'number', pieces_num: 'number'},
		...{pieces_have: 'number', comment: 'string', created_by: 'string', total_wasted: 'number'},
		...{total_uploaded: 'number', total_downloaded: 'number', up_limit: 'number'},
		...{dl_limit: 'number', time_elapsed: 'number', seeding_time: 'number'},
		...{nb_connections: 'number', nb_connections_limit: 'number', share_ratio: 'number'},
		...{addition_date: 'number', completion_date: 'number', reannounce: 'number'},
		...{seeds: 'number', seeds_total: 'number', peers: 'number', peers_total: 'number'},
		is_private: 'boolean',
	},
	['is_private'],
);

export const readTrackers = (json: unknown): Tracker[] =>
	asArray(json).map(row => {
		const {endpoints} = asRecord(row);
		const read = tracker(row);
		return endpoints === undefined
			? read
			: {...read, endpoints: asArray(endpoints).map(trackerEndpoint)};
	});

export const readLog = (json: unknown): LogLine[] => asArray(json).map(logLine);

export const readTorrentPeers = (json: unknown): PeersDelta => {
	const {rid, full_update, peers = {}, peers_removed = []} = asRecord(json);
	if (typeof rid !== 'number') throw new QbitError('BadReply', 'The list of peers has no rid.');
	return {
		rid,
		full_update: full_update === true,
		peers: new Map(Object.entries(asRecord(peers)).map(([key, row]) => [key, peer(row)])),
		peers_removed: asArray(peers_removed).map(String),
	};
};

const count = (value: unknown): number => (typeof value === 'number' ? value : 0);

export const readPeersAdded = (json: unknown): PeersAdded =>
	new Map(
		Object.entries(asRecord(json)).map(([hash, row]) => {
			const {added, failed} = asRecord(row);
			return [hash, {added: count(added), failed: count(failed)}];
		}),
	);
