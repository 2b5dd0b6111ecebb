import {
	type CreateOptions,
	formats,
	isPieceSize,
	wrongUrl,
	wrongWebSeed,
} from '../qbit/create/options.ts';
import {readFormat, readTiers, readUrls} from '../qbit/create/read-values.ts';
import {readSize} from '../space/plan/amounts.ts';
import {UsageError} from './failure.ts';

type Options = Partial<CreateOptions>;

type Row = {
	help: string;
} & (
	| {type: 'boolean'; option: () => Options}
	/** @returns the option, or what is wrong with the text: "--flag" comes before it */
	| {type: 'string'; many?: true; option: (texts: readonly string[]) => Options | string}
);

/** TABLE: the flags that say how the torrent is made; what is not given is as the server does it. */
export const createFlags: Readonly<Record<string, Row>> = {
	format: {
		type: 'string',
		help: `Format of the torrent: ${formats.join(', ')}; hybrid when not given`,
		option: ([text = '']) => {
			const format = readFormat(text);
			return format ? {format} : `must be one of ${formats.join(', ')}.`;
		},
	},
	'piece-size': {
		type: 'string',
		help: 'Piece size in bytes, or 256K, 1M and so on: a power of two; when not given, the server chooses',
		option: ([text = '']) => {
			const pieceSize = readSize(text);
			return pieceSize !== undefined && isPieceSize(pieceSize)
				? {pieceSize}
				: 'must be a power of two from 16K to 128M.';
		},
	},
	private: {
		type: 'boolean',
		help: 'Only the trackers tell of it: no DHT, no exchange between peers',
		option: () => ({isPrivate: true}),
	},
	tracker: {
		type: 'string',
		many: true,
		help: 'Address of a tracker; each --tracker is a tier of its own, commas separate the trackers of one tier',
		option: texts => {
			const trackers = texts.flatMap(readTiers);
			const wrong = trackers.flat().map(wrongUrl).find(Boolean);
			return wrong === undefined ? {trackers} : `is wrong: ${wrong}`;
		},
	},
	'web-seed': {
		type: 'string',
		many: true,
		help: 'Address from which the files can be had over HTTP; may be given more than once',
		option: texts => {
			const webSeeds = texts.flatMap(readUrls);
			const wrong = webSeeds.map(wrongWebSeed).find(Boolean);
			return wrong === undefined ? {webSeeds} : `is wrong: ${wrong}`;
		},
	},
	comment: {
		type: 'string',
		help: 'A comment, for people',
		option: ([comment = '']) => ({comment}),
	},
	source: {
		type: 'string',
		help: 'Source tag, which changes the info-hash; private trackers ask for it',
		option: ([label = '']) => ({label}),
	},
	'server-file': {
		type: 'string',
		help: 'Also write the .torrent to this path on the server',
		option: ([file = '']) => ({file}),
	},
	dotfiles: {
		type: 'boolean',
		help: 'Files whose names begin with a dot, too (qBittorrent 5.3 and later)',
		option: () => ({withDotfiles: true}),
	},
};

/** @throws UsageError that names the flag, for one without a value or with a wrong one */
export const readCreateOptions = (given: Readonly<Record<string, unknown>>): Options => {
	const options: Options = {};
	for (const [name, row] of Object.entries(createFlags)) {
		const value = given[name];
		if (row.type === 'boolean') {
			if (value === true) Object.assign(options, row.option());
			continue;
		}
		if (value === undefined) continue;
		const texts = [value].flat().map(text => String(text).trim());
		if (texts.includes('')) throw new UsageError(`--${name} needs a value.`);
		const option = row.option(texts);
		if (typeof option === 'string') throw new UsageError(`--${name} ${option}`);
		Object.assign(options, option);
	}
	return options;
};
