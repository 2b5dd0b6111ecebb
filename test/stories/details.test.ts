import {rm, symlink} from 'node:fs/promises';
import {describe, expect, it, onTestFinished} from 'vitest';
import {startFaultProxy} from '../lab/fault-proxy.ts';
import type {Seen} from '../lab/fault-rules.ts';
import {labAvailable} from '../lab/lab.ts';
import {startServer} from '../lab/server.ts';
import {startSwarm} from '../lab/swarm.ts';
import {until} from '../lab/until.ts';
import {addTorrents, persisted} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import {numbered} from './library.ts';
import {patience, startQbtui} from './program.ts';

const MIB = 2 ** 20;
/** A restart and a back-off of seconds. */
const long = {timeout: 120_000};

const ofDetails =
	/\/(properties|files|trackers|torrentPeers|pieceStates|pieceAvailability|log\/main)\?/;

const calls = (requests: readonly Seen[]): string[] => [
	...new Set(requests.flatMap(({path}) => ofDetails.exec(`${path}?`)?.[1] ?? [])),
];

const textOf = (screen: readonly string[]): string => screen.join('\n');

describe.skipIf(!(await labAvailable(...VERSIONS)))('the details of a torrent', () => {
	it.each(VERSIONS)(
		'of %s: how far, from whom, why; and only what the open tab shows is asked for',
		async version => {
			const swarm = await startSwarm({
				...{seeder: '5.1', downloader: version, name: 'a film.mkv'},
				...{size: 24 * MIB, downloadLimit: 400_000},
			});
			onTestFinished(swarm.stop);
			const proxy = await startFaultProxy(swarm.downloader);
			onTestFinished(proxy.stop);
			const {username, password} = swarm.downloader;
			const terminal = await startQbtui({server: {url: proxy.url, username, password}});
			/** What of details is asked for in four seconds; what is asked for least often is so in two. */
			const askedNow = async (): Promise<string[]> => {
				proxy.forget();
				await until(
					'eight polls',
					async () => proxy.seen('sync/maindata').length,
					polls => polls > 8,
				);
				return calls(proxy.requests).toSorted();
			};
			await terminal.until('All 1 ', patience);
			expect(calls(proxy.requests)).toEqual([]);

			await terminal.press('enter');
			await terminal.until(
				/why +no peers: it has no tracker, and DHT is off or knows nobody/,
				patience,
			);
			await swarm.join();
			await terminal.until(/why +downloading from 1 of 1 peer; limited by/, long);
			await terminal.until(/seeds +1 of 1/, patience);
			await terminal.until(/pieces +[█▓▒↓░]+ +[1-9]\d?% +[\d.]+[KM] of 24M/, long);
			const here = Number(/pieces +.* (\d+)%/.exec(textOf(terminal.screen()))?.[1]);
			const there = (await swarm.progress()) * 100;
			expect(here).toBeGreaterThan(0);
			// The screen is up to a poll behind the server, and never ahead of it.
			expect(here).toBeLessThanOrEqual(there);
			expect(textOf(terminal.screen())).toContain(swarm.torrent.hash);

			await terminal.press('[', '[');
			await terminal.until(/\d+ of 384 pieces of 64K/, patience);
			await terminal.until(/[█↓]░/, patience);
			expect(await askedNow()).toEqual(expect.arrayContaining(['pieceStates', 'properties']));
			expect(calls(proxy.requests)).not.toContain('torrentPeers');

			await terminal.press(']');
			await terminal.until(/[NI] .*“?"?a film\.mkv/, patience);
			expect(await askedNow()).toEqual(['log/main']);

			await terminal.press('esc');
			await terminal.until(screen => !textOf(screen).includes('[Log]'), patience);
			expect(await askedNow()).toEqual([]);
		},
	);

	it.each(VERSIONS)('of %s: open over a restart, and when their torrent goes', async version => {
		const server = await startServer({version});
		onTestFinished(server.discard);
		await addTorrents(server, [numbered(1)], {stopped: true});
		await addTorrents(server, [numbered(2)], {stopped: true});
		await persisted(server);
		const {url, username, password} = server;
		const terminal = await startQbtui({server: {url, username, password}, columns: 80, rows: 24});
		await terminal.until('All 2 ', patience);
		await terminal.press('enter');
		await terminal.until(/why +stopped, and never started so far/, patience);
		const [, shown = ''] = /(Lab 00\d)/.exec(textOf(terminal.screen())) ?? [];
		const [gone, left] = shown === 'Lab 001' ? [1, 2] : [2, 1];

		await server.kill();
		await terminal.until('as it was last seen', long);
		expect(textOf(terminal.screen())).toContain(numbered(gone).hash);
		await server.restart();
		await terminal.until(screen => !textOf(screen).includes('as it was last seen'), long);
		await terminal.press(']');
		await terminal.until(new RegExp(`${shown} .*\\d+M +0%`), patience);
		await terminal.press('[');
		await terminal.until(numbered(gone).hash, patience);

		await server.call('torrents/delete', {hashes: numbered(gone).hash, deleteFiles: true});
		await terminal.until(numbered(left).hash, patience);
		await server.call('torrents/delete', {hashes: numbered(left).hash, deleteFiles: true});
		await terminal.until('There is no torrent under the cursor.', patience);
		await terminal.press(']', 'j', 'esc');
		await terminal.until(/No torrents|no torrents/, patience);
	});

	it.each(VERSIONS)(
		'of %s: an error is told in the words of the server’s log, and so are files that are gone',
		async version => {
			const swarm = await startSwarm({seeder: '5.1', downloader: version, name: 'film'});
			onTestFinished(swarm.stop);
			const {downloader, torrent, received} = swarm;
			const {url, username, password} = downloader;
			const terminal = await startQbtui({server: {url, username, password}});
			await terminal.until('All 1 ', patience);
			await terminal.press('enter');
			// Whatever is written to it fails.
			await symlink('/dev/full', received);
			await swarm.join();
			await terminal.until(/why +stopped by an error \(“.*film/, long);
			expect(textOf(terminal.screen())).not.toContain('File error alert');
			await terminal.press('[');
			await terminal.until(/W .*“?"film"/, patience);
			await terminal.press(']');

			await rm(received);
			await downloader.call('torrents/recheck', {hashes: torrent.hash});
			await terminal.until(screen => !textOf(screen).includes('ERROR'), long);
			await downloader.call(version === '4.5' ? 'torrents/resume' : 'torrents/start', {
				hashes: torrent.hash,
			});
			await until(
				'all of it',
				async () => {
					await swarm.join();
					return swarm.progress();
				},
				progress => progress === 1,
			);
			await terminal.until(/why +complete; /, long);
			await persisted(downloader);
			await downloader.kill();
			await rm(received);
			await downloader.restart();
			await terminal.until(/why +its files are not at /, long);
		},
	);
});
