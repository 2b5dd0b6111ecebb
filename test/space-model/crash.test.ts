import {existsSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {expect, it} from 'vitest';
import {createStoreDisk, type StoreDisk, type StoreOptions} from './store-disk.ts';
import {type Walk, walk} from './walk.ts';

/** Each seed is one life, on a true store; a failing one can be walked again by its number. */
const runs = 520;
const first = 100_000;
/** In memory where there is such: what is synced there is quick, and what is lost we choose. */
const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

type Life = Walk & {losses: readonly string[]; powerCuts: number};

const live = async (seed: number, changes: Partial<StoreOptions> = {}): Promise<Life> => {
	let made: StoreDisk | undefined;
	try {
		const life = await walk(seed, {
			killing: [0.006, 0.018],
			// Now and then long enough for the log of the store to begin anew.
			chaos: seed % 52 === 0 ? [600, 1200] : [80, 240],
			disk: (world, wall, maybeKilled) => {
				made = createStoreDisk({world, wall, maybeKilled, cutting: 0.04, root, ...changes});
				return made;
			},
		});
		return {...life, losses: made?.losses ?? [], powerCuts: made?.powerCuts() ?? 0};
	} finally {
		made?.close();
	}
};

it(`1 2 killed at every await of every transition, ${runs} times, with the power or without: all promises kept`, async () => {
	let [kills, cuts, moves] = [0, 0, 0];
	const killed = new Set<string>();
	for (let seed = first; seed < first + runs; seed += 1) {
		const life = await live(seed);
		expect([...life.problems, ...life.losses], `seed ${seed}`).toEqual([]);
		kills += life.kills;
		cuts += life.powerCuts;
		moves += life.moves;
		for (const where of life.killed) killed.add(where);
	}
	process.stdout.write(
		`${runs} runs (seeds ${first} to ${first + runs - 1}), ${kills} kills, ${cuts} power cuts, ${moves} moves\n`,
	);
	expect(kills + cuts).toBeGreaterThan(runs);
	expect([...killed].sort()).toEqual(expect.arrayContaining(places));
});

/** Each state that is stored, before and after; and each time that somebody else is waited for. */
const places = [
	...['QUEUED', 'READY', 'BLOCKED', 'ISSUING', 'MOVING', 'RECONCILE', 'VERIFYING', 'TAGGING'],
	...['HELD', 'DONE'],
]
	.flatMap(state => [`before ${state}`, `after ${state}`])
	.concat(
		...['before a look', 'after a look', 'before the move is sent', 'before the server does it'],
		...['before the answer comes', 'before tags are sent', 'after tags are sent', 'in a hook'],
	);

it('notices a store that says too early that something is on disk', async () => {
	for (let seed = first; seed < first + runs; seed += 1) {
		const {losses} = await live(seed, {lies: true, cutting: 0.1});
		if (losses.some(loss => loss.startsWith('O1'))) return;
	}
	expect.fail(`${runs} runs, and nothing was noticed`);
});
