import {createServer} from 'node:http';
import {expect, it, onTestFinished} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import type {Server} from '../lab/server.ts';
import {syntheticTorrent} from '../lab/torrents.ts';
import {until} from '../lab/until.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import {patience, startQbtui} from './program.ts';

/** Nobody listens there. */
const dead = (name: string): string => `http://127.0.0.1:9/announce/${name}`;

/** "tier url" of the trackers that the server has; it shuffles those of a tier. */
const trackersOf = async (server: Server, hash: string): Promise<string> => {
	type Row = {url: string; tier: number};
	const rows = await server.call<Row[]>(`torrents/trackers?hash=${hash}`);
	return rows
		.flatMap(({url, tier}) => (tier < 0 ? [] : `${tier} ${url}`))
		.sort()
		.join('\n');
};

/** A tracker on loopback that counts who asks. */
const startTracker = async (): Promise<{url: string; asked: () => number}> => {
	let asked = 0;
	const tracker = createServer((_, response) => {
		asked++;
		response.end('d8:intervali1800e12:min intervali1e5:peers0:e');
	});
	await new Promise<void>(resolve => tracker.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => {
		tracker.close();
		tracker.closeAllConnections();
	});
	const address = tracker.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	return {url: `http://127.0.0.1:${port}/announce`, asked: () => asked};
};

describeOnServers('trackers of a torrent', VERSIONS, ({server, version}) => {
	let made = 0;
	const start = async (trackers: readonly string[], stopped: boolean) => {
		await server().call('torrents/delete', {hashes: 'all', deleteFiles: true});
		await until(
			'an empty server',
			() => server().call<unknown[]>('torrents/info'),
			rows => rows.length === 0,
		);
		made++;
		const torrent = syntheticTorrent({index: made, name: `T${made}`, size: 2 ** 20, trackers});
		await addTorrents(server(), [torrent], {stopped});
		await settled(server());
		const terminal = await startQbtui({server: server()});
		await terminal.until('All 1 ', patience);
		await terminal.press('enter', ']', ']');
		await terminal.until(/\[Trackers\]/, patience);
		await terminal.until(/ DHT/, patience);
		const become = (wanted: readonly string[]) =>
			until(
				wanted.join(', '),
				() => trackersOf(server(), torrent.hash),
				now => now === wanted.join('\n'),
			);
		return {terminal, become, hash: torrent.hash};
	};

	it('added, changed and removed, and each taken back', async () => {
		const {terminal, become} = await start([], true);
		await terminal.press('a');
		await terminal.until('Trackers (blank between', patience);
		await terminal.type('nonsense');
		await terminal.press('enter');
		await terminal.until('nonsense is no tracker', patience);
		await terminal.press('ctrl+u');
		await terminal.paste(`${dead('a')}\n\n${dead('b')}\n${dead('c')}\n\n${dead('d')}\n`);
		await terminal.until(`${dead('c')} | ${dead('d')}`, patience);
		await terminal.press('enter');
		await terminal.until('Added 4 trackers   z takes it back', patience);
		const [b, c, d] = [`1 ${dead('b')}`, `1 ${dead('c')}`, `2 ${dead('d')}`];
		await become([`0 ${dead('a')}`, b, c, d]);
		await terminal.until(/▸ .* http:\/\/127\.0\.0\.1:9\/announce\/a /, patience);

		await terminal.press('e');
		await terminal.until(`Tracker: ${dead('a')}`, patience);
		await terminal.type('2');
		await terminal.press('enter');
		await become([`0 ${dead('a2')}`, b, c, d]);
		await terminal.until('The tracker is', patience);
		await terminal.press('z');
		await become([`0 ${dead('a')}`, b, c, d]);
		await terminal.until(/announce\/a /, patience);

		await terminal.press('j', 'j', 'j', 'd');
		await terminal.until(/Remove the tracker .*announce\/d from “T\d+” .*y\/N/, patience);
		await terminal.press('y');
		await become([`0 ${dead('a')}`, b, c]);
		await terminal.until('Removed the tracker', patience);
		await terminal.press('z');
		// Into its own tier.
		await become([`0 ${dead('a')}`, b, c, d]);
		await terminal.until('Taken back: removed', patience);
		await terminal.press('z');
		await become([]);
	});

	it('pasted into the tab they are asked for, not added as torrents', async () => {
		const {terminal, become} = await start([], true);
		await terminal.paste(`${dead('a')}\n\n${dead('b')}\n`);
		await terminal.until(`${dead('a')} | ${dead('b')}`, patience);
		await become([]);
		await terminal.press('enter');
		await become([`0 ${dead('a')}`, `1 ${dead('b')}`]);
	});

	it('what is no tracker can’t be changed, and says so', async () => {
		const {terminal, become} = await start([dead('a')], true);
		await terminal.press('j');
		await terminal.until(/▸ .* DHT/, patience);
		for (const key of ['e', 'd']) {
			await terminal.press(key);
			await terminal.until('This is no tracker;', patience);
		}
		await become([`0 ${dead('a')}`]);
	});

	/**
	 * Under load, 5.1 and 5.3 may miss how an announce ended, and say of its tracker for ever that it
	 * is being asked. The next announce tells them.
	 */
	const announced = async (hash: string): Promise<void> => {
		const query = `torrents/trackers?hash=${hash}`;
		const look = async () => {
			const rows = await server().call<{tier: number; status: number}[]>(query);
			return rows.flatMap(({tier, status}) => (tier < 0 ? [] : status)).join(' ');
		};
		const isTold = (now: string): boolean => now === '2 2 4';
		for (let tries = 0; tries < 20; tries++) {
			const told = await until('all told', look, isTold, {within: 5000}).catch(() => undefined);
			if (told !== undefined) return;
			await server().call('torrents/reannounce', {hashes: hash});
		}
		throw new Error(`its trackers are never told to have answered: ${await look()}`);
	};

	it('says how they are in words; one can be asked alone where the version has it', async () => {
		const one = await startTracker();
		const two = await startTracker();
		const {terminal, hash} = await start([one.url, two.url, dead('x')], false);
		await announced(hash);
		await terminal.until(/✓ works +.*announce/, patience);
		await terminal.until(/✗ fails +.*announce\/x/, patience);
		const before = [one.asked(), two.asked()];
		await terminal.press('g', 'n');
		if (version === '5.3') {
			await terminal.until('Announced to http', patience);
			await until(
				'one more',
				async () => one.asked(),
				asked => asked === (before[0] ?? 0) + 1,
			);
			expect(two.asked()).toBe(before[1]);
			await terminal.press('l');
			await terminal.until(/▾ http.*\n.*127\.0\.0\.1:\d+ /, patience);
		} else {
			await terminal.until(/5\.2|needs|newer/, patience);
			await terminal.press('l');
			await terminal.until('5.2 and later do', patience);
		}
		await terminal.press('g', 'r');
		await terminal.until('Reannounce: 1 torrent', patience);
		await until(
			'the other, too',
			async () => two.asked(),
			asked => asked > (before[1] ?? 0),
		);
	});

	it('a torrent that goes while one types is told to be gone', async () => {
		const {terminal, hash} = await start([], true);
		await terminal.press('a');
		await terminal.type(dead('late'));
		await server().call('torrents/delete', {hashes: hash, deleteFiles: true});
		await terminal.until('All 0 ', patience);
		await terminal.press('enter');
		await terminal.until('The torrent is gone; nothing was changed.', patience);
	});
});
