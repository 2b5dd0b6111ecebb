import {isRecord} from '../qbit/shape.ts';
import {checksumOf} from './encode.ts';
import {SnapshotError} from './errors.ts';
import {formatVersion, type Head, type SavedTorrent, type Snapshot} from './shape.ts';

/**
 * The whole text of a file as a snapshot; `name` says in messages which.
 * @throws SnapshotError
 */
export const decodeSnapshot = (text: string, name: string): Snapshot => {
	const content = parse(text, name);
	refuseOthers(content, name);
	if (content.checksum !== checksumOf(content)) {
		throw new SnapshotError(
			'Edited',
			`${name} was changed after it was saved: its checksum does not fit what it holds.`,
		);
	}
	if (!isSnapshot(content)) throw wrongShape(name);
	return content;
};

/** What the beginning of a file says of all of it; its checksum is not looked at. */
export const decodeHead = (firstLine: string, name: string): Head => {
	const content = parse(`${firstLine.replace(/,\s*$/, '')}}`, name);
	refuseOthers(content, name);
	if (!isHead(content)) throw wrongShape(name);
	return content;
};

/** Whether the end of a file is the end of a snapshot. */
export const isWholeEnd = (tail: string): boolean =>
	/"checksum"\s*:\s*"sha256:[0-9a-f]{64}"\s*\}\s*$/.test(tail);

const parse = (text: string, name: string): Record<string, unknown> => {
	let content: unknown;
	try {
		content = JSON.parse(text);
	} catch (cause) {
		const isOurs = /^\s*\{\s*"format"\s*:\s*"qbtui-state"/.test(text);
		throw isOurs ? cutOff(name, cause) : notOurs(name, cause);
	}
	if (!isRecord(content)) throw notOurs(name);
	return content;
};

export const cutOff = (name: string, cause?: unknown): SnapshotError =>
	new SnapshotError('Cut', `${name} is cut off or damaged: it does not end as it should.`, {cause});

const notOurs = (name: string, cause?: unknown): SnapshotError =>
	new SnapshotError('NotSnapshot', `${name} is no snapshot of qbtui.`, {cause});

const wrongShape = (name: string): SnapshotError =>
	new SnapshotError('Edited', `${name} does not hold what a snapshot holds.`);

const refuseOthers = (content: Record<string, unknown>, name: string): void => {
	if (content.format !== 'qbtui-state') throw notOurs(name);
	const {version} = content;
	if (typeof version !== 'number') throw wrongShape(name);
	if (version > formatVersion) {
		throw new SnapshotError(
			'LaterVersion',
			`${name} was saved by a later qbtui: it has version ${version}, and this one reads up to ${formatVersion}.`,
		);
	}
};

const isHead = (content: Record<string, unknown>): content is Record<string, unknown> & Head => {
	const {saved_at, kind, server, counts} = content;
	return (
		typeof saved_at === 'number' &&
		typeof kind === 'string' &&
		isRecord(server) &&
		['address', 'version', 'webapi'].every(name => typeof server[name] === 'string') &&
		isRecord(counts) &&
		['torrents', 'jobs', 'categories', 'tags', 'torrent_files'].every(
			name => typeof counts[name] === 'number',
		)
	);
};

const isTexts = (value: unknown): boolean =>
	Array.isArray(value) && value.every(item => typeof item === 'string');

const isSnapshot = (
	content: Record<string, unknown>,
): content is Record<string, unknown> & Snapshot => {
	const {categories, tags, jobs, torrents} = content;
	return (
		isHead(content) &&
		isRecord(categories) &&
		Object.values(categories).every(isRecord) &&
		isTexts(tags) &&
		Array.isArray(jobs) &&
		Array.isArray(torrents) &&
		torrents.every(isTorrent)
	);
};

const texts = ['hash', 'name', 'state', 'category', 'save_path', 'content_path', 'magnet'];
const numbers = ['size', 'progress', 'dl_limit', 'up_limit', 'ratio_limit', 'seeding_time_limit'];

const isTorrent = (row: unknown): row is SavedTorrent =>
	isRecord(row) &&
	// It becomes the name of a file.
	/^[0-9a-f]{40}$/.test(String(row.hash)) &&
	texts.every(field => typeof row[field] === 'string') &&
	numbers.every(field => typeof row[field] === 'number') &&
	isTexts(row.tags);
