import {QbitError} from './errors.ts';
import {isRecord} from './shape.ts';
import type {Delta, ServerState} from './types.ts';

const isNumber = (value: unknown): boolean => typeof value === 'number';
const isText = (value: unknown): boolean => typeof value === 'string';
const isTruth = (value: unknown): boolean => typeof value === 'boolean';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

const isRecordOf =
	(test: (value: unknown) => boolean) =>
	(value: unknown): boolean =>
		isRecord(value) && Object.values(value).every(test);

/** Fields that are not listed are a later server's, and pass. */
const isObject =
	(fields: Readonly<Record<string, (value: unknown) => boolean>>) =>
	(value: unknown): boolean =>
		isRecord(value) &&
		Object.entries(fields).every(([name, test]) => value[name] === undefined || test(value[name]));

const serverState: {readonly [Field in keyof ServerState]-?: (value: unknown) => boolean} = {
	connection_status: isText,
	dht_nodes: isNumber,
	dl_info_data: isNumber,
	dl_info_speed: isNumber,
	dl_rate_limit: isNumber,
	up_info_data: isNumber,
	up_info_speed: isNumber,
	up_rate_limit: isNumber,
	alltime_dl: isNumber,
	alltime_ul: isNumber,
	free_space_on_disk: isNumber,
	global_ratio: isText,
	queueing: isTruth,
	refresh_interval: isNumber,
	total_peer_connections: isNumber,
	use_alt_speed_limits: isTruth,
	read_cache_overload: isText,
	write_cache_overload: isText,
	last_external_address_v4: isText,
	last_external_address_v6: isText,
};

const category = isObject({
	name: isText,
	savePath: isText,
	download_path: value => value === null || value === false || isText(value),
});

/** TABLE: what each part of `sync/maindata` must be when it is there; torrents apart. */
const parts: {readonly [Part in Exclude<keyof Delta, 'torrents'>]-?: (value: unknown) => boolean} =
	{
		rid: isNumber,
		full_update: isTruth,
		torrents_removed: isTexts,
		categories: isRecordOf(category),
		categories_removed: isTexts,
		tags: isTexts,
		tags_removed: isTexts,
		trackers: isRecordOf(isTexts),
		trackers_removed: isTexts,
		server_state: isObject(serverState),
	};

/**
 * The shape of everything but the torrents, which are left as they are.
 *
 * @throws QbitError BadReply, which names the part that is wrong
 */
export const checkFrame = (
	value: unknown,
): {frame: Omit<Delta, 'torrents'>; torrents: Record<string, unknown>} => {
	if (!isRecord(value)) throw new QbitError('BadReply', 'The answer is not a JSON object.');
	const {rid, torrents = {}, ...others} = value;
	if (typeof rid !== 'number') throw new QbitError('BadReply', 'The answer has no rid.');
	for (const [name, test] of Object.entries(parts)) {
		if (value[name] !== undefined && !test(value[name])) throw wrongPart(name);
	}
	if (!isRecord(torrents)) throw wrongPart('torrents');
	return {frame: {...others, rid}, torrents};
};

const wrongPart = (name: string): QbitError =>
	new QbitError('BadReply', `${name} in the answer has another shape than it should.`);
