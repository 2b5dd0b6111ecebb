import type {Notice} from '../hooks/screen-state.ts';
import type {Hash, Torrent} from '../qbit/types.ts';
import {runSteps, runUndoable} from '../qbit/undoable.ts';
import type {Step, Verb, VerbResult} from '../qbit/verb.ts';
import {harmless} from '../terminal/harmless.ts';
import {cut} from '../terminal/text.ts';
import {type Doing, reasonsOf, startedWith, tell, tellFailure, toMany} from './doing.ts';
import {bytes, count, plural} from './format.ts';
import type {Scene} from './scene.ts';
import {judge, keepUndo, undoOf} from './undo.ts';

/** What a verb acts on: the selection, or else the torrent under the cursor. */
export const targets = (scene: Scene): Torrent[] => {
	const {torrents} = scene.engine.mirror.store.get().maindata;
	return [...hashesOf(scene)].flatMap(hash => torrents.get(hash) ?? []);
};

const hashesOf = ({state: {selection, position}}: Scene): Iterable<Hash> => {
	if (selection.hashes.size > 0) return selection.hashes;
	return position.cursor === undefined ? [] : [position.cursor];
};

/** Whether there are so many. Asked for every key in sight at each drawing: it looks no further. */
export const hasTargets = (scene: Scene, least = 1): boolean => {
	const {torrents} = scene.engine.mirror.store.get().maindata;
	let left = least;
	for (const hash of hashesOf(scene)) {
		if (torrents.has(hash)) left--;
		if (left === 0) return true;
	}
	return false;
};

/** Room for the size and the question behind it, at 80 columns, too. */
const longestName = 24;

export const sizeOf = (torrents: readonly Torrent[]): number =>
	torrents.reduce((sum, torrent) => sum + Math.max(0, torrent.size), 0);

/** "3 torrents (226G)", or the name of the only one. */
export const describeTargets = (torrents: readonly Torrent[]): string => {
	const [only] = torrents;
	const size = bytes(sizeOf(torrents));
	return only && torrents.length === 1
		? `“${cut(harmless(only.name), longestName)}” (${size})`
		: `${plural(torrents.length, 'torrent')} (${size})`;
};

/**
 * Does a verb to torrents and tells how it went; `z` can take back what was done.
 *
 * @param way the way back, of what `z` can’t take back
 */
export const doTo = <Args>(
	doing: Doing,
	verb: Verb<Args>,
	torrents: readonly Torrent[],
	args: Args,
	way = '',
): void => {
	const hashes = torrents.map(({hash}) => hash);
	const run = async (): Promise<void> => {
		const {result, undo} = await toMany(doing, verb.name, hashes.length, controls =>
			runUndoable(controls, verb, hashes, args),
		);
		finish(doing, verb.name, result, undo, way);
	};
	void run();
};

/** Does steps, each to torrents of its own, and tells of them as of one thing. */
export const doSteps = (
	doing: Doing,
	name: string,
	steps: readonly Step[],
	undo: readonly Step[],
): void => {
	const run = async (): Promise<void> => {
		const all = steps.reduce((sum, {hashes}) => sum + hashes.length, 0);
		const result = await toMany(doing, name, all, controls => runSteps(controls, steps));
		finish(doing, name, result, undo);
	};
	void run();
};

const finish = (
	doing: Doing,
	name: string,
	result: VerbResult,
	steps: readonly Step[],
	way = '',
): void => {
	const undo = undoOf(name, steps);
	if (undo) doing.update(state => keepUndo(state, undo));
	tell(doing, outcome(name, result), undo ? hintOfUndo : way);
	doing.engine.mirror.poke();
	doing.engine.details.poke();
};

const hintOfUndo = '   z takes it back';

/** Both throw when it is not done; `restore` tells what it did to torrents. */
type Back =
	| {label: string; run: () => Promise<void>}
	| {label: string; restore: () => Promise<VerbResult>};

const takeBack = async (undo: Back): Promise<VerbResult> => {
	if ('restore' in undo) return undo.restore();
	await undo.run();
	return {asked: [], done: [], refused: []};
};

/** Does something to the server itself, and tells how it went. It throws when it is not done. */
export const doToServer = (
	doing: Doing,
	what: string,
	work: () => Promise<{text: string; undo?: Back}>,
): void => {
	const run = async (): Promise<void> => {
		try {
			const {text, undo} = await work();
			if (undo) {
				const {label} = undo;
				const back = async () => judge(label, await takeBack(undo));
				doing.update(state => keepUndo(state, {label, run: back}));
			}
			tell(doing, {text, look: 'good'}, undo ? hintOfUndo : '');
		} catch (error) {
			tellFailure(doing, what, error);
		}
		doing.engine.mirror.poke();
	};
	void run();
};

const outcome = (name: string, {done, refused}: VerbResult): Notice => {
	const said = `${startedWith(name)}: ${plural(done.length, 'torrent')}`;
	if (refused.length === 0) return {text: said, look: 'good'};
	return {
		text: `${said}; ${count(refused.length)} refused: ${reasonsOf(refused)}`,
		look: done.length > 0 ? 'warning' : 'bad',
	};
};
