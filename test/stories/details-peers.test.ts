import {describe, expect, it, onTestFinished} from 'vitest';
import {labAvailable} from '../lab/lab.ts';
import {startSwarm} from '../lab/swarm.ts';
import {until} from '../lab/until.ts';
import {VERSIONS} from '../lab/versions.ts';
import {patience, startQbtui} from './program.ts';

describe.skipIf(!(await labAvailable(...VERSIONS)))('peers of a torrent', () => {
	it.each(VERSIONS)(
		'one is added, seen, banned, and the ban taken back (qBittorrent %s)',
		async version => {
			const swarm = await startSwarm({
				downloader: version,
				size: 24 * 2 ** 20,
				downloadLimit: 400_000,
			});
			onTestFinished(swarm.stop);
			const {downloader, seeder} = swarm;
			const banned = async (): Promise<string> =>
				(await downloader.call<{banned_IPs: string}>('app/preferences')).banned_IPs;
			const peer = `127.0.0.1:${seeder.peerPort}`;
			const {url, username, password} = downloader;
			const terminal = await startQbtui({server: {url, username, password}});
			await terminal.until('All 1 ', patience);
			await terminal.press('enter', ']', ']', ']');
			await terminal.until('Connected to nobody.', patience);

			await terminal.press('a');
			await terminal.until('Peers for “payload.bin”', patience);
			await terminal.type('127.0.0.1');
			await terminal.press('enter');
			await terminal.until('127.0.0.1 is no address with a port', patience);
			await terminal.type(`:${seeder.peerPort}`);
			await terminal.press('enter');
			await terminal.until(`${peer} taken`, patience);
			// Its address, its program, that it has everything, and how fast it sends.
			const row = new RegExp(`▸ +127\\.0\\.0\\.1:${seeder.peerPort} .*qBittorrent.* 100 +\\d+`);
			await terminal.until(row, patience);
			await terminal.until(new RegExp(`${peer} +.* = `), patience);

			await terminal.press('b');
			await terminal.until(/Ban 127\.0\.0\.1 for good, from all torrents .*y\/N/, patience);
			await terminal.press('n');
			expect(await banned()).toBe('');
			await terminal.press('b');
			await terminal.until('y/N', patience);
			await terminal.press('y');
			await terminal.until('Banned 127.0.0.1   z takes it back', patience);
			expect(await banned()).toBe('127.0.0.1');
			await terminal.until('Connected to nobody.', patience);
			await terminal.press('z');
			await terminal.until('Taken back: ban of 127.0.0.1', patience);
			await until('no ban', banned, text => text === '');
		},
	);
});
