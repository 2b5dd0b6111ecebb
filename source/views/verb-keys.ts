import {lacks, type Verb} from '../qbit/verb.ts';
import {verbs} from '../qbit/verbs.ts';
import {doTo, targets, undoLast} from './act.ts';
import {askForSources} from './add.ts';
import type {Binding, Scene} from './scene.ts';
import {isStopped} from './states.ts';
import {
	chooseCategory,
	chooseCopy,
	chooseLimit,
	choosePlace,
	chooseSwitch,
	chooseTags,
	removeWith,
	rename,
	toggleAlternativeLimits,
} from './verb-menus.ts';

/** Why nothing can be done to torrents now. */
export const blockedNow = (scene: Scene): string | undefined => {
	if (scene.readOnly) return 'qbtui is read-only.';
	if (scene.engine.mirror.store.get().link.state !== 'live') return 'The server is away.';
	return undefined;
};

const nothingThere = (scene: Scene): string | undefined =>
	targets(scene).length === 0 ? 'The list is empty.' : undefined;

const notOne = (scene: Scene): string | undefined =>
	targets(scene).length > 1 ? 'One torrent at a time can be renamed.' : undefined;

/** The same, and there must be torrents. */
const blockedForVerbs = (scene: Scene): string | undefined =>
	blockedNow(scene) ?? nothingThere(scene);

const blockedFor =
	(verb: Verb<never>) =>
	(scene: Scene): string | undefined =>
		blockedForVerbs(scene) ?? lacks(scene.engine.client, verb);

const stopOrStart = (scene: Scene): void => {
	const torrents = targets(scene);
	const running = torrents.filter(torrent => !isStopped(torrent));
	if (running.length > 0) doTo(scene, verbs.stop, running, undefined);
	else doTo(scene, verbs.start, torrents, undefined);
};

/** TABLE: the keys that do something to what is selected, or to what is under the cursor. */
export const verbKeys: readonly Binding[] = [
	{
		in: 'torrents',
		keys: ['a'],
		label: 'Add torrents; or paste them into the list',
		hint: 'add',
		blocked: blockedNow,
		run: askForSources,
	},
	{
		in: 'torrents',
		keys: ['p'],
		label: 'Stop; start when all are stopped',
		hint: 'stop/start',
		blocked: blockedForVerbs,
		run: stopOrStart,
	},
	{
		in: 'torrents',
		keys: ['F'],
		label: 'Start by force: whatever the queue says',
		blocked: blockedFor(verbs.force),
		run: scene => doTo(scene, verbs.force, targets(scene), true),
	},
	{
		in: 'torrents',
		keys: ['d'],
		label: 'Remove; the files stay',
		hint: 'remove',
		blocked: blockedFor(verbs.remove),
		run: removeWith(false),
	},
	{
		in: 'torrents',
		keys: ['D'],
		label: 'Remove, and delete the files',
		blocked: blockedFor(verbs.remove),
		run: removeWith(true),
	},
	{
		in: 'torrents',
		keys: ['m'],
		label: 'Move to another place',
		hint: 'move',
		blocked: blockedFor(verbs.setLocation),
		run: choosePlace,
	},
	{
		in: 'torrents',
		keys: ['c'],
		label: 'Category',
		hint: 'category',
		blocked: blockedFor(verbs.setCategory),
		run: chooseCategory,
	},
	{
		in: 'torrents',
		keys: ['t'],
		label: 'Tags',
		hint: 'tags',
		blocked: blockedFor(verbs.addTags),
		run: chooseTags,
	},
	{
		in: 'torrents',
		keys: ['e'],
		label: 'Rename',
		blocked: scene => blockedFor(verbs.rename)(scene) ?? notOne(scene),
		run: rename,
	},
	{
		in: 'torrents',
		keys: ['L'],
		label: 'Limits of speed and sharing',
		blocked: blockedFor(verbs.setDownloadLimit),
		run: chooseLimit,
	},
	{
		in: 'torrents',
		keys: ['o'],
		label: 'Options: sequential, first and last piece, super seeding, automatic',
		blocked: blockedForVerbs,
		run: chooseSwitch,
	},
	{
		in: 'torrents',
		keys: ['r'],
		label: 'Announce to the trackers again',
		blocked: blockedFor(verbs.reannounce),
		run: scene => doTo(scene, verbs.reannounce, targets(scene), undefined),
	},
	{
		in: 'torrents',
		keys: ['V'],
		label: 'Check the files again',
		blocked: blockedFor(verbs.recheck),
		run: scene => doTo(scene, verbs.recheck, targets(scene), undefined),
	},
	{
		in: 'torrents',
		keys: ['K'],
		label: 'Up in the server’s queue',
		blocked: blockedFor(verbs.moveUp),
		run: scene => doTo(scene, verbs.moveUp, targets(scene), undefined),
	},
	{
		in: 'torrents',
		keys: ['J'],
		label: 'Down in the server’s queue',
		blocked: blockedFor(verbs.moveDown),
		run: scene => doTo(scene, verbs.moveDown, targets(scene), undefined),
	},
	{
		in: 'torrents',
		keys: ['y'],
		label: 'Copy hash, magnet link, name or path',
		blocked: nothingThere,
		run: chooseCopy,
	},
	{
		in: 'everywhere',
		keys: ['T'],
		label: 'Alternative speed limits on or off',
		blocked: blockedNow,
		run: scene => void toggleAlternativeLimits(scene),
	},
	{
		in: 'torrents',
		keys: ['z'],
		label: 'Take back the newest change',
		blocked: ({state, readOnly}) =>
			readOnly
				? 'qbtui is read-only.'
				: state.undos.length === 0
					? 'There is nothing to take back.'
					: undefined,
		run: undoLast,
	},
];
