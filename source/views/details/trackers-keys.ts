import {stepBack} from '../../hooks/screen-state.ts';
import {endpoints} from '../../qbit/endpoints.ts';
import {blockedNow} from '../keys/verb-keys.ts';
import type {Binding, Scene} from '../scene.ts';
import {choiceIn, chooseIn, goTo, listKeys} from './list-keys.ts';
import {isTracker} from './tracker-rows.ts';
import {
	announce,
	announceToOne,
	askForTrackers,
	changeTracker,
	copyTracker,
	removeTracker,
	trackerIn,
	trackerRowsIn,
} from './tracker-verbs.ts';
import {noTracker} from './trackers.ts';

const nothingSeen = (scene: Scene): string | undefined =>
	scene.details.seen()?.details.trackers === undefined
		? 'The trackers are not known yet.'
		: undefined;

const blocked = (scene: Scene): string | undefined => blockedNow(scene) ?? nothingSeen(scene);

/** Why the row under the cursor can’t be changed. */
const blockedForRow = (scene: Scene): string | undefined => {
	const tracker = trackerIn(scene);
	return blocked(scene) ?? (tracker && isTracker(tracker) ? undefined : noTracker);
};

const noEndpoints = (scene: Scene): string | undefined => {
	const tracker = trackerIn(scene);
	if (tracker && !isTracker(tracker)) return noTracker;
	return (tracker?.endpoints ?? []).length === 0
		? 'This server does not tell from which addresses it announces; 5.2 and later do.'
		: undefined;
};

/** The endpoints of the tracker under the cursor; closing them, the cursor goes to the tracker. */
const showEndpoints = (scene: Scene, isOpen: boolean): void => {
	const url = trackerIn(scene)?.url;
	if (url === undefined) return;
	if (!isOpen) goTo(scene, 'trackers', trackerRowsIn(scene), url);
	chooseIn(scene, tabs => {
		const open = new Set(tabs.trackers.open);
		if (isOpen) open.add(url);
		else open.delete(url);
		return {...tabs, trackers: {...tabs.trackers, open}};
	});
};

const isOpen = (scene: Scene): boolean =>
	choiceIn(scene).trackers.open.has(trackerIn(scene)?.url ?? '');

/** TABLE: the keys of the trackers of a torrent. */
export const trackersKeys: readonly Binding[] = [
	...listKeys('trackers', 'tracker', trackerRowsIn),
	{
		in: 'details trackers',
		keys: ['a'],
		label: 'Add trackers; or paste them, one a line, an empty line for the next tier',
		hint: 'add',
		blocked,
		run: scene => askForTrackers(scene),
	},
	{
		in: 'details trackers',
		keys: ['e'],
		label: 'Change the URL of the tracker',
		hint: 'change',
		blocked: blockedForRow,
		run: changeTracker,
	},
	{
		in: 'details trackers',
		keys: ['d'],
		label: 'Remove the tracker',
		hint: 'remove',
		blocked: blockedForRow,
		run: removeTracker,
	},
	{
		in: 'details trackers',
		keys: ['r'],
		label: 'Announce to all trackers of this torrent again',
		hint: 'announce',
		blocked,
		run: announce,
	},
	{
		in: 'details trackers',
		keys: ['n'],
		label: 'Announce to this tracker alone',
		blocked: scene => blockedForRow(scene) ?? scene.engine.client.lacks(endpoints.reannounceTo),
		run: announceToOne,
	},
	{
		in: 'details trackers',
		keys: ['enter'],
		label: 'Show or hide the addresses from which the server announces',
		hint: 'addresses',
		blocked: noEndpoints,
		run: scene => showEndpoints(scene, !isOpen(scene)),
	},
	{
		in: 'details trackers',
		keys: ['l', 'right'],
		label: 'Show the addresses',
		blocked: noEndpoints,
		run: scene => showEndpoints(scene, true),
	},
	{
		in: 'details trackers',
		keys: ['h', 'left'],
		label: 'Hide the addresses, and then back',
		run: scene => (isOpen(scene) ? showEndpoints(scene, false) : scene.update(stepBack)),
	},
	{
		in: 'details trackers',
		keys: ['y'],
		label: 'Copy the URL of the tracker',
		blocked: nothingSeen,
		run: copyTracker,
	},
];
