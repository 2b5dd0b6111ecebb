import {type Answer, type Call, flag, integer, json, type Route} from './http.ts';
import {kinds} from './log.ts';

/** Oldest first. A kind is shown unless it is switched off. */
const main = (call: Call): Answer => {
	const after = integer(call, 'last_known_id') ?? -1;
	const shown = Object.entries(kinds).filter(([name]) => flag(call, name, true));
	const types = shown.map(([, type]): number => type);
	return json(call.world.log.filter(({id, type}) => id > after && types.includes(type)));
};

const peers = (call: Call): Answer => {
	const after = integer(call, 'last_known_id') ?? -1;
	const bans = [...call.world.bannedPeers].map((ip, id) => ({
		id,
		timestamp: call.world.startedAt,
		ip,
		blocked: false,
		reason: '',
	}));
	return json(bans.filter(({id}) => id > after));
};

/** TABLE: `log/…`. */
export const logRoutes: readonly Route[] = [
	{path: 'log/main', method: 'GET', run: main},
	{path: 'log/peers', method: 'GET', run: peers},
];
