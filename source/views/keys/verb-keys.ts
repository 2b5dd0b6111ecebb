import {lacks, type Verb} from '../../qbit/verb.ts';
import {verbs} from '../../qbit/verbs.ts';
import {doTo, hasTargets, targets} from '../act.ts';
import {openActions} from '../actions.ts';
import {askForSources} from '../add/add.ts';
import {categoryItems, chooseCategory} from '../menus/category.ts';
import {copyItems} from '../menus/copy.ts';
import {askForFolder} from '../menus/export.ts';
import {limitItems, serverLimitItems, toggleAlternativeLimits} from '../menus/limits.ts';
import {opens} from '../menus/open.ts';
import {askForPeers} from '../menus/peers.ts';
import {choosePlace} from '../menus/place.ts';
import {removeWith} from '../menus/remove.ts';
import {queueItems, switchItems} from '../menus/switches.ts';
import {chooseTags, tagItems} from '../menus/tags.ts';
import {rename, setComment} from '../menus/words.ts';
import type {Binding, Scene} from '../scene.ts';
import {isStopped} from '../torrents/states.ts';
import {nextUndo, undoLast} from '../undo.ts';

/** Why the server can’t be asked for anything now. */
const away = (scene: Scene): string | undefined => {
	const {state} = scene.engine.mirror.store.get().link;
	if (state === 'live') return undefined;
	return state === 'connecting' ? 'The server has not answered yet.' : 'The server is away.';
};

/** Why nothing can be done to torrents now. */
export const blockedNow = (scene: Scene): string | undefined =>
	scene.readOnly ? 'qbtui is read-only.' : away(scene);

const nothingThere = (scene: Scene): string | undefined =>
	hasTargets(scene) ? undefined : 'The list is empty.';

const notOne = (scene: Scene): string | undefined =>
	hasTargets(scene, 2) ? 'One torrent at a time can be renamed.' : undefined;

/** The same, and there must be torrents. */
const blockedForVerbs = (scene: Scene): string | undefined =>
	blockedNow(scene) ?? nothingThere(scene);

const blockedFor =
	(verb: Verb<never>) =>
	(scene: Scene): string | undefined =>
		blockedForVerbs(scene) ?? lacks(scene.engine.client, verb);

const noQueue = ({engine}: Scene): string | undefined =>
	engine.mirror.store.get().maindata.server.queueing === false
		? 'The server’s queue is switched off.'
		: undefined;

const blockedForQueue = (scene: Scene): string | undefined =>
	blockedForVerbs(scene) ?? noQueue(scene);

const noUndo = (scene: Scene): string | undefined =>
	blockedNow(scene) ??
	(nextUndo(scene) === undefined ? 'There is nothing to take back.' : undefined);

const stopOrStart = (scene: Scene): void => {
	const torrents = targets(scene);
	const running = torrents.filter(torrent => !isStopped(torrent));
	if (running.length > 0) doTo(scene, verbs.stop, running, undefined);
	else doTo(scene, verbs.start, torrents, undefined);
};

const rows: readonly Binding[] = [
	{
		in: 'torrents',
		keys: ['a'],
		label: 'Add torrents; or paste them into the list',
		hint: 'add',
		// While the server is away, it is kept for later.
		blocked: ({readOnly}) => (readOnly ? 'qbtui is read-only.' : undefined),
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
		keys: ['d'],
		label: 'Remove; the files stay',
		hint: 'remove',
		blocked: blockedFor(verbs.remove),
		run: removeWith(false),
	},
	{
		in: 'torrents',
		keys: ['F'],
		label: 'Force start, whatever the queue says',
		blocked: blockedFor(verbs.force),
		run: scene => doTo(scene, verbs.force, targets(scene), true),
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
		label: 'Category: choose or create one',
		hint: 'category',
		blocked: blockedFor(verbs.setCategory),
		menu: {name: 'Category', items: categoryItems},
		run: chooseCategory,
	},
	{
		in: 'torrents',
		keys: ['t'],
		label: 'Tags: add, remove or create',
		hint: 'tags',
		blocked: blockedFor(verbs.addTags),
		menu: {name: 'Tags', items: tagItems},
		run: chooseTags,
	},
	{
		in: 'torrents',
		keys: ['x'],
		label: 'Everything that can be done to torrents; type to find, Enter does it',
		hint: 'actions',
		run: scene => openActions(scene),
	},
	{
		in: 'torrents',
		keys: ['z'],
		label: 'Undo the last change',
		hint: 'undo',
		detail: nextUndo,
		blocked: noUndo,
		run: undoLast,
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
		keys: ['#'],
		label: 'Comment',
		blocked: blockedFor(verbs.setComment),
		run: setComment,
	},
	{
		in: 'torrents',
		keys: ['L'],
		label: 'Speed limits; when seeding ends, and what happens then',
		blocked: blockedFor(verbs.setDownloadLimit),
		...opens('Limits', limitItems),
	},
	{
		in: 'torrents',
		keys: ['o'],
		label: 'Options: sequential, first and last piece, super seeding, automatic',
		blocked: blockedForVerbs,
		...opens('Options', switchItems),
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
		blocked: blockedForQueue,
		run: scene => doTo(scene, verbs.moveUp, targets(scene), undefined),
	},
	{
		in: 'torrents',
		keys: ['J'],
		label: 'Down in the server’s queue',
		blocked: blockedForQueue,
		run: scene => doTo(scene, verbs.moveDown, targets(scene), undefined),
	},
	{
		in: 'torrents',
		keys: ['Q'],
		label: 'Queue: to the top, to the bottom',
		blocked: blockedForQueue,
		...opens('Queue', queueItems),
	},
	{
		in: 'torrents',
		keys: ['P'],
		label: 'Add peers by their addresses',
		blocked: blockedForVerbs,
		run: askForPeers,
	},
	{
		in: 'torrents',
		keys: ['X'],
		label: 'Export .torrent files to a folder on this machine',
		blocked: scene => away(scene) ?? nothingThere(scene),
		run: scene => askForFolder(scene),
	},
	{
		in: 'torrents',
		keys: ['y'],
		label: 'Copy hash, magnet link, name or path',
		blocked: nothingThere,
		...opens('Copy', copyItems),
	},
	{
		in: 'everywhere',
		keys: ['T'],
		label: 'Alternative speed limits on or off',
		blocked: blockedNow,
		run: toggleAlternativeLimits,
	},
	{
		in: 'everywhere',
		keys: ['B'],
		label: 'Bandwidth: the limits of the whole server, usual and alternative',
		blocked: blockedNow,
		...opens('Server', serverLimitItems, () => 'Limits of the server'),
	},
];

/** TABLE: the keys that do something to what is selected, or to what is under the cursor. */
export const verbKeys: readonly Binding[] = rows.map(row => ({...row, acts: true}));
