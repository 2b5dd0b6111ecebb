import {expect, it} from 'vitest';
import {createClient} from '../../source/qbit/client.ts';
import {addMade} from '../../source/qbit/create/add-made.ts';
import {QbitError} from '../../source/qbit/errors.ts';
import {syntheticTorrent} from '../lab/torrents.ts';
import {createFakeServer} from './fake-fetch.ts';

it('a look that fails after a torrent was added does not say that it was not', async () => {
	const {file, hash} = syntheticTorrent({index: 1, name: 'x', size: 1_000_000});
	let isBroken = false;
	const {fetch} = createFakeServer(path => {
		if (path === 'app/version') return {body: 'v5.3.0'};
		if (path === 'app/webapiVersion') return {body: '2.16.2'};
		if (path === 'torrents/add') {
			isBroken = true;
			return {body: {success_count: 1, added_torrent_ids: [hash]}};
		}
		if (path !== 'torrents/info') return {status: 404};
		if (isBroken) throw new QbitError('BadReply', 'The answer was cut.');
		return {body: [{hash, progress: 1, state: 'stalledUP'}]};
	});
	const client = createClient({url: new URL('http://nas'), fetch, maxReplyBytes: 1_000_000});
	await client.identify();
	const clock = {
		now: () => 0,
		ticks: () => 0,
		random: () => 0.5,
		sleep: async () => {
			isBroken = false;
		},
	};
	const made = {file, hash, source: '/data/x'};
	const added = await addMade(client, clock, made, {stopped: false});
	expect(added).toEqual({is: 'added', hash, why: ''});
});
