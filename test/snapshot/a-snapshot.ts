import {emptyMaindata} from '../../source/qbit/maindata.ts';
import type {Torrent} from '../../source/qbit/types.ts';
import type {Kind, Snapshot} from '../../source/snapshot/shape.ts';
import {takeSnapshot} from '../../source/snapshot/take.ts';
import {torrentOf} from '../views/torrent.ts';

export const hash = (i: number): string => i.toString(16).padStart(40, '0');

export const snapshotOf = (
	torrents: readonly Partial<Torrent>[],
	kind: Kind = 'asked',
): Snapshot => {
	const maindata = emptyMaindata();
	for (const [i, fields] of torrents.entries()) {
		const id = fields.hash ?? hash(i + 1);
		maindata.torrents.set(id, {...torrentOf(i, {infohash_v1: id, ...fields}), hash: id});
	}
	maindata.categories.set('films', {name: 'films', savePath: '/hdd/films'});
	maindata.categories.set('7', {name: '7', savePath: ''});
	maindata.tags.add('keep').add('qbtui-restoring');
	maindata.trackers.set('', [hash(2)]);
	maindata.trackers.set('udp://t.example/announce?a=1&b=2', [hash(1)]);
	const server = {address: 'nas:8080', app: 'v5.3.0', webapi: '2.16.2'};
	return takeSnapshot({maindata, server, jobs: [], kind, now: 1_763_740_000});
};
