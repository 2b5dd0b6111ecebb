import {countsText} from '../views/state/words.ts';
import {type Command, exitCodes} from './command.ts';
import {UsageError} from './failure.ts';
import {json, prose} from './print.ts';

/** `qbtui --save-state [FILE]`: called by a flag, as it always was. */
export const saveState: Command = {
	name: '--save-state',
	usage: '[FILE]',
	help: 'Save a snapshot of all torrents, print its path and counts',
	run: async ({args, flags, json: asJson, out, openEngine}) => {
		// Other flags may stand between it and the file.
		const [file, ...rest] = [flags['save-state'], ...args].filter(word => word !== '');
		if (rest.length > 0) throw new UsageError('--save-state takes one file at most.');
		if (flags.demo === true && file === undefined) {
			throw new UsageError('The demo keeps nothing: name a file to save its state.', []);
		}
		const {snapshots} = await openEngine();
		const {path, bytes, snapshot} = await snapshots
			.save({
				kind: 'asked',
				...(typeof file === 'string' && {file}),
				...(flags['with-torrents'] === true && {withTorrents: 'all'}),
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
