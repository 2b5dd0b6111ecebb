import {once} from 'node:events';
import {createServer, type ServerResponse} from 'node:http';
import {expect, it, onTestFinished} from 'vitest';
import {endpoints} from '../../source/qbit/endpoints.ts';
import {QbitError} from '../../source/qbit/errors.ts';
import type {Link} from '../../source/qbit/mirror.ts';
import {askWhole} from '../../source/qbit/whole-list.ts';
import {mirrorOf} from './fake-mirror.ts';
import {openClient} from './real.ts';
import {hashOf, wireTorrent} from './wire.ts';

const torrents = Object.fromEntries(Array.from({length: 50}, (_, i) => [hashOf(i), wireTorrent()]));
const whole = {rid: 1, full_update: true, torrents};

it('is waited for much longer than any other answer', async () => {
	const waiting: ServerResponse[] = [];
	const server = createServer((_, response) => void waiting.push(response));
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	const client = openClient(`http://127.0.0.1:${port}`, {}, {readTimeoutMs: 1000});
	onTestFinished(async () => {
		await client.end();
		server.close();
	});
	const patient = askWhole(client);
	await expect(client.ask(endpoints.maindata, {rid: 1})).rejects.toThrow('silent for 1 s');
	for (const response of waiting) response.end(JSON.stringify(whole));
	expect((await patient).torrents.size).toBe(50);
});

it('is asked with patience at first and after a failure; a delta is not', async () => {
	let isAway = false;
	const {mirror, server, next, clock} = mirrorOf(rid => {
		if (isAway) throw new QbitError('Unreachable', 'Cut.');
		return {body: {rid: rid + 1}};
	});
	mirror.start();
	await clock.asleep();
	isAway = true;
	await next();
	isAway = false;
	await next();
	await next();
	expect(server.requests.map(({patience}) => patience)).toEqual([10, undefined, 10, undefined]);
	await mirror.stop();
});

it('puts off the next answer by nothing, however long it took; a slow delta does', async () => {
	const {mirror, next, clock} = mirrorOf(rid => {
		const ticks = clock.ticks() + 25_000;
		clock.ticks = () => ticks;
		return {body: {rid: rid + 1}};
	});
	mirror.watch();
	mirror.start();
	expect(await clock.asleep()).toBe(1500);
	await next();
	expect(clock.slept.at(-1)).toBe(50_000);
	await mirror.stop();
});

it('tells that it waits, how much has come, and after a failure that the server answers again', async () => {
	let isAway = false;
	const {mirror, next, clock} = mirrorOf(() => {
		if (isAway) throw new QbitError('Unreachable', 'Cut.');
		return {body: whole};
	});
	let time = clock.now();
	clock.now = () => {
		time += 300;
		return time;
	};
	const links: Link[] = [mirror.store.get().link];
	mirror.store.subscribe(() => links.push(mirror.store.get().link));
	const told = () =>
		links.splice(0).map(link => [link.state, 'torrents' in link ? link.torrents : undefined]);
	mirror.start();
	await clock.asleep();
	const first = told();
	expect(first.slice(0, 2)).toEqual([
		['connecting', undefined],
		['connecting', 0],
	]);
	expect(first.at(-2)).toEqual(['connecting', expect.any(Number)]);
	expect(first.at(-1)).toEqual(['live', undefined]);
	isAway = true;
	await next();
	isAway = false;
	told();
	await next();
	const again = told();
	expect(again[0]).toEqual(['away', expect.any(Number)]);
	expect(again.at(-1)).toEqual(['live', undefined]);
	await mirror.stop();
});
