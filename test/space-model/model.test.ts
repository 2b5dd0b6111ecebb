import {describe, expect, it} from 'vitest';
import type {Breakage} from './machine.ts';
import {walk} from './walk.ts';

/** Each seed is one life; a failing one can be walked again by its number. */
const walks = 600;

describe('random walks over a simulated server', () => {
	it(`${walks} of them keep every promise, with a kill at every await`, async () => {
		let [kills, moves] = [0, 0];
		const passed = new Set<string>();
		for (let seed = 0; seed < walks; seed += 1) {
			const life = await walk(seed);
			expect(life.problems, `seed ${seed}`).toEqual([]);
			kills += life.kills;
			moves += life.moves;
			for (const state of life.passed) passed.add(state);
		}
		process.stdout.write(
			`${walks} walks (seeds 0 to ${walks - 1}), ${kills} kills, ${moves} moves\n`,
		);
		expect(kills).toBeGreaterThan(500);
		expect(moves).toBeGreaterThan(walks);
		expect([...passed]).toEqual(expect.arrayContaining([...expectedStates]));
	});
});

/** A walk that never comes to these would prove little. */
const expectedStates = [
	...['QUEUED', 'READY', 'ISSUING', 'MOVING', 'RECONCILE', 'VERIFYING', 'TAGGING', 'DONE'],
	...['HELD DEST_RESIDUE', 'HELD INCOMPLETE_AFTER_MOVE', 'HELD CONTESTED', 'HELD RELEASED'],
	...['BLOCKED DST_FULL', 'BLOCKED DST_NOT_MOUNTED', 'BLOCKED FOREIGN_MOVE', 'BLOCKED PAUSED'],
	...['BLOCKED CHECKING', 'BLOCKED QBT_DOWN', 'BLOCKED UNSUPPORTED_VERSION', 'BLOCKED RETRY'],
	...['CANCELLED BY_OPERATOR', 'CANCELLED RELEASED', 'GONE REMOVED'],
] as const;

describe('the checker notices a machine that', () => {
	it.each<[string, Breakage, RegExp]>([
		['does not see what lies at the destination', {blind: true}, /^O4/],
		['moves what is not there', {trustsEmpty: true}, /^nothing is moved from a disk/],
		['sends before the intent is on disk', {sendsFirst: true}, /^O2/],
		['believes the first sample', {limits: {settle: 0, doubt: 0}}, /^O5/],
		['does not wait for what may still be executed', {limits: {doubt: 5_000}}, /^O5/],
		['forgets after a kill that a move was sent', {forgets: true}, /^O5/],
	])('%s', async (_, broken, promise) => {
		for (let seed = 0; seed < walks; seed += 1) {
			const {problems} = await walk(seed, {broken});
			if (problems.some(problem => promise.test(problem))) return;
		}
		expect.fail(`${walks} walks, and nothing was noticed`);
	});
});
