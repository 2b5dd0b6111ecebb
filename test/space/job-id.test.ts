import {expect, it} from 'vitest';
import {followJobId, newJobId} from '../../source/space/job/id.ts';

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

it('ids sort behind those of a process whose clock was ten years ahead', () => {
	const before = '01ZZZZZZZZ0123456789ABCDEF';
	followJobId(before);
	const ids = [newJobId(now), newJobId(now + 1)];
	expect([before, ...ids].toSorted()).toEqual([before, ...ids]);
	for (const id of ids) expect(id).toMatch(/^01ZZZZZZZZ[0-9A-HJKMNP-TV-Z]{16}$/);
	followJobId('an id of another kind');
	expect(newJobId(now) > (ids[1] ?? '')).toBe(true);
});
