import {readAddAnswer} from './add-answer.ts';
import {readTaskId, readTasks} from './create/task.ts';
import {
	readFile,
	readLog,
	readPeersAdded,
	readProperties,
	readTorrentPeers,
	readTrackers,
} from './details-shape.ts';
import {
	bytes,
	done,
	type Endpoint,
	fromJson,
	get,
	nothing,
	number,
	numbers,
	post,
	record,
	records,
	strings,
	text,
} from './endpoint.ts';
import {readList} from './read-list.ts';
import {readMaindata} from './read-maindata.ts';

/** 5.0 renamed pause and resume. */
const v5 = {since: '2.11'};
const v4 = {until: '2.11'};
/** What came with 5.0; its first released number. */
const v50 = {since: '2.11.2'};
/** What came with 5.2; its first released number. */
const v52 = {since: '2.15'};

/** TABLE: every call that qbtui makes. `hashes` is a list joined with |; nothing is sent as `all`. */
export const endpoints = {
	login: post('auth/login', text),
	logout: post('auth/logout', nothing),
	version: get('app/version', text),
	webapiVersion: get('app/webapiVersion', text),
	/** launch_time, in seconds since 1970: another one after a restart. */
	processInfo: get('app/processInfo', record, v52),
	preferences: get('app/preferences', record),
	/** json: the preferences that change. What can’t be read is ignored without a word. */
	setPreferences: post('app/setPreferences', done),
	/** libtorrent: "2.0.11.0"; with 1.2 a server makes v1 torrents only. */
	buildInfo: get('app/buildInfo', record),
	freeSpaceAtPath: get('app/getFreeSpaceAtPath', number, {since: '2.15.2'}),
	/** dirPath, mode (all, dirs, files): absolute paths, unsorted. */
	directoryContent: get('app/getDirectoryContent', strings, v50),
	/** dirPath, withMetadata: the same as records with name (without its folder), type, size. */
	directoryRecords: get('app/getDirectoryContent', records, v52),
	maindata: {method: 'GET', path: 'sync/maindata', read: readMaindata},
	/** hash, rid: 0 whenever the torrent is another one, as the server remembers one list only. */
	torrentPeers: get('sync/torrentPeers', fromJson(readTorrentPeers)),
	/** normal, info, warning, critical, last_known_id: -1 after a new login. */
	log: get('log/main', fromJson(readLog)),

	torrents: get('torrents/info', records),
	properties: get('torrents/properties', fromJson(readProperties)),
	trackers: get('torrents/trackers', fromJson(readTrackers)),
	files: get('torrents/files', readList(readFile)),
	pieceStates: get('torrents/pieceStates', numbers),
	pieceAvailability: get('torrents/pieceAvailability', numbers, v52),
	/** hash: a .torrent file; 409 without metadata. */
	export: get('torrents/export', bytes),
	/** A form with files: see `fieldsOf` in `add-options.ts`. */
	add: post('torrents/add', readAddAnswer),

	stop: post('torrents/stop', done, v5),
	start: post('torrents/start', done, v5),
	pause: post('torrents/pause', done, v4),
	resume: post('torrents/resume', done, v4),
	setForceStart: post('torrents/setForceStart', done),
	/** hashes, deleteFiles. */
	delete: post('torrents/delete', done),
	recheck: post('torrents/recheck', done),
	reannounce: post('torrents/reannounce', done),
	/** hashes, urls: joined with |, each percent-encoded; older servers announce to all. */
	reannounceTo: post('torrents/reannounce', done, v52),
	/** hash, name. */
	rename: post('torrents/rename', done),
	setComment: post('torrents/setComment', done, v52),
	/** hashes, location: absolute. 200 means that it is queued, not that it is moved. */
	setLocation: post('torrents/setLocation', done),
	/** hashes, enable. */
	setAutoManagement: post('torrents/setAutoManagement', done),
	/** hashes, limit in bytes per second; 0 = none. */
	setDownloadLimit: post('torrents/setDownloadLimit', done),
	setUploadLimit: post('torrents/setUploadLimit', done),
	setShareLimits: post('torrents/setShareLimits', done),
	setSuperSeeding: post('torrents/setSuperSeeding', done),
	toggleSequentialDownload: post('torrents/toggleSequentialDownload', done),
	toggleFirstLastPiecePrio: post('torrents/toggleFirstLastPiecePrio', done),
	/** 409 when the server’s queue is switched off. */
	topPrio: post('torrents/topPrio', done),
	bottomPrio: post('torrents/bottomPrio', done),
	increasePrio: post('torrents/increasePrio', done),
	decreasePrio: post('torrents/decreasePrio', done),

	categories: get('torrents/categories', record),
	/** hashes, category: '' = none; 409 when there is no such. */
	setCategory: post('torrents/setCategory', done),
	createCategory: post('torrents/createCategory', done),
	editCategory: post('torrents/editCategory', done),
	/** categories: one a line. */
	removeCategories: post('torrents/removeCategories', done),
	tags: get('torrents/tags', strings),
	addTags: post('torrents/addTags', done),
	/** Without tags it takes all of them away. */
	removeTags: post('torrents/removeTags', done),
	createTags: post('torrents/createTags', done),
	/** From the server and from every torrent. */
	deleteTags: post('torrents/deleteTags', done),

	/** hash, id: numbers joined with |, priority: 0 not wanted, 1 normal, 6 high, 7 highest. */
	filePrio: post('torrents/filePrio', done),
	renameFile: post('torrents/renameFile', done),
	renameFolder: post('torrents/renameFolder', done),
	addTrackers: post('torrents/addTrackers', done),
	editTracker: post('torrents/editTracker', done),
	removeTrackers: post('torrents/removeTrackers', done),
	addPeers: post('torrents/addPeers', fromJson(readPeersAdded)),
	banPeers: post('transfer/banPeers', done),

	/** See `create/options.ts`. 409: there are as many as it keeps (256), and none has ended. */
	addTask: post('torrentcreator/addTask', fromJson(readTaskId), v50),
	/** All tasks, of all sessions. */
	tasks: get('torrentcreator/status', fromJson(readTasks), v50),
	/** taskID: a .torrent file; 409 unfinished, failed, or no longer there. */
	taskFile: get('torrentcreator/torrentFile', bytes, v50),
	/** taskID; one that runs is ended. */
	deleteTask: post('torrentcreator/deleteTask', done, v50),

	/** 1 when the alternative limits are on. */
	speedLimitsMode: get('transfer/speedLimitsMode', number),
	/** mode: 1 when they are to be on. */
	setSpeedLimitsMode: post('transfer/setSpeedLimitsMode', done),
} satisfies Record<string, Endpoint<unknown>>;

/** Orders "2.8.19" before "2.11.4"; a missing part counts as 0 (the server prints 2.16.0 as 2.16). */
export const compareVersions = (a: string, b: string): number => {
	const [left, right] = [parts(a), parts(b)];
	for (let i = 0; i < Math.max(left.length, right.length); i++) {
		const difference = (left[i] ?? 0) - (right[i] ?? 0);
		if (difference !== 0) return difference;
	}
	return 0;
};

const parts = (version: string): number[] =>
	version
		.replace(/^v/, '')
		.split('.')
		.map(part => Number.parseInt(part, 10) || 0);
