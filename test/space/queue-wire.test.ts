import {expect, it} from 'vitest';
import {idle, type Orchestrated} from '../../source/space/orchestrator-shape.ts';
import {queueRead, queueSent} from '../../source/space/queue-wire.ts';
import {heldJob, jobOf, movingJob, plannedOf, torrent} from '../views/work.ts';

const doneJob = jobOf(0, 'DONE');

const overWire = (seen: Orchestrated): Orchestrated | undefined =>
	queueRead(JSON.parse(JSON.stringify(queueSent(seen))));

const whole: Orchestrated = {
	...idle,
	...{state: 'running', folder: '/state', jobs: [heldJob, movingJob], ended: [doneJob]},
	...{paused: {since: 5, why: 'x'}, breaker: {since: 6, why: 'y'}},
	...{rebuilt: {at: 7, why: 'z', path: '/old'}, restsUntil: 8, launchTime: 9},
	progress: new Map([[movingJob.id, {done: 1, total: 2, rate: undefined, left: 3}]]),
	contested: new Map([['a'.repeat(40), 2]]),
	plan: plannedOf([torrent('A film')]).orchestrated.plan,
};

it('what is sent is read as it was', () => {
	expect(overWire(whole)).toEqual(whole);
});

it('names are written as all that is JSON is; what is a key by its meaning stays', () => {
	const text = JSON.stringify(queueSent(whole));
	expect(text).toContain('"not_before"');
	expect(text).not.toContain('"notBefore"');
	expect(queueSent(whole)).toMatchObject({plan: {reasons: whole.plan?.reasons}});
});

it.each([
	[undefined],
	[[]],
	[{state: 'perhaps', jobs: [], ended: []}],
	[{state: 'running', jobs: [{}], ended: []}],
	[{state: 'running', jobs: []}],
])('what is none is not read: %j', document => {
	expect(queueRead(document)).toBeUndefined();
});
