import type {Finding, Rung} from '../../qbit/doctor/shape.ts';
import type {Visit} from '../../qbit/doctor/visit.ts';
import {isRecord, parseJson} from '../../qbit/shape.ts';
import {deviceOf, sizeAt} from '../disk.ts';
import {isWithin, toHere} from '../paths.ts';
import type {SpaceParts} from './parts.ts';

/** Enough to tell a right path from a wrong one, for each folder that is mapped. */
const mostSamples = 3;
/** So many torrents are asked for, to find some below each folder. */
const mostTorrents = 500;

/** Whether this machine finds the server’s files where the settings say, tried on torrents that are whole. */
export const pathRung = (parts: SpaceParts): Rung => ({
	name: 'path_mapping',
	title: 'This machine finds the server’s files',
	needs: ['authenticated_call'],
	ask: async visit => {
		const {pathMap, sameMachine} = parts;
		if (pathMap.length === 0 && !sameMachine) {
			return {
				status: 'skip',
				detail:
					'path_map is not set: the server is another machine, and its files are not looked at from here.',
			};
		}
		const contents = await contentPaths(visit);
		const folders = pathMap.length === 0 ? [['/', '/'] as const] : pathMap;
		const found = await Promise.all(folders.map(pair => lookBelow(pair, contents, parts)));
		return sumUp(found, parts);
	},
});

type Found = {
	server: string;
	here: string;
	isThere: boolean;
	seen: number;
	missing: readonly string[];
};

const lookBelow = async (
	[server, here]: readonly [string, string],
	contents: readonly string[],
	{pathMap}: SpaceParts,
): Promise<Found> => {
	const map = pathMap.length === 0 ? ([['/', '/']] as const) : pathMap;
	// A longer pair may be about a folder below this one.
	const samples = contents
		.filter(path => isWithin(path, server) && toHere(path, map) === toHere(path, [[server, here]]))
		.slice(0, mostSamples);
	const missing: string[] = [];
	for (const path of samples) {
		const mine = toHere(path, map);
		if (mine === undefined || (await sizeAt(mine)) === 'none') missing.push(path);
	}
	const isThere = (await deviceOf(here)) !== undefined;
	return {server, here, isThere, seen: samples.length - missing.length, missing};
};

const sumUp = (all: readonly Found[], parts: SpaceParts): Finding => {
	const bad = all.find(({isThere, missing}) => !isThere || missing.length > 0);
	if (bad) return wrong(bad, parts);
	const seen = all.reduce((sum, each) => sum + each.seen, 0);
	const pairs = all.map(({server, here}) => (server === here ? server : `${server} is ${here}`));
	const where = parts.pathMap.length === 0 ? 'under the same paths' : `(${pairs.join(', ')})`;
	return seen === 0
		? {
				status: 'pass',
				detail: `No torrent that is whole lies there to try it on ${where}; the folders are there.`,
			}
		: {
				status: 'pass',
				detail: `Tried on ${seen} ${seen === 1 ? 'torrent that is' : 'torrents that are'} whole: found ${where}.`,
			};
};

const wrong = ({server, here, isThere, seen, missing}: Found, parts: SpaceParts): Finding => {
	const [example = server] = missing;
	if (parts.pathMap.length === 0) {
		return {
			status: 'warn',
			detail: `The server has “${example}”, and this machine has nothing there: qBittorrent seems to run in a container.`,
			evidence: `${missing.length} of ${missing.length + seen} torrents that are whole were not found under their own paths.`,
			advice: [
				'Say where its folders are on this machine: path_map {"/downloads": "/srv/downloads"} in the config file, or QBTUI_PATH_MAP=/downloads=/srv/downloads. The container’s volumes name both sides: docker inspect -f "{{json .Mounts}}" qbittorrent.',
			],
		};
	}
	return {
		status: 'warn',
		detail: isThere
			? `path_map says that ${server} is ${here}, but ${missing.length} of ${missing.length + seen} torrents were not found there.`
			: `path_map says that ${server} is ${here}, but there is no such folder here.`,
		...(isThere ? {evidence: `Looked for “${toHere(example, parts.pathMap) ?? here}”.`} : {}),
		advice: [
			isThere
				? 'Compare both sides: the same file must be at the end of both paths. A mount that is missing shows as an empty folder.'
				: 'Mount it, or correct path_map.',
			`Verify with: ls ${here}`,
		],
	};
};

/** Where the torrents lie that are whole, as the server says. */
const contentPaths = async (visit: Visit): Promise<string[]> => {
	const answer = await visit.call(`torrents/info?filter=completed&limit=${mostTorrents}`);
	if (answer.status !== 200) return [];
	const rows: unknown = parseJson(answer.text);
	if (!Array.isArray(rows)) return [];
	return rows.flatMap((row: unknown) =>
		isRecord(row) &&
		row.progress === 1 &&
		typeof row.content_path === 'string' &&
		row.state !== 'moving'
			? [row.content_path]
			: [],
	);
};
