import {expect, it} from 'vitest';
import {libraryOf, plannerOf} from './a-library.ts';

it('54 a plan over 20,000 torrents of another machine asks the server three things', async () => {
	const {policy, asked} = await plannerOf(libraryOf(20_000));
	const {moves, kept} = await policy.plan();
	expect(moves.length).toBeGreaterThan(10);
	expect(moves.length + kept.length).toBe(20_000);
	expect(asked.toSorted()).toEqual([
		...['app/getFreeSpaceAtPath?path=%2Fhdd', 'app/getFreeSpaceAtPath?path=%2Fssd'],
		'app/preferences',
	]);
});
