import {notAbsolute} from '../absolute-path.ts';
import type {ServerVersion} from '../client.ts';
import {compareVersions} from '../endpoints.ts';

export type TorrentFormat = 'v1' | 'v2' | 'hybrid';

export const formats: readonly TorrentFormat[] = ['hybrid', 'v1', 'v2'];

/** What a torrent is made of, and how. What is absent is as the server does it. */
export type CreateOptions = {
	/** From the root, as the server sees it; no separator at its end. */
	source: string;
	format?: TorrentFormat;
	/** Bytes. */
	pieceSize?: number;
	isPrivate?: boolean;
	/** By tier. */
	trackers?: readonly (readonly string[])[];
	webSeeds?: readonly string[];
	comment?: string;
	/** The field "source" within the torrent. */
	label?: string;
	/** Where the server is to write the .torrent. Until 5.1 its folder must be there. */
	file?: string;
	/** 5.3+: files whose names begin with a dot, too. */
	withDotfiles?: boolean;
};

/** What this server understands. */
export type Abilities = {
	/** Takes the percent signs out of each URL (5.2+): they are to be put in. */
	decodes: boolean;
	/** Can be told what to do with dotfiles (5.3+). */
	dotfiles: boolean;
};

export const abilitiesOf = (version: ServerVersion | undefined): Abilities => ({
	decodes: version !== undefined && compareVersions(version.webapi, '2.15') >= 0,
	dotfiles: version !== undefined && compareVersions(version.webapi, '2.16') >= 0,
});

type Value = string | number | boolean | undefined;

/** TABLE: what is sent to `torrentcreator/addTask`. */
const rows: ReadonlyArray<{
	field: string;
	/** For people, where it may be left out when the server refuses it. */
	name?: string;
	value: (options: CreateOptions, abilities: Abilities) => Value;
}> = [
	{field: 'sourcePath', value: ({source}) => source},
	// The server would add it by its own settings, and until 5.1 wrongly: qbtui adds it itself.
	{field: 'startSeeding', value: () => false},
	// Never left out: what was to be private must not become public.
	{field: 'private', value: ({isPrivate}) => isPrivate},
	{field: 'format', name: 'the format', value: ({format}) => format},
	{field: 'pieceSize', name: 'the piece size', value: ({pieceSize}) => pieceSize},
	{field: 'comment', name: 'the comment', value: ({comment}) => comment},
	{field: 'source', name: 'the source tag', value: ({label}) => label},
	{
		field: 'trackers',
		name: 'the trackers',
		value: ({trackers = []}, {decodes}) =>
			trackers.map(tier => tier.map(encodedIf(decodes)).join('|')).join('||') || undefined,
	},
	{
		field: 'urlSeeds',
		name: 'the web seeds',
		value: ({webSeeds = []}, {decodes}) => webSeeds.map(encodedIf(decodes)).join('|') || undefined,
	},
	{field: 'torrentFilePath', name: 'the file on the server', value: ({file}) => file},
	{
		field: 'ignoreDotfiles',
		name: 'the dotfiles',
		value: ({withDotfiles}, {dotfiles}) =>
			dotfiles && withDotfiles !== undefined ? !withDotfiles : undefined,
	},
];

const encodedIf =
	(decodes: boolean) =>
	(url: string): string =>
		decodes ? encodeURIComponent(url) : url;

export type TaskParams = Readonly<Record<string, string | number | boolean>>;

/** @param without fields that the server does not take */
export const paramsOf = (
	options: CreateOptions,
	abilities: Abilities,
	without: ReadonlySet<string> = new Set(),
): TaskParams => {
	const params: Record<string, string | number | boolean> = {};
	for (const {field, value} of rows) {
		const given = value(options, abilities);
		if (given !== undefined && given !== '' && !without.has(field)) params[field] = given;
	}
	return params;
};

/** Of what is sent, what could be left out. */
export const droppable = (params: TaskParams): string[] =>
	rows.flatMap(({field, name}) => (name !== undefined && field in params ? field : []));

export const nameOfField = (field: string): string =>
	rows.find(row => row.field === field)?.name ?? field;

/** Bytes. libtorrent 2 takes no other than powers of two between these. */
export const [leastPiece, mostPiece] = [2 ** 14, 2 ** 27];

export const isPieceSize = (bytes: number): boolean =>
	bytes >= leastPiece && bytes <= mostPiece && Number.isInteger(Math.log2(bytes));

export const wrongUrl = (url: string): string | undefined =>
	/^(https?|udp|wss?):\/\/[^\s/]+/i.test(url) && URL.canParse(url)
		? undefined
		: `${url} is not the address of a tracker.`;

export const wrongWebSeed = (url: string): string | undefined =>
	/^(https?|ftp):\/\/[^\s/]+/i.test(url) && URL.canParse(url)
		? undefined
		: `${url} is not the address of a web seed.`;

/** Why this can't be sent to this server, or undefined. */
export const wrongOptions = (options: CreateOptions, abilities: Abilities): string | undefined => {
	const {source, pieceSize, trackers = [], webSeeds = [], file, withDotfiles} = options;
	const urls = [...trackers.flat(), ...webSeeds];
	if (source === '') return 'It needs a file or folder.';
	if (notAbsolute(source)) return `${source} must be a path from the root, as the server sees it.`;
	if (/^([a-z]:)?[\\/]?$/i.test(source)) return 'A whole disk can’t be made a torrent.';
	if (pieceSize !== undefined && !isPieceSize(pieceSize)) {
		return 'A piece has 16 KiB to 128 MiB, and is a power of two.';
	}
	if (withDotfiles && !abilities.dotfiles) {
		return 'This server always leaves dotfiles out: 5.3 is the first that can be told.';
	}
	if (!abilities.decodes && urls.some(url => url.includes('|'))) {
		return 'This server takes no | within an address.';
	}
	if (file !== undefined && notAbsolute(file)) {
		return 'The file on the server must be a path from the root.';
	}
	return trackers.flat().map(wrongUrl).find(Boolean) ?? webSeeds.map(wrongWebSeed).find(Boolean);
};

/** The name that the torrent gets. */
export const nameFrom = (source: string): string =>
	source.slice(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);

/** Without the separators at its end: the name of the torrent would be empty. */
export const withoutEnd = (source: string): string => source.replace(/(?<=[^:\\/])[\\/]+$/, '');

/** The folder that holds it. */
export const placeOf = (source: string): string => {
	const at = Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\'));
	return /^[a-z]:$/i.test(source.slice(0, at))
		? source.slice(0, at + 1)
		: source.slice(0, at) || '/';
};
