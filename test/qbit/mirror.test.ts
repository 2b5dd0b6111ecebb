import {expect, it} from 'vitest';
import {mirrorOf} from './fake-mirror.ts';
import {hashOf, wireTorrent} from './wire.ts';

it('asks with the rid of the answer before, and takes in what changed', async () => {
	const {mirror, next, rids, clock} = mirrorOf(rid => ({
		body:
			rid === 0
				? {rid: 7, full_update: true, torrents: {[hashOf(1)]: wireTorrent()}}
				: {rid: rid + 1, torrents: {[hashOf(1)]: {progress: rid / 100}}},
	}));
	mirror.start();
	await clock.asleep();
	await next();
	await next();
	expect(rids()).toEqual([0, 7, 8]);
	const {maindata, change, link, revision} = mirror.store.get();
	expect(maindata.torrents.get(hashOf(1))?.progress).toBe(0.08);
	expect([...change.changed]).toEqual([[hashOf(1), {progress: 0.08}]]);
	expect({link: link.state, revision}).toEqual({link: 'live', revision: 3});
	await mirror.stop();
});

it('asks one thing at a time, however often it is poked', async () => {
	let [underWay, most] = [0, 0];
	const {mirror, server, clock} = mirrorOf(async rid => {
		most = Math.max(most, ++underWay);
		await new Promise(resolve => setImmediate(resolve));
		underWay--;
		return {body: {rid: rid + 1}};
	});
	mirror.start();
	mirror.start();
	for (let n = 0; n < 50; n++) {
		mirror.poke();
		if (n % 3 === 0) await new Promise(resolve => setImmediate(resolve));
	}
	await clock.asleep();
	expect(most).toBe(1);
	expect(server.asked.length).toBeGreaterThan(2);
	await mirror.stop();
});

it('asks again at once when it was poked while it asked', async () => {
	let poke = (): void => {};
	const {mirror, rids, clock} = mirrorOf(rid => {
		if (rid === 0) poke();
		return {body: {rid: rid + 1}};
	});
	poke = mirror.poke;
	mirror.start();
	await clock.asleep();
	expect(rids()).toEqual([0, 1]);
	await mirror.stop();
});

it.each([
	['usually', {}, 1500],
	['as often as the server has news', {refresh_interval: 4000}, 4000],
	['not more often than that', {refresh_interval: 10}, 500],
	['not at all by nonsense', {refresh_interval: -5}, 500],
	['at times when it has to', {refresh_interval: 1e300}, 2 ** 30],
])('is asked %s when someone looks', async (_, server_state, ms) => {
	const {mirror, clock} = mirrorOf(() => ({body: {rid: 1, server_state}}));
	mirror.watch();
	mirror.start();
	expect(await clock.asleep()).toBe(ms);
	await mirror.stop();
});

it('asks less often when nobody looks, and at once when somebody comes', async () => {
	const {mirror, clock, rids} = mirrorOf(rid => ({body: {rid: rid + 1}}));
	mirror.start();
	expect(await clock.asleep()).toBe(10_000);
	const answered = mirror.answered();
	const [leave, leaveToo] = [mirror.watch(), mirror.watch()];
	await answered;
	expect(rids()).toEqual([0, 1]);
	expect(await clock.asleep()).toBe(1500);
	leave();
	leave();
	const [again] = [mirror.answered(), mirror.poke()];
	await again;
	expect(await clock.asleep()).toBe(1500);
	leaveToo();
	const [last] = [mirror.answered(), mirror.poke()];
	await last;
	expect(await clock.asleep()).toBe(10_000);
	await mirror.stop();
});

it.each([
	['with each piece, when they come slowly', 300, 50],
	['not with each piece, when they come quickly', 20, 15],
])('shows how many torrents have come: %s', async (_, msPerLook, most) => {
	const torrents = Object.fromEntries(
		Array.from({length: 50}, (_, i) => [hashOf(i), wireTorrent()]),
	);
	const {mirror, clock} = mirrorOf(() => ({body: {rid: 1, full_update: true, torrents}}));
	let time = clock.ticks();
	clock.ticks = () => {
		time += msPerLook;
		return time;
	};
	const counts: number[] = [];
	mirror.store.subscribe(() => {
		const {link} = mirror.store.get();
		if (link.state === 'connecting') counts.push(link.torrents ?? -1);
	});
	mirror.start();
	await clock.asleep();
	expect(counts.length).toBeGreaterThan(2);
	expect(counts.length).toBeLessThan(most);
	expect(counts).toEqual([...counts].sort((a, b) => a - b));
	await mirror.stop();
});

it.each([
	['forward, as on a NAS that had no time before', 50 * 365 * 86_400_000],
	['back', -3_600_000],
])('goes on as before when the clock is set %s while it asks', async (_, jump) => {
	let jumped = 0;
	const {mirror, clock, next} = mirrorOf(rid => {
		if (rid === 1) jumped = jump;
		return {body: {rid: rid + 1}};
	});
	clock.now = () => clock.ticks() + jumped;
	mirror.watch();
	mirror.start();
	await next();
	expect(jumped).toBe(jump);
	expect(await clock.asleep()).toBe(1500);
	expect(mirror.store.get().link).toEqual({state: 'live', latencyMs: 0});
	await mirror.stop();
});
