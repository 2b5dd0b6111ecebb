import {describe, expect, it, onTestFinished} from 'vitest';
import {exportTorrent} from '../../source/qbit/detail-verbs.ts';
import {endpoints} from '../../source/qbit/endpoints.ts';
import {labAvailable} from '../lab/lab.ts';
import {startSwarm} from '../lab/swarm.ts';
import {until} from '../lab/until.ts';
import {VERSIONS} from '../lab/versions.ts';
import {loginOf, openClient} from './real.ts';

describe.skipIf(!(await labAvailable(...VERSIONS)))('a torrent in a swarm', () => {
	it.each(VERSIONS)('tells of its peers and pieces (qBittorrent %s)', async version => {
		const swarm = await startSwarm({
			downloader: version,
			size: 8 * 2 ** 20,
			downloadLimit: 500_000,
		});
		onTestFinished(swarm.stop);
		const {downloader, seeder, torrent} = swarm;
		const client = openClient(downloader.url, loginOf(downloader));
		onTestFinished(client.end);
		const {hash} = torrent;
		await swarm.join();
		const {peers} = await until(
			'a peer',
			() => client.ask(endpoints.torrentPeers, {hash, rid: 0}),
			found => [...found.peers.values()].some(peer => (peer.dl_speed ?? 0) > 0),
		);
		const [address, peer] = [...peers][0] ?? [];
		expect(address).toBe(`127.0.0.1:${seeder.peerPort}`);
		expect(peer).toMatchObject({
			...{ip: '127.0.0.1', port: seeder.peerPort, progress: 1, client: expect.any(String)},
			...{
				flags: expect.any(String),
				flags_desc: expect.any(String),
				connection: expect.any(String),
			},
		});
		const states = await client.ask(endpoints.pieceStates, {hash});
		expect(new Set(states).size).toBeGreaterThan(1);
		if (version === '5.3') {
			const counts = await client.ask(endpoints.pieceAvailability, {hash});
			expect(counts).toHaveLength(states.length);
		}
		const [file] = await client.ask(endpoints.files, {hash});
		expect(file).toMatchObject({index: 0, name: 'payload.bin', availability: expect.any(Number)});
		expect((await exportTorrent(client, hash)).length).toBeGreaterThan(100);
	});
});
