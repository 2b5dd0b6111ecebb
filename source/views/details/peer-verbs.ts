import {ask, menu} from '../../hooks/layers.ts';
import {banForGood, unban} from '../../qbit/bans.ts';
import {copyLines} from '../copy-lines.ts';
import {open} from '../menus/open.ts';
import {askForPeersOf} from '../menus/peers.ts';
import type {Scene} from '../scene.ts';
import {doInside} from './do-inside.ts';
import {choiceIn, chooseIn, rowIn} from './list-keys.ts';
import {listOf, type RowList} from './list-tab.ts';
import {bySpeed, type PeerRow, type PeerSort, peerColumns, peerRows} from './peer-rows.ts';

export const peerRowsIn = (scene: Scene): RowList<PeerRow> =>
	listOf(peerRows(scene.details.seen()?.details.peers ?? new Map(), choiceIn(scene).peerSort));

export const peerIn = (scene: Scene): PeerRow | undefined =>
	rowIn(scene, 'peers', peerRowsIn(scene));

export const addPeersHere = (scene: Scene): void => {
	const torrent = scene.details.seen()?.torrent;
	if (torrent) askForPeersOf(scene, [torrent]);
};

/** For good and for all torrents: that is what the server can. */
export const banPeer = (scene: Scene): void => {
	const torrent = scene.details.seen()?.torrent;
	const {key, peer} = peerIn(scene) ?? {};
	const ip = peer?.ip;
	if (!torrent || key === undefined || ip === undefined) return;
	const yes = (): void =>
		doInside(scene, torrent, `Ban ${ip}`, async client => {
			const isNew = await banForGood(client, key, ip);
			if (!isNew) return {text: `${ip} was banned already`, look: 'warning'};
			return {text: `Banned ${ip}`, undo: {label: `ban of ${ip}`, run: c => unban(c, ip)}};
		});
	const note = 'z takes it back; so does the list of banned addresses in the server’s settings';
	open(scene, ask(`Ban ${ip} for good, from all torrents of the server?`, yes, undefined, note));
};

const sortPeers = (scene: Scene, sort: PeerSort): void =>
	chooseIn(scene, tabs => ({...tabs, peerSort: sort}));

/** Numbers from the most, texts from A; by the same one again: the other way round. */
const next = (now: PeerSort, name: string): PeerSort => {
	if (now.name === name) return {name, descending: !now.descending};
	const column = peerColumns.find(each => each.name === name);
	return {name, descending: column === undefined || column.align === 'right'};
};

export const chooseSort = (scene: Scene): void => {
	const {peerSort} = choiceIn(scene);
	const choices = [
		{name: bySpeed, letter: 's', help: 'Down and up together'},
		...peerColumns.map(({name, letter, help}) => ({name, letter, help})),
	];
	open(
		scene,
		menu(
			'Sort the peers by',
			choices.map(({name, letter, help}) => ({
				letter,
				label: `${name}: ${help}`,
				...(name === peerSort.name ? {mark: 'all' as const} : {}),
				run: () => sortPeers(scene, next(peerSort, name)),
			})),
		),
	);
};

/** Sorts by the column that stands `step` columns further on. */
export const shiftPeerSort = (scene: Scene, step: number): void => {
	const {peerSort} = choiceIn(scene);
	const names = peerColumns.map(({name}) => name);
	const at = names.indexOf(peerSort.name);
	const name = names[((at === -1 && step < 0 ? 0 : at) + step + names.length) % names.length];
	if (name !== undefined) sortPeers(scene, next(peerSort, name));
};

export const copyPeer = (scene: Scene): void => {
	const row = peerIn(scene);
	if (row) copyLines(scene, 'address of the peer', [row.key]);
};
