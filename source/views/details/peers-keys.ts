import {blockedNow} from '../keys/verb-keys.ts';
import type {Binding, Scene} from '../scene.ts';
import {listKeys} from './list-keys.ts';
import {
	addPeersHere,
	banPeer,
	chooseSort,
	copyPeer,
	peerIn,
	peerRowsIn,
	shiftPeerSort,
} from './peer-verbs.ts';

const blocked = (scene: Scene): string | undefined =>
	blockedNow(scene) ??
	(scene.details.seen() === undefined ? 'There is no torrent under the cursor.' : undefined);

const noPeer = (scene: Scene): string | undefined =>
	peerIn(scene) === undefined ? 'It is connected to no peer.' : undefined;

/** A peer in I2P has no address that could be banned. */
const noAddress = (scene: Scene): string | undefined =>
	peerIn(scene)?.peer.ip ? undefined : 'This peer has no IP address.';

/** TABLE: the keys of the peers of a torrent. */
export const peersKeys: readonly Binding[] = [
	...listKeys('peers', 'peer', peerRowsIn),
	{
		in: 'details peers',
		keys: ['a'],
		label: 'Add peers to this torrent by their addresses',
		hint: 'add',
		blocked,
		run: addPeersHere,
	},
	{
		in: 'details peers',
		keys: ['b'],
		label: 'Ban the peer, for good and from all torrents',
		hint: 'ban',
		blocked: scene => blocked(scene) ?? noPeer(scene) ?? noAddress(scene),
		run: banPeer,
	},
	{
		in: 'details peers',
		keys: ['s'],
		label: 'Sort the peers by…',
		hint: 'sort',
		run: chooseSort,
	},
	{
		in: 'details peers',
		keys: ['<'],
		label: 'Sort the peers by the column to the left',
		run: scene => shiftPeerSort(scene, -1),
	},
	{
		in: 'details peers',
		keys: ['>'],
		label: 'Sort the peers by the column to the right',
		run: scene => shiftPeerSort(scene, 1),
	},
	{
		in: 'details peers',
		keys: ['y'],
		label: 'Copy the address of the peer',
		blocked: noPeer,
		run: copyPeer,
	},
];
