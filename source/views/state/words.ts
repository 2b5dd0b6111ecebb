import type {FieldChange} from '../../snapshot/diff.ts';
import type {Counts, Kind} from '../../snapshot/shape.ts';
import {plural} from '../format.ts';

/** TABLE: what a snapshot was saved for, as people say it. */
export const kindWords: Readonly<Record<Kind, string>> = {
	asked: 'by you',
	before_removal: 'before a removal',
	schedule: 'by the clock',
};

/** "3 torrents, 3 .torrent files, 1 category, 2 tags, 1 job" */
export const countsText = ({torrents, torrent_files, categories, tags, jobs}: Counts): string =>
	[
		plural(torrents, 'torrent'),
		...(torrent_files > 0 ? [plural(torrent_files, '.torrent file')] : []),
		categories === 1 ? '1 category' : `${categories} categories`,
		plural(tags, 'tag'),
		plural(jobs, 'job'),
	].join(', ');

/** "category films → none; complete true → false" */
export const changesText = (changes: readonly FieldChange[]): string =>
	changes.map(({field, from, to}) => `${field} ${shown(from)} → ${shown(to)}`).join('; ');

const shown = (value: unknown): string => (value === '' ? 'none' : String(value));
