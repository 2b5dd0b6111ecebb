import {expect, it} from 'vitest';
import {type ErrorCode, QbitError} from '../../source/qbit/errors.ts';
import type {Answer} from './fake-fetch.ts';
import {mirrorOf} from './fake-mirror.ts';
import {hashOf, wireTorrent} from './wire.ts';

const torrents = {[hashOf(1)]: wireTorrent()};
const fail = (code: ErrorCode): never => {
	throw new QbitError(code, 'No.');
};

it.each<[string, () => Answer]>([
	['the network', () => fail('Unreachable')],
	['silence', () => fail('Unreachable')],
	['a proxy', () => ({status: 502})],
	['a cut answer', () => ({body: '{"rid":3,"torrents":{"a":{"na'})],
	['another page', () => ({body: '<html>'})],
	['a wrong field', () => ({body: {rid: 3, torrents: {[hashOf(1)]: {name: 5}}}})],
	[
		'something unexpected',
		() => {
			throw new TypeError('Cannot read properties');
		},
	],
])('after a failure of %s it asks for everything, and keeps what it has', async (_, failure) => {
	let count = 0;
	const {mirror, next, rids, clock} = mirrorOf(rid => {
		count++;
		if (count === 3) return failure();
		return {body: rid === 0 ? {rid: 1, full_update: true, torrents} : {rid: rid + 1}};
	});
	mirror.start();
	await clock.asleep();
	await next();
	await next();
	expect(mirror.store.get().link.state).toBe('away');
	expect(mirror.store.get().maindata.torrents.size).toBe(1);
	await next();
	await next();
	expect(rids()).toEqual([0, 1, 2, 0, 1]);
	expect(mirror.store.get().link.state).toBe('live');
	await mirror.stop();
});

it.each([
	[0, [500, 1000, 2000, 4000, 8000, 15_000, 15_000]],
	[0.5, [750, 1500, 3000, 6000, 12_000, 22_500, 22_500]],
	[1, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]],
])('waits longer after each failure, with jitter and up to a bound (%d)', async (luck, waits) => {
	const {mirror, next, clock} = mirrorOf(() => fail('Unreachable'));
	clock.luck = luck;
	mirror.watch();
	mirror.start();
	await clock.asleep();
	for (let n = 1; n < waits.length; n++) await next();
	expect(clock.slept).toEqual(waits);
	const {link} = mirror.store.get();
	expect(link).toMatchObject({state: 'away', nextTry: clock.now() + (waits.at(-1) ?? 0)});
	await mirror.stop();
});

it('forgets how long it waited when an answer comes', async () => {
	let count = 0;
	const {mirror, next, clock} = mirrorOf(() => {
		count++;
		return count === 3 ? {body: {rid: 1}} : fail('Unreachable');
	});
	mirror.watch();
	mirror.start();
	await clock.asleep();
	for (let n = 0; n < 3; n++) await next();
	expect(clock.slept).toEqual([750, 1500, 1500, 750]);
	await mirror.stop();
});

it('waits for a person after a refused login, and tries again when poked', async () => {
	let refused = true;
	const {mirror, clock} = mirrorOf(() => (refused ? fail('LoginRefused') : {body: {rid: 1}}));
	mirror.start();
	expect(await clock.asleep()).toBeGreaterThan(24 * 3_600_000);
	expect(mirror.store.get().link).toMatchObject({state: 'away', nextTry: undefined});
	refused = false;
	const answered = mirror.answered();
	mirror.poke();
	expect((await answered).link.state).toBe('live');
	await mirror.stop();
});

it.each(['Banned', 'SessionLost'] as const)('%s: tries again in minutes only', async code => {
	const {mirror, clock} = mirrorOf(() => fail(code));
	mirror.start();
	expect(await clock.asleep()).toBe(300_000);
	await mirror.stop();
});

it('tries again when the failure itself says', async () => {
	const {mirror, clock} = mirrorOf(() => {
		throw new QbitError('SessionLost', 'Ended again.', {waitMs: 60_000});
	});
	mirror.start();
	expect(await clock.asleep()).toBe(60_000);
	await mirror.stop();
});

it('tells since when the server has not answered', async () => {
	let away = false;
	const {mirror, next, clock} = mirrorOf(() => (away ? fail('Unreachable') : {body: {rid: 1}}));
	mirror.start();
	await clock.asleep();
	const since = clock.now();
	away = true;
	await next();
	await next();
	expect(mirror.store.get().link).toMatchObject({state: 'away', since});
	await mirror.stop();
});

it('stops while it sleeps, and while it asks', async () => {
	const sleeping = mirrorOf(() => ({body: {rid: 1}}));
	sleeping.mirror.start();
	await sleeping.clock.asleep();
	await sleeping.mirror.stop();
	expect(sleeping.server.asked).toHaveLength(1);

	const {promise: asked, resolve: noteAsked} = Promise.withResolvers<void>();
	const asking = mirrorOf((_, signal) => {
		noteAsked();
		return new Promise((_resolve, reject) => {
			signal.addEventListener('abort', () => reject(new Error('aborted')));
		});
	});
	asking.mirror.start();
	await asked;
	await asking.mirror.stop();
	expect(asking.server.asked).toHaveLength(1);
	expect(asking.mirror.store.get().link.state).toBe('connecting');
});
