import {type Answer, type Call, integer, json} from './http.ts';
import type {Item} from './item.ts';
import {baseOf, changedRecords, isEmpty, missing} from './maindata.ts';
import {peersOf} from './peers.ts';

/**
 * `sync/torrentPeers`: the same game as maindata, but one list per session whatever the torrent,
 * and rid 0 always starts again at 1.
 */
export const peerSync = (item: Item, call: Call): Answer => {
	const {session, world} = call;
	const asked = integer(call, 'rid') ?? 0;
	const base = baseOf(session.peers, asked);
	const rid = asked > 0 ? ((session.peers.sent?.rid ?? 0) % 1_000_000) + 1 : 1;
	const peers = peersOf(item, world);
	session.peers = {accepted: base, sent: {rid, peers}};
	const before = base?.peers ?? new Map();
	const news = {peers: changedRecords(before, peers), peers_removed: missing(before, peers)};
	const told = Object.fromEntries(Object.entries(news).filter(([, value]) => !isEmpty(value)));
	return json(base ? {rid, ...told} : {rid, full_update: true, show_flags: true, ...told});
};
