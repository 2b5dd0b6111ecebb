import {expect, it} from 'vitest';
import {systemClock} from '../source/engine.ts';

it('a sleep of a month is none of a millisecond', async () => {
	const ending = new AbortController();
	const [month, moment] = [30 * 86_400_000, 5].map(ms => systemClock.sleep(ms, ending.signal));
	expect(await Promise.race([month?.then(() => 'month'), moment?.then(() => 'moment')])).toBe(
		'moment',
	);
	ending.abort();
	await month;
});
