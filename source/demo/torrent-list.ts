import type {Torrent} from '../qbit/types.ts';
import {trackersOf} from './details.ts';
import {filesOf} from './files.ts';
import {
	type Answer,
	type Call,
	flag,
	integer,
	json,
	param,
	type Route,
	refuse,
	text,
} from './http.ts';

type Test = (torrent: Torrent) => boolean;

const isActive: Test = ({dlspeed, upspeed}) => dlspeed + upspeed > 0;
const isStopped: Test = ({state}) => state.startsWith('stopped');
const inStates =
	(...states: string[]): Test =>
	({state}) =>
		states.includes(state);

/** TABLE: `filter`; an unknown name means all, as on the server. */
const filters: Record<string, Test> = {
	downloading: ({state}) => state.endsWith('DL') || state === 'downloading',
	seeding: inStates('uploading', 'stalledUP', 'forcedUP', 'queuedUP', 'checkingUP'),
	completed: ({progress, state}) => progress === 1 && state !== 'checkingDL',
	stopped: isStopped,
	running: torrent => !isStopped(torrent),
	active: isActive,
	inactive: torrent => !isActive(torrent),
	stalled: inStates('stalledUP', 'stalledDL'),
	stalled_uploading: inStates('stalledUP'),
	stalled_downloading: inStates('stalledDL', 'metaDL'),
	checking: inStates('checkingUP', 'checkingDL', 'checkingResumeData'),
	moving: inStates('moving'),
	errored: inStates('error', 'missingFiles'),
};

/** TABLE: the other ways to choose; each is off when its parameter is absent. */
const chooses: Record<string, (torrent: Torrent, wanted: string) => boolean> = {
	filter: (torrent, wanted) => filters[wanted]?.(torrent) ?? true,
	category: (torrent, wanted) => torrent.category === wanted,
	tag: (torrent, wanted) =>
		wanted === '' ? torrent.tags === '' : torrent.tags.split(', ').includes(wanted),
	hashes: (torrent, wanted) => wanted === '' || wanted.split('|').includes(torrent.hash),
	private: (torrent, wanted) => torrent.private === (wanted === 'true'),
};

const isChosen = (call: Call, torrent: Torrent): boolean =>
	Object.entries(chooses).every(([name, test]) => {
		const wanted = call.params.get(name);
		return wanted === undefined || test(torrent, wanted);
	});

type Row = Record<string, unknown>;

/** Only maindata has these. */
const elsewhere = ['has_tracker_warning', 'has_tracker_error', 'has_other_announce_error'];

const toRow = (call: Call, torrent: Torrent): Row => {
	const row: Row = {...torrent};
	for (const name of elsewhere) delete row[name];
	const item = call.world.items.get(torrent.hash);
	if (item && flag(call, 'includeTrackers')) row.trackers = trackersOf(item, call.world);
	if (item && flag(call, 'includeFiles')) row.files = filesOf(item);
	return row;
};

const compare = (a: unknown, b: unknown): number => {
	if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
	return Number(a) - Number(b);
};

/** From the end when negative. */
const page = (call: Call, rows: Row[]): Row[] => {
	const asked = integer(call, 'offset') ?? 0;
	const offset = asked < 0 ? Math.max(0, rows.length + asked) : asked;
	const limit = integer(call, 'limit') ?? 0;
	return rows.slice(offset, limit > 0 ? offset + limit : undefined);
};

const info = (call: Call): Answer => {
	const {torrents} = call.world.published;
	const rows = [...torrents.values()]
		.filter(torrent => isChosen(call, torrent))
		.map(torrent => toRow(call, torrent));
	const by = param(call, 'sort');
	if (by !== '') {
		if (rows[0] && !(by in rows[0])) return refuse(400, "'sort' parameter is invalid");
		rows.sort((a, b) => compare(a[by], b[by]) * (flag(call, 'reverse') ? -1 : 1));
	}
	return json(page(call, rows));
};

/** TABLE: the list, by another way than maindata. */
export const listRoutes: readonly Route[] = [
	{path: 'torrents/info', method: 'GET', run: info},
	{path: 'torrents/count', method: 'GET', run: ({world}) => text(world.items.size)},
];
