import {resolve} from 'node:path';
import {isFolder, placeFor} from '../snapshot/files.ts';
import {fromHome} from '../space/home-folder.ts';
import {countsText} from '../views/state/words.ts';
import {type Command, exitCodes} from './command.ts';
import {UsageError} from './failure.ts';
import {json, prose} from './print.ts';

const flags = {
	'dry-run': {type: 'boolean', help: 'Only say what would be saved, and where'},
} as const;

/** `qbtui --save-state [FILE]`: called by a flag, as it always was. */
export const saveState: Command = {
	name: '--save-state',
	usage: '[FILE]',
	help: 'Save a snapshot of all torrents, print its path and counts',
	flags,
	run: async context => {
		const {args, flags: given, json: asJson, out, openEngine} = context;
		// Other flags may stand between it and the file.
		const [file, ...rest] = [given['save-state'], ...args].filter(word => word !== '');
		if (rest.length > 0) throw new UsageError('--save-state takes one file at most.');
		if (given.demo === true && file === undefined) {
			throw new UsageError('The demo keeps nothing: name a file to save its state.', []);
		}
		const {snapshots} = await openEngine();
		if (given['dry-run'] === true) {
			const path = typeof file === 'string' ? await placeOf(file) : snapshots.folder;
			const {counts} = await snapshots.now();
			const {torrents, jobs, categories, tags} = counts;
			const text = [`Would be saved: ${path}`, countsText(counts)];
			if (asJson) out.write(json({dry_run: true, path, torrents, jobs, categories, tags}));
			else out.write(prose(text, out.width));
			return exitCodes.done;
		}
		const {path, bytes, snapshot} = await snapshots
			.save({
				kind: 'asked',
				...(typeof file === 'string' && {file}),
				...(given['with-torrents'] === true && {withTorrents: 'all'}),
				onProgress: (done, all) => out.progress(`.torrent files: ${done} of ${all}`),
			})
			.finally(() => out.progress(''));
		const {torrents, jobs, categories, tags, torrent_files} = snapshot.counts;
		if (asJson) {
			out.write(json({path, torrents, jobs, categories, tags, bytes, torrent_files}));
			return exitCodes.done;
		}
		out.write(prose([path, countsText(snapshot.counts)], out.width));
		return exitCodes.done;
	},
};

/** A folder, or the file itself. @throws SnapshotError when it can’t be there */
const placeOf = async (file: string): Promise<string> => {
	const path = resolve(fromHome(file));
	return (await isFolder(path)) ? path : placeFor(path);
};
