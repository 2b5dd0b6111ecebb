import {spawn} from 'node:child_process';
import {afterAll, describe, expect, it} from 'vitest';
import {createWatch} from '../../source/commands/watch-lines.ts';
import type {Torrent} from '../../source/qbit/types.ts';
import {startFaultProxy} from '../lab/fault-proxy.ts';
import {labAvailable} from '../lab/lab.ts';
import {type Swarm, startSwarm} from '../lab/swarm.ts';
import {until} from '../lab/until.ts';
import {persisted} from '../lab/upload.ts';
import {environmentFor, makeHome, program} from '../stories/program.ts';
import {torrentOf} from '../views/torrent.ts';
import {qbtui} from './qbtui.ts';

describe('the lines', () => {
	const at = new Date(2026, 0, 1, 22, 35).getTime();
	const listOf = (...torrents: Torrent[]) => new Map(torrents.map(row => [row.hash, row]));
	const film = (fields: Partial<Torrent> = {}) =>
		torrentOf(1, {name: 'Film', size: 34.5e9, progress: 0.1201, state: 'downloading', ...fields});

	it('come when a torrent moves on, and not else', () => {
		const watch = createWatch(() => true);
		const see = (fields: Partial<Torrent>) => watch.see(listOf(film(fields)), at);
		expect(see({})).toEqual(['22:35 12% (4.1 GB / 34.5 GB) Film']);
		expect(see({progress: 0.1299, dlspeed: 5})).toEqual([]);
		expect(see({progress: 0.13})).toEqual(['22:35 13% (4.5 GB / 34.5 GB) Film']);
		expect(see({progress: 0.13, state: 'stoppedDL'})).toEqual([
			'22:35 13% (4.5 GB / 34.5 GB) Film: stoppedDL',
		]);
		expect(see({progress: 0.9999})).toEqual(['22:35 99% (34.5 GB / 34.5 GB) Film']);
		expect(watch.standing()).toEqual({waiting: 1, complete: 0, gone: 0});
		expect(see({progress: 1, state: 'stalledUP'})).toEqual(['22:35 100% (34.5 GB / 34.5 GB) Film']);
		expect(watch.standing()).toEqual({waiting: 0, complete: 1, gone: 0});
	});

	it('take a check of the data for no progress, and an unknown size for no end', () => {
		const watch = createWatch(() => true);
		expect(watch.see(listOf(film({progress: 1, state: 'checkingDL'})), at)).toEqual([
			'22:35 0% (34.5 GB) Film: checking',
		]);
		expect(watch.standing().waiting).toBe(1);
		const magnet = createWatch(() => true);
		expect(magnet.see(listOf(film({progress: 0, size: -1, state: 'metaDL'})), at)).toEqual([
			'22:35 0% (0 B / ?) Film',
		]);
		expect(magnet.standing().waiting).toBe(1);
	});

	it('follow a torrent beyond what the filter says of it, and one that comes', () => {
		const watch = createWatch(({state}) => state === 'downloading');
		watch.see(listOf(film()), at);
		const other = torrentOf(2, {name: 'Other', size: 100, progress: 0, state: 'downloading'});
		expect(watch.see(listOf(film({progress: 1, state: 'uploading'}), other), at)).toHaveLength(2);
		expect(watch.see(listOf(other), at)).toEqual(['22:35 removed from the server: Film']);
		expect(watch.standing()).toEqual({waiting: 1, complete: 0, gone: 1});
	});

	it('are none for what was complete before', () => {
		const watch = createWatch(() => true);
		expect(watch.see(listOf(film({progress: 1, state: 'uploading'})), at)).toEqual([]);
		expect(watch.standing()).toEqual({waiting: 0, complete: 1, gone: 0});
	});
});

const isHere = await labAvailable('5.3');

describe.skipIf(!isHere)('a real download', () => {
	let swarm: Swarm | undefined;
	afterAll(() => swarm?.stop());

	it('is told line by line, through a restart of the server, to its end', async () => {
		swarm = await startSwarm({size: 2 ** 22, downloadLimit: 2 ** 20});
		const {downloader: server} = swarm;
		const late = await qbtui({args: ['watch', 'payload', '--timeout', '3s', '--json'], server});
		expect(late).toMatchObject({code: 5, err: 'qbtui: 0 of 1 torrent is complete.\n'});
		expect(JSON.parse(late.out)).toMatchObject({
			...{complete: false, timed_out: true},
			torrents: [{name: 'payload.bin', progress: 0, size: 2 ** 22}],
		});
		const proxy = await startFaultProxy(server);
		proxy.always('sync/maindata', {hang: true});
		const mute = {...server, url: proxy.url};
		const unknown = await qbtui({args: ['watch', '--timeout', '1s'], server: mute});
		await proxy.stop();
		expect(unknown).toMatchObject({code: 3, out: ''});
		expect(unknown.err).toMatch(/list had not come when the time was up/);
		const none = await qbtui({args: ['watch', 'nothing'], server});
		expect(none).toMatchObject({code: 1, out: ''});
		expect(none.err).toMatch(/No torrent matches/);
		expect(await qbtui({args: ['watch', '--timeout', 'soon'], server})).toMatchObject({code: 2});

		const home = await makeHome();
		const cut = spawn(program.command, [program.cli, 'watch', 'payload'], {
			env: {...process.env, ...environmentFor(home, server)},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let told = '';
		cut.stderr.setEncoding('utf8').on('data', text => {
			told += text;
		});
		const cutAt = new Promise<number | null>(resolve => cut.once('close', resolve));
		cut.stdout.once('data', () => cut.kill('SIGINT'));
		expect(await cutAt).toBe(5);
		expect(told).toMatch(/Interrupted: 0 of 1 torrent is complete\./);

		const child = spawn(program.command, [program.cli, 'watch', 'payload'], {
			env: {...process.env, ...environmentFor(home, server)},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const said = {out: '', err: ''};
		child.stdout.setEncoding('utf8').on('data', text => {
			said.out += text;
		});
		child.stderr.setEncoding('utf8').on('data', text => {
			said.err += text;
		});
		const ended = new Promise<number | null>(resolve => child.once('close', resolve));
		await until(
			'the first line',
			() => said.out,
			text => / 0% \(0 B \/ 4\.2 MB\) payload/.test(text),
		);
		await persisted(server);
		await server.stop();
		await until(
			'it to say that the server is away',
			() => said.err,
			text => /away/.test(text),
		);
		await server.restart();
		await swarm.join();
		expect(await ended).toBe(0);
		expect(said.err).toMatch(/The server is back\./);
		const lines = said.out.trimEnd().split('\n');
		expect(lines.at(-1)).toBe('Complete.');
		expect(lines.at(-2)).toMatch(/^\d\d:\d\d 100% \(4\.2 MB \/ 4\.2 MB\) payload\.bin$/);
		const percents = lines.slice(0, -1).flatMap(line => / (\d+)% /.exec(line)?.[1] ?? []);
		expect(percents.length).toBeGreaterThan(2);
		expect(percents.map(Number)).toEqual(percents.map(Number).toSorted((a, b) => a - b));
		// What is complete already is not waited for.
		expect(await qbtui({args: ['watch'], server})).toMatchObject({code: 0, out: 'Complete.\n'});
	});
});
