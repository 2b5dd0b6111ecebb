import type {Client} from '../client.ts';
import {isQbitError} from '../errors.ts';
import {placeOf} from './options.ts';
import {seeSource, whyNoSource} from './source.ts';
import type {CreatorTask} from './task.ts';

/** TABLE: what the numbers in the server's message mean; its words are translated, and mislead. */
const reasons: ReadonlyArray<{code: string; means: string}> = [
	{code: 'libtorrent:9', means: 'All files in it are empty.'},
	{code: 'system:2', means: 'A file went away while the others were read.'},
	{code: 'generic:2', means: 'A file went away while the others were read.'},
	{code: 'libtorrent:48', means: 'The server does not take a piece size as that.'},
	{code: 'system:13', means: 'The server may not read all of it.'},
	{code: 'generic:13', means: 'The server may not read all of it.'},
	{code: 'system:5', means: 'The disk gave an error while it was read.'},
	{code: 'generic:5', means: 'The disk gave an error while it was read.'},
	{
		code: 'system:14',
		means: 'The server could not read all of it: a file was cut short meanwhile.',
	},
	// The first error ends all other reads, and one of those may be what is told.
	{
		code: 'system:125',
		means:
			'The server could not read all of it: a file was cut short or went away meanwhile, or may not be read.',
	},
	{code: 'system:28', means: 'The disk is full on which the server writes the .torrent.'},
];

const badPiece = '[libtorrent:48]';

/** The server can make it, but not with pieces of that size. */
export const refusesPiece = ({error}: Pick<CreatorTask, 'error'>): boolean =>
	error.includes(badPiece);

/** Why a task has failed: as the numbers say, or as the server finds its source and file now. */
export const explainFailure = async (client: Client, task: CreatorTask): Promise<string> => {
	const said = task.error === '' ? 'The server does not say why.' : task.error;
	const known = reasons.find(({code}) => task.error.includes(`[${code}]`));
	if (known) return `${known.means} The server says: ${said}`;
	const why = await lookAgain(client, task).catch(error => {
		if (isQbitError(error)) return undefined;
		throw error;
	});
	return why === undefined ? `The server says: ${said}` : `${why} The server says: ${said}`;
};

const lookAgain = async (client: Client, task: CreatorTask): Promise<string | undefined> => {
	const source = await seeSource(client, task.source);
	const missing = whyNoSource(task.source, source, !task.ignoresDotfiles);
	if (missing) return missing.message;
	if (task.file === '') return undefined;
	const folder = await seeSource(client, placeOf(task.file));
	return folder.is === 'missing'
		? `The server has no folder ${placeOf(task.file)} for the .torrent, and made none.`
		: undefined;
};
