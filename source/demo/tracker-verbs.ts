import {
	type Answer,
	type Call,
	chosen,
	decoded,
	integer,
	json,
	list,
	nothing,
	one,
	param,
	type Route,
	refuse,
} from './http.ts';
import type {Item, Tracker} from './item.ts';

const isUrl = (url: string): boolean => /^(https?|udp|wss?):\/\/[^\s/]+/.test(url);

/** A blank line begins the next tier; the first is 0, whatever the torrent has already. */
const readTiers = (text: string): Tracker[] => {
	const lines = text.split('\n').map(line => line.trim());
	let tier = 0;
	return lines.flatMap((url): Tracker[] => {
		if (url !== '') return isUrl(url) ? [{url, tier, health: 'working'}] : [];
		tier++;
		return [];
	});
};

const has = (item: Item, url: string): boolean =>
	item.trackers.some(tracker => tracker.url === url);

const addTrackers = (call: Call): Answer => {
	const trackers = readTiers(param(call, 'urls'));
	for (const item of chosen(call, 'hash')) {
		for (const tracker of trackers) if (!has(item, tracker.url)) item.trackers.push({...tracker});
		item.trackers.sort((a, b) => a.tier - b.tier);
		call.world.stale.add(item);
	}
	return nothing;
};

const editTracker = (item: Item, call: Call): Answer => {
	const [url, newUrl] = [param(call, 'url'), param(call, 'newUrl')];
	const tracker = item.trackers.find(other => other.url === url);
	if (newUrl !== '' && !isUrl(newUrl)) return refuse(400, 'New tracker URL is invalid');
	if (!tracker) return refuse(409, 'Tracker not found');
	if (newUrl !== '' && newUrl !== url && has(item, newUrl))
		return refuse(409, 'New tracker URL already exists');
	tracker.url = newUrl || url;
	tracker.tier = integer(call, 'tier') ?? tracker.tier;
	tracker.health = 'working';
	call.world.stale.add(item);
	return nothing;
};

const removeTrackers = (call: Call): Answer => {
	const urls = list(call, 'urls', '|').map(decoded);
	const everywhere = param(call, 'hash') === '*';
	const items = everywhere ? call.world.items.values() : chosen(call, 'hash');
	for (const item of items) {
		item.trackers = item.trackers.filter(tracker => !urls.includes(tracker.url));
		call.world.stale.add(item);
	}
	return nothing;
};

const isPeer = (peer: string): boolean => /^(\d+\.\d+\.\d+\.\d+|\[[0-9a-f:]+\]):\d+$/i.test(peer);

const addPeers = (call: Call): Answer => {
	const asked = list(call, 'peers', '|');
	const peers = asked.filter(isPeer);
	if (peers.length === 0) return refuse(400, 'No valid peers were specified');
	const results = chosen(call).map(item => {
		item.extraPeers = [...new Set([...item.extraPeers, ...peers])];
		return [item.hash, {added: peers.length, failed: asked.length - peers.length}];
	});
	return json(Object.fromEntries(results));
};

/** TABLE: where the peers of a torrent come from. */
export const trackerRoutes: readonly Route[] = [
	{path: 'torrents/addTrackers', method: 'POST', needs: ['hash', 'urls'], run: addTrackers},
	{path: 'torrents/editTracker', method: 'POST', needs: ['hash', 'url'], run: one(editTracker)},
	{
		path: 'torrents/removeTrackers',
		method: 'POST',
		needs: ['hash', 'urls'],
		run: removeTrackers,
	},
	{path: 'torrents/addPeers', method: 'POST', needs: ['hashes', 'peers'], run: addPeers},
];
