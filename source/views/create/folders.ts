import type {Client} from '../../qbit/client.ts';
import {nameFrom, placeOf} from '../../qbit/create/options.ts';
import {sizeOfSource} from '../../qbit/create/size.ts';
import {listFolder, type Seen, seeSource} from '../../qbit/create/source.ts';

/** What the server says of paths while one types them: each is asked for once. */
export type Folders = {
	/** Paths below the folder of what is typed; folders end with a slash. */
	paths: (typed: string) => readonly string[];
	/** undefined: not asked for yet, or it could not be told. */
	seen: (path: string) => Seen | undefined;
	/** Bytes of a source, where that can be told. */
	size: (path: string) => number | undefined;
	/** Asks for what is not known; only the newest matters. */
	ask: (typed: string, source: string) => void;
	/** Asks no more. */
	end: () => void;
};

const folderOf = (typed: string): string =>
	/[\\/]$/.test(typed) ? typed.replace(/(?<=.)[\\/]$/, '') : placeOf(typed);

export const createFolders = (client: Client, learned: () => void): Folders => {
	const below = new Map<string, readonly string[]>();
	const seen = new Map<string, Seen | undefined>();
	const sizes = new Map<string, number | undefined>();
	const ending = new AbortController();
	let wanted: {typed: string; source: string} | undefined;
	let isBusy = false;

	const list = async (folder: string): Promise<void> => {
		if (below.has(folder) || !/^([a-z]:)?[\\/]/i.test(folder)) return;
		const [all = [], folders = []] = await Promise.all([
			listFolder(client, folder, 'all', ending.signal),
			listFolder(client, folder, 'dirs', ending.signal),
		]);
		const isFolder = new Set(folders);
		below.set(folder, all.map(path => (isFolder.has(path) ? `${path}/` : path)).sort());
	};

	const look = async (source: string): Promise<void> => {
		if (seen.has(source) || nameFrom(source) === '') return;
		const found = await seeSource(client, source);
		seen.set(source, found);
		learned();
		if (found.is !== 'file' && found.is !== 'folder') return;
		sizes.set(source, await sizeOfSource(client, source, found.is, ending.signal));
	};

	const run = async (): Promise<void> => {
		if (isBusy) return;
		isBusy = true;
		for (let now = wanted; now && !ending.signal.aborted; now = wanted) {
			wanted = undefined;
			// While the server is away nothing is known; that it is away is said elsewhere.
			await list(folderOf(now.typed)).catch(() => {});
			learned();
			if (!wanted) await look(now.source).catch(() => {});
			learned();
		}
		isBusy = false;
	};

	return {
		paths: typed => below.get(folderOf(typed)) ?? [],
		seen: path => seen.get(path),
		size: path => sizes.get(path),
		ask: (typed, source) => {
			wanted = {typed, source};
			void run();
		},
		end: () => ending.abort(),
	};
};
