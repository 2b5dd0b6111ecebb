import {expect, it} from 'vitest';
import {createMoveProgress, writtenBytes} from '../../source/space/run/move-progress.ts';

it('tells rate and time left of the last 20 seconds, and neither when all is written', () => {
	const {add, forget} = createMoveProgress();
	expect(add('a', 0, 1000, 0)).toEqual({done: 0, total: 1000, rate: undefined, left: undefined});
	expect(add('a', 100, 1000, 10_000)).toMatchObject({rate: 10, left: 90});
	// What was 25 seconds ago no longer counts.
	expect(add('a', 400, 1000, 25_000)).toMatchObject({rate: 20, left: 30});
	expect(add('a', 1001, 1000, 26_000)).toEqual({
		...{done: 1000, total: 1000, rate: undefined, left: undefined},
	});
	forget('a');
	expect(add('a', 5, 1000, 27_000)).toMatchObject({done: 5, rate: undefined});
});

it('counts what is written and not how long a file is to be, and knows nothing of what it can’t see', async () => {
	const disk = new Map([['/a', {id: '1', links: 1, bytes: 40}]]);
	const inodeAt = async (path: string) => disk.get(path);
	expect(await writtenBytes(['/a', '/b'], inodeAt)).toBe(40);
	expect(await writtenBytes(['/b'], inodeAt)).toBeUndefined();
});
