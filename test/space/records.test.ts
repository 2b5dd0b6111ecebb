import {expect, it} from 'vitest';
import {createRecords} from '../../source/space/run/records.ts';
import {makeFolder, openIn} from './a-store.ts';
import {aJob} from './job-row.ts';
import {GIB, noon} from './planned.ts';

const recordsIn = () => {
	const store = openIn(makeFolder());
	const commit = (changes: Parameters<typeof store.commit>[0]) => store.commit(changes);
	const records = createRecords(
		store,
		changes => commit({...changes, at: noon}),
		() => noon,
	);
	/** A move for space: what was free before and after, and what was downloaded meanwhile. */
	const move = (index: number, bytes: number, gain: number, downloaded = 0) => {
		const job = {...aJob(index, 'DONE'), kind: 'space' as const, bytes};
		records.sent(job, {free: 100 * GIB, downloaded: 7});
		return records.done(job, {free: 100 * GIB + gain, downloaded: 7 + downloaded});
	};
	return {store, records, move};
};

it('stops moving for space when it did not come back twice', () => {
	const {store, move} = recordsIn();
	expect(move(1, GIB, 0)).toBeUndefined();
	expect(move(2, GIB, 0)).toMatch(/less than half/);
	expect(store.control('breaker')).toBeDefined();
});

it('counts what was downloaded meanwhile as come back: a busy disk is no broken one', () => {
	const {store, move} = recordsIn();
	for (const index of [1, 2, 3]) expect(move(index, GIB, -GIB, 2 * GIB)).toBeUndefined();
	expect(store.control('breaker')).toBeUndefined();
});

it('learns nothing from what is too small to be told from what else is written', () => {
	const {store, move} = recordsIn();
	for (const index of [1, 2, 3]) move(index, 600_000, -5_000_000);
	expect(store.control('breaker')).toBeUndefined();
});

it('begins to count anew when a person has let it go on', () => {
	const {store, records, move} = recordsIn();
	for (const index of [1, 2]) move(index, GIB, 0);
	store.commit({controls: {breaker: undefined}, at: noon});
	records.reset();
	expect(move(3, GIB, 0)).toBeUndefined();
	expect(move(4, GIB, 0)).toMatch(/less than half/);
});

it('what was moved on a day that has long to come is of today: the cap of a day is over with it', () => {
	const store = openIn(makeFolder());
	const time = {now: noon};
	const records = createRecords(
		store,
		changes => store.commit({...changes, at: time.now}),
		() => time.now,
	);
	const day = 86_400_000;
	// The clock was ten years ahead while something was moved.
	time.now += 3650 * day;
	records.sent(aJob(1, 'ISSUING'), {free: 1, downloaded: 0});
	time.now = noon;
	const {movedToday} = records.control();
	expect(movedToday).toBe(aJob(1).bytes);
	time.now += day;
	records.sent({...aJob(2, 'ISSUING'), bytes: 7}, {free: 1, downloaded: 0});
	expect(records.control().movedToday).toBe(7);
});
