import {expect, it} from 'vitest';
import {createClient} from '../../source/qbit/client.ts';
import {watchServer} from '../../source/space/run/server-watch.ts';
import {mirrorOf} from '../qbit/fake-mirror.ts';

it('how old an answer is, is told by the clock that never jumps', async () => {
	const {mirror, clock, server} = mirrorOf(rid => ({body: {rid: rid + 1, full_update: rid === 0}}));
	const client = createClient({
		...{url: new URL('http://nas:8080'), fetch: server.fetch, maxReplyBytes: 1_000_000},
	});
	const time = {now: 1_800_000_000_000, ticks: 5000};
	const now = {now: () => time.now, ticks: () => time.ticks};
	const watch = watchServer(client, mirror, now, 1000);
	expect(watch.seen().age).toBe(Number.POSITIVE_INFINITY);
	mirror.start();
	await clock.asleep();
	expect(watch.seen()).toMatchObject({reachable: true, age: 0});
	// An hour back, and nothing was answered for a minute: what was seen then decides nothing.
	time.now -= 3_600_000;
	time.ticks += 60_000;
	expect(watch.seen().age).toBe(60_000);
	watch.stop();
	await mirror.stop();
});
