import {expect, it} from 'vitest';
import {noControl} from '../../source/space/plan/controller.ts';
import {planSpace} from '../../source/space/plan/plan.ts';
import type {Move} from '../../source/space/plan/shape.ts';
import {createPlans} from '../../source/space/run/plans.ts';
import {limits, noon, torrent, worldOf} from './planned.ts';

const start = () => {
	const world = {now: noon, plannedAt: 0, sign: 'a', made: 0, wanted: true};
	const queued: Move[] = [];
	const plans = createPlans({
		policy: {
			plan: async () => {
				world.made++;
				return planSpace(worldOf(world.wanted ? [torrent('a')] : []), limits());
			},
		},
		intake: {
			addMoves: moves => {
				queued.push(...moves);
				world.wanted = false;
				return [];
			},
		},
		records: {
			planned: () => {
				world.plannedAt = world.now;
			},
			control: () => ({...noControl, plannedAt: world.plannedAt}),
		},
		sign: async () => world.sign,
		cooldown: 300_000,
		clock: {now: () => world.now, ticks: () => world.now - noon},
		note: () => {},
		changed: () => {},
	});
	/** The loop comes round once a second. */
	const pass = async (seconds: number): Promise<void> => {
		for (let second = 0; second < seconds; second++) {
			world.now += 1000;
			await plans.follow();
		}
	};
	return {world, queued, plans, pass};
};

it('runs by itself what is short of space, and shows what is left to plan then', async () => {
	const {queued, plans, pass} = start();
	await pass(1);
	expect(queued.map(({name}) => name)).toEqual(['a']);
	expect(plans.newest()?.moves).toEqual([]);
	expect(plans.restsUntil()).toBe(noon + 301_000);
});

it('between two plans that run it shows what would move, and runs that when the rest is over', async () => {
	const {world, queued, plans, pass} = start();
	await pass(1);
	Object.assign(world, {wanted: true, sign: 'b'});
	await pass(60);
	expect(plans.newest()?.moves).toHaveLength(1);
	expect(queued).toHaveLength(1);
	await pass(300);
	expect(queued).toHaveLength(2);
	expect(plans.restsUntil()).toBeGreaterThan(noon + 301_000);
});

it('judges nothing anew while nothing has changed, but now and then, and as soon as a job has ended', async () => {
	const {world, plans, pass} = start();
	world.wanted = false;
	await pass(40);
	const {made} = world;
	await pass(200);
	expect(world.made).toBe(made);
	world.sign = 'b';
	await pass(31);
	expect(world.made).toBe(made + 1);
	plans.expire();
	await pass(1);
	expect(world.made).toBe(made + 2);
	await pass(301);
	expect(world.made).toBe(made + 3);
});
