import {createHash} from 'node:crypto';
import {createClient} from '../../source/qbit/client.ts';
import {emptyMaindata} from '../../source/qbit/maindata.ts';
import type {Torrent} from '../../source/qbit/types.ts';
import {createFreeSpace} from '../../source/space/free-space.ts';
import {noControl} from '../../source/space/plan/controller.ts';
import {createPolicy} from '../../source/space/run/policy.ts';
import {createFakeServer} from '../qbit/fake-fetch.ts';
import {mirrorOf} from '../qbit/fake-mirror.ts';
import {GIB, limits, noon, torrent} from './planned.ts';

/**
 * A library of many torrents on the SSD, as one finds it: each in a folder of its own, and in the
 * order of their hashes, as servers list them.
 */
export const libraryOf = (count: number): Torrent[] =>
	Array.from({length: count}, (_, index) => createHash('sha1').update(`${index}`).digest('hex'))
		.sort()
		.map((hash, index) =>
			torrent(`Film ${index}`, {
				...{hash, save_path: '/ssd/films', size: (1 + (index % 8)) * GIB, tags: 'ssd, mine'},
				completion_on: 1_700_000_000 + ((index * 7919) % count),
			}),
		);

/** What a plan asks for; the version is known before. */
const replies: Readonly<Record<string, unknown>> = {
	'app/version': 'v5.3.0',
	'app/webapiVersion': '2.16.2',
	'app/preferences': {save_path: '/ssd', preallocate_all: false},
	'app/getFreeSpaceAtPath': 5 * GIB,
};

/** Plans over a library whose disks only the server sees. */
export const plannerOf = async (torrents: readonly Torrent[]) => {
	const maindata = emptyMaindata();
	for (const row of torrents) maindata.torrents.set(row.hash, row);
	const {fetch, asked} = createFakeServer((path, {url}) => ({
		body: url.searchParams.get('path') === '/hdd' ? `${1e6 * GIB}` : replies[path],
	}));
	const client = createClient({url: new URL('http://nas:8080'), fetch, maxReplyBytes: 1_000_000});
	await client.identify();
	asked.length = 0;
	const by = limits({high: 100 * GIB});
	const {measure} = createFreeSpace({
		...{volumes: by.volumes, client, mirror: mirrorOf(() => ({})).mirror, ticks: () => 0},
		...{pathMap: [], sameMachine: false},
	});
	const policy = createPolicy({
		...{client, measure, limits: by, maindata: () => maindata, now: () => noon},
		...{jobs: () => [], control: () => noControl},
		look: {filesOf: async () => undefined, inodeAt: async () => undefined},
	});
	return {policy, asked};
};
