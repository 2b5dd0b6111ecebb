import {expect, it} from 'vitest';
import {newJobId} from '../../source/space/job/id.ts';

const now = Date.UTC(2026, 10, 21);

it('an id says when it was made, as every ULID does', () => {
	// The example of the specification: 1469918176385 is 01ARYZ6S41.
	expect(newJobId(1_469_918_176_385)).toMatch(/^01ARYZ6S41[0-9A-HJKMNP-TV-Z]{16}$/);
});

it('ids sort in the order in which they were made, also when the clock goes back', () => {
	const times = [...Array.from({length: 5000}, () => now), now - 86_400_000, now + 1, now];
	const ids = times.map(newJobId);
	expect(ids.toSorted()).toEqual(ids);
	expect(new Set(ids).size).toBe(ids.length);
	for (const id of ids) expect(id).toHaveLength(26);
});
