import {messageOf} from '../../qbit/message.ts';
import {createStore, type Store} from '../../qbit/store.ts';
import type {Hash} from '../../qbit/types.ts';
import {diffSnapshots, type SnapshotDiff} from '../../snapshot/diff.ts';
import type {Listed} from '../../snapshot/files.ts';
import type {RestorePlan} from '../../snapshot/plan.ts';
import type {Restored} from '../../snapshot/restore.ts';
import type {Opened, Progress, SaveWish, Snapshots, Written} from '../../snapshot/snapshots.ts';

/** What is known of the snapshots of this server. */
export type Saved = {
	folder: string;
	/** The newest first; undefined before anyone has looked. */
	listed: readonly Listed[] | undefined;
	/** Why the folder can’t be read. */
	problem: string | undefined;
	/** The one that was compared with now, last. */
	looked: Looked | undefined;
	/** What is done just now, and takes its time. */
	doing: string | undefined;
	/** So many torrents at once are not removed before a snapshot is saved; 0: any number is. */
	leastRemoved: number;
};

export type Looked = {path: string} & (
	| {state: 'reading'}
	| {state: 'failed'; why: string}
	/** Since then: from the snapshot to now. */
	| {state: 'read'; opened: Opened; diff: SnapshotDiff; plan: RestorePlan}
);

export const nothingSaved: Saved = {
	...{folder: '', listed: undefined, problem: undefined, looked: undefined, doing: undefined},
	leastRemoved: 0,
};

/** The snapshots, as the screen shows and uses them. */
export type LiveSaved = {
	store: Store<Saved>;
	/** What is in the folder now. Never throws. */
	look: () => Promise<void>;
	/** Compares with the server as it is; what comes of it is in the store, too. */
	compare: (path: string) => Promise<Looked>;
	/** @throws SnapshotError, QbitError */
	save: (wish: SaveWish) => Promise<Written>;
	/** With the .torrent files of those that go. @throws SnapshotError, QbitError */
	saveBeforeRemoval: (hashes: ReadonlySet<Hash>, onProgress: Progress) => Promise<Written>;
	/** @throws QbitError */
	restore: (looked: Looked & {state: 'read'}) => Promise<Restored>;
};

export const createLiveSaved = (snapshots: Snapshots, leastRemoved: number): LiveSaved => {
	const store = createStore<Saved>({...nothingSaved, folder: snapshots.folder, leastRemoved});
	const set = (change: Partial<Saved>): void => store.set({...store.get(), ...change});

	const look = async (): Promise<void> => {
		try {
			set({listed: await snapshots.list(), problem: undefined});
		} catch (error) {
			set({listed: [], problem: messageOf(error)});
		}
	};

	/** Says meanwhile what is done, and then looks at what it has come to. */
	const busy = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
		set({doing: `${what} …`});
		try {
			return await work();
		} finally {
			set({doing: undefined});
			await look();
		}
	};
	const progress =
		(what: string) =>
		(done: number, all: number): void =>
			set({doing: `${what}: ${done} of ${all} …`});

	const save = (wish: SaveWish): Promise<Written> =>
		busy('Saving', () => snapshots.save({onProgress: progress('Saving .torrent files'), ...wish}));

	const compare = async (path: string): Promise<Looked> => {
		set({looked: {path, state: 'reading'}});
		const looked = await read(snapshots, path);
		set({looked});
		return looked;
	};

	return {
		store,
		look,
		compare,
		save,
		saveBeforeRemoval: (hashes, onProgress) =>
			save({kind: 'before_removal', withTorrents: hashes, onProgress}),
		restore: ({opened, plan}) =>
			busy('Putting back', () => snapshots.restore(opened, plan, progress('Putting back'))),
	};
};

const read = async (snapshots: Snapshots, path: string): Promise<Looked> => {
	try {
		const opened = await snapshots.open(path);
		const {plan, now} = await snapshots.plan(opened);
		return {path, state: 'read', opened, plan, diff: diffSnapshots(opened.snapshot, now)};
	} catch (error) {
		return {path, state: 'failed', why: messageOf(error)};
	}
};
