import {expect, it} from 'vitest';
import type {Listed} from '../../source/snapshot/files.ts';
import {createSchedule} from '../../source/snapshot/schedule.ts';
import type {Kind} from '../../source/snapshot/shape.ts';
import {snapshotOf} from './a-snapshot.ts';

const hour = 3_600_000;

/** A day in which it is looked each ten minutes; resolves with the times of what was saved, in hours. */
const day = async (options: {isLive?: () => boolean; fails?: () => boolean; kept?: Listed[]}) => {
	let now = 0;
	const saved: number[] = [];
	const notes: string[] = [];
	const kept = [...(options.kept ?? [])];
	let ended = (): void => {};
	const over = new Promise<void>(resolve => {
		ended = resolve;
	});
	const schedule = createSchedule({
		snapshots: {
			list: async () => kept.toReversed(),
			save: async ({kind}) => {
				if (options.fails?.()) throw new Error('the disk is full');
				saved.push(now / hour);
				kept.push(listed(now / 1000, kind));
				return {path: '', bytes: 0, snapshot: snapshotOf([])};
			},
		},
		...{every: 6 * hour, address: 'nas:8080'},
		isLive: options.isLive ?? (() => true),
		note: (_, text) => notes.push(text),
		clock: {
			now: () => now,
			sleep: async ms => {
				now += ms;
				if (now > 24 * hour) ended();
				await Promise.resolve();
			},
		},
	});
	schedule.start();
	await over;
	await schedule.stop();
	return {saved, notes};
};

const listed = (savedAt: number, kind: Kind, address = 'nas:8080'): Listed => ({
	...{name: '', path: '', bytes: 0},
	head: {
		...snapshotOf([], kind),
		...{saved_at: savedAt, server: {address, version: 'v5.3.0', webapi: '2.16.2'}},
	},
});

it('saves one by itself when the newest of its own is old, and says nothing of it', async () => {
	const {saved, notes} = await day({});
	expect(saved.map(Math.floor)).toEqual([6, 12, 18, 24]);
	expect(notes).toEqual([]);
});

it('counts those of another run, and not those that a person saved, or of another server', async () => {
	const kept = [
		...[listed((4 * hour) / 1000, 'schedule'), listed((5 * hour) / 1000, 'asked')],
		listed((6 * hour) / 1000, 'schedule', 'other:8080'),
	];
	expect((await day({kept})).saved.map(Math.floor)).toEqual([10, 16, 22]);
});

it('waits for the server, and tries again after a failure, of which it tells', async () => {
	let looks = 0;
	expect((await day({isLive: () => looks++ > 60})).saved.map(Math.floor)).toEqual([10, 16, 22]);
	let fails = 2;
	const {saved, notes} = await day({fails: () => fails-- > 0});
	expect(saved[0]).toBeCloseTo(6 + 2 / 6);
	expect(notes).toEqual(Array(2).fill('No snapshot was saved by itself: the disk is full'));
});

it('does not wait for years where one was saved when the clock was wrong', async () => {
	const kept = [listed(4e9, 'schedule')];
	expect((await day({kept})).saved.map(Math.floor)).toEqual([6, 12, 18, 24]);
});
