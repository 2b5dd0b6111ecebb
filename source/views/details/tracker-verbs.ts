import {ask, prompt} from '../../hooks/layers.ts';
import type {Client} from '../../qbit/client.ts';
import {addTrackers, editTracker, removeTrackers} from '../../qbit/detail-verbs.ts';
import type {Tracker} from '../../qbit/details.ts';
import {endpoints} from '../../qbit/endpoints.ts';
import type {Hash} from '../../qbit/types.ts';
import {verbs} from '../../qbit/verbs.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut} from '../../terminal/text.ts';
import {describeTargets, doTo} from '../act.ts';
import {copyLines} from '../copy-lines.ts';
import {plural} from '../format.ts';
import {askFor, open} from '../menus/open.ts';
import type {Scene} from '../scene.ts';
import {type Did, doInside} from './do-inside.ts';
import {choiceIn, rowIn} from './list-keys.ts';
import {listOf} from './list-tab.ts';
import {inOneLine, isTracker, isTrackerUrl, readTrackerUrls, trackerRows} from './tracker-rows.ts';

export const trackerRowsIn = (scene: Scene) =>
	listOf(trackerRows(scene.details.seen()?.details.trackers ?? [], choiceIn(scene).trackers.open));

export const trackerIn = (scene: Scene): Tracker | undefined =>
	rowIn(scene, 'trackers', trackerRowsIn(scene))?.tracker;

const longestUrl = 40;

const shown = (url: string): string => cut(harmless(url), longestUrl);

/** Asks for trackers to add; several lines may be pasted. */
export const askForTrackers = (scene: Scene, text = ''): void => {
	const seen = scene.details.seen();
	if (!seen) return;
	const {torrent} = seen;
	open(scene, {
		...prompt('Trackers (blank between; | ends a tier)', text, given => {
			const read = readTrackerUrls(given);
			if ('problem' in read) return read.problem;
			doInside(scene, torrent, 'Add trackers', client => add(client, torrent.hash, read.urls));
			return undefined;
		}),
		pasted: whole => askForTrackers(scene, inOneLine(whole)),
	});
};

const trackersOf = async (client: Client, hash: Hash): Promise<Tracker[]> =>
	(await client.ask(endpoints.trackers, {hash})).filter(isTracker);

/** Says what is there afterwards: the server passes over what it has or can’t read without a word. */
const add = async (client: Client, hash: Hash, given: readonly string[]): Promise<Did> => {
	const before = new Set((await trackersOf(client, hash)).map(({url}) => url));
	await addTrackers(client, hash, given);
	const added = (await trackersOf(client, hash))
		.map(({url}) => url)
		.filter(url => !before.has(url));
	const wanted = new Set(given.filter(url => url !== ''));
	const there = [...wanted].filter(url => before.has(url)).length;
	const missing = wanted.size - there - added.length;
	const text = [
		`Added ${plural(added.length, 'tracker')}`,
		there > 0 ? `${there} there already` : '',
		missing > 0 ? `${missing} not taken by the server` : '',
	]
		.filter(part => part !== '')
		.join('; ');
	if (added.length === 0) return {text, look: 'warning'};
	return {
		text,
		look: missing > 0 ? 'warning' : 'good',
		undo: {
			label: `added ${plural(added.length, 'tracker')}`,
			run: client => removeTrackers(client, hash, added),
		},
	};
};

export const changeTracker = (scene: Scene): void => {
	const torrent = scene.details.seen()?.torrent;
	const tracker = trackerIn(scene);
	if (!torrent || !tracker) return;
	const {url} = tracker;
	askFor(scene, 'Tracker', url, to => {
		if (!isTrackerUrl(to)) return 'Not a tracker: http://, https:// or udp:// and a host.';
		if (to === url) return undefined;
		doInside(scene, torrent, `Change ${shown(url)}`, async client => {
			await editTracker(client, torrent.hash, url, to);
			return {
				text: `The tracker is ${shown(to)} now`,
				undo: {
					label: `tracker ${shown(to)}`,
					run: client => editTracker(client, torrent.hash, to, url),
				},
			};
		});
		return undefined;
	});
};

export const removeTracker = (scene: Scene): void => {
	const torrent = scene.details.seen()?.torrent;
	const tracker = trackerIn(scene);
	if (!torrent || !tracker) return;
	const {url, tier} = tracker;
	const yes = (): void =>
		doInside(scene, torrent, `Remove ${shown(url)}`, async client => {
			await removeTrackers(client, torrent.hash, [url]);
			return {
				text: `Removed the tracker ${shown(url)}`,
				undo: {
					label: `removed ${shown(url)}`,
					// Empty lines before it are the tiers before its own.
					run: client =>
						addTrackers(client, torrent.hash, [...Array.from({length: tier}, () => ''), url]),
				},
			};
		});
	const what = `Remove the tracker ${shown(url)} from ${describeTargets([torrent])}?`;
	open(scene, ask(what, yes));
};

/** All trackers of this torrent, whatever is selected in the list. */
export const announce = (scene: Scene): void => {
	const torrent = scene.details.seen()?.torrent;
	if (torrent) doTo(scene, verbs.reannounce, [torrent], undefined);
};

/** Since 5.2. */
export const announceToOne = (scene: Scene): void => {
	const torrent = scene.details.seen()?.torrent;
	const tracker = trackerIn(scene);
	if (!torrent || !tracker) return;
	doInside(scene, torrent, `Announce to ${shown(tracker.url)}`, async client => {
		const urls = encodeURIComponent(tracker.url);
		await client.ask(endpoints.reannounceTo, {hashes: torrent.hash, urls});
		return {text: `Announced to ${shown(tracker.url)}`};
	});
};

export const copyTracker = (scene: Scene): void => {
	const tracker = trackerIn(scene);
	if (tracker) copyLines(scene, 'URL of the tracker', [tracker.url]);
};
