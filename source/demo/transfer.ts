import {
	type Answer,
	type Call,
	done,
	integer,
	json,
	list,
	nothing,
	param,
	type Route,
	refuse,
	text,
} from './http.ts';
import {currentLimits} from './speeds.ts';
import type {World} from './world.ts';

const shown = [
	'connection_status',
	'dht_nodes',
	'dl_info_data',
	'dl_info_speed',
	'dl_rate_limit',
	'last_external_address_v4',
	'last_external_address_v6',
	'up_info_data',
	'up_info_speed',
	'up_rate_limit',
] as const;

const info = ({world}: Call): Answer =>
	json(Object.fromEntries(shown.map(name => [name, world.published.state?.[name]])));

/** Sets the limit of whichever mode is on. */
const setLimit =
	(direction: 'dl' | 'up') =>
	(call: Call): Answer => {
		currentLimits(call.world)[direction] = Math.max(0, integer(call, 'limit') ?? 0);
		return done;
	};

const setMode = (call: Call): Answer => {
	const mode = integer(call, 'mode');
	if (mode === undefined) return refuse(400, 'mode: invalid argument');
	call.world.useAlt = mode === 1;
	return done;
};

/** TABLE: the names of the limits on the wire. */
const limits = [
	{name: 'up_limit', set: 'limits', direction: 'up'},
	{name: 'dl_limit', set: 'limits', direction: 'dl'},
	{name: 'alt_up_limit', set: 'altLimits', direction: 'up'},
	{name: 'alt_dl_limit', set: 'altLimits', direction: 'dl'},
] as const;

const limitsOf = (world: World): Record<string, number> =>
	Object.fromEntries(limits.map(({name, set, direction}) => [name, world[set][direction]]));

const getSpeedLimits = ({world}: Call): Answer => json(limitsOf(world));

const setSpeedLimits = (call: Call): Answer => {
	if (limits.some(({name}) => integer(call, name) === undefined)) return refuse(400);
	for (const {name, set, direction} of limits)
		call.world[set][direction] = Math.max(0, integer(call, name) ?? 0);
	return nothing;
};

/** Of the preferences only limits and bans can be set; all else, and what is no JSON, is ignored. */
const setPreferences = (call: Call): Answer => {
	const given = parsed(param(call, 'json'));
	for (const {name, set, direction} of limits) {
		const limit = given[name];
		if (typeof limit === 'number') call.world[set][direction] = Math.max(0, limit);
	}
	const {banned_IPs: banned} = given;
	if (typeof banned === 'string')
		call.world.bannedPeers = new Set(banned.split('\n').filter(line => line !== ''));
	return done;
};

const parsed = (text: string): Record<string, unknown> => {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? {...value} : {};
	} catch {
		return {};
	}
};

const addressOf = (peer: string): string =>
	peer.slice(0, peer.lastIndexOf(':')).replace(/^\[|\]$/g, '');

/** TABLE: `transfer/…`, and the preferences, of which the limits are a part. */
export const transferRoutes: readonly Route[] = [
	{
		path: 'app/preferences',
		method: 'GET',
		run: ({world}) => {
			const banned_IPs = [...world.bannedPeers].join('\n');
			return json({...world.preferences, ...limitsOf(world), banned_IPs});
		},
	},
	{path: 'app/setPreferences', method: 'POST', needs: ['json'], run: setPreferences},
	{path: 'transfer/info', method: 'GET', run: info},
	{
		path: 'transfer/speedLimitsMode',
		method: 'GET',
		run: ({world}) => text(world.useAlt ? 1 : 0),
	},
	{
		path: 'transfer/toggleSpeedLimitsMode',
		method: 'POST',
		run: ({world}) => {
			world.useAlt = !world.useAlt;
			return done;
		},
	},
	{path: 'transfer/setSpeedLimitsMode', method: 'POST', needs: ['mode'], run: setMode},
	{path: 'transfer/setDownloadLimit', method: 'POST', needs: ['limit'], run: setLimit('dl')},
	{path: 'transfer/setUploadLimit', method: 'POST', needs: ['limit'], run: setLimit('up')},
	{
		path: 'transfer/downloadLimit',
		method: 'GET',
		run: ({world}) => text(currentLimits(world).dl),
	},
	{path: 'transfer/uploadLimit', method: 'GET', run: ({world}) => text(currentLimits(world).up)},
	{path: 'transfer/getSpeedLimits', method: 'GET', run: getSpeedLimits},
	{
		path: 'transfer/setSpeedLimits',
		method: 'POST',
		needs: limits.map(({name}) => name),
		run: setSpeedLimits,
	},
	{
		path: 'transfer/banPeers',
		method: 'POST',
		needs: ['peers'],
		run: call => {
			for (const peer of list(call, 'peers', '|')) call.world.bannedPeers.add(addressOf(peer));
			return done;
		},
	},
];
