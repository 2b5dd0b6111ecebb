import {archive, join} from './disks.ts';
import {type Item, totalSize} from './item.ts';
import {partly, seedIt} from './past.ts';
import {between} from './random.ts';

export type Role = {
	count: number;
	fits: (item: Item) => boolean;
	/** Days since it was added, at most; any age when absent. */
	within?: number;
	apply: (item: Item, now: number) => void;
};

const isMedium = (item: Item): boolean => totalSize(item) > 0.4e9 && totalSize(item) < 7e9;
const any = (): boolean => true;

const stop = (item: Item): void => {
	item.stopped = true;
};

/** TABLE: who is not simply seeding when the demo starts. Earlier rows choose first. */
export const roles: readonly Role[] = [
	{
		count: 1,
		fits: item => isMedium(item) && item.category !== '',
		within: 0.2,
		apply: (item, now) => partly(item, now, between(12, 30, item.key, 'left')),
	},
	{
		count: 1,
		fits: item => isMedium(item) && item.category !== '',
		within: 0.2,
		// Somebody tried to move it while the large disk was full: what follows it there is held.
		apply: (item, now) => {
			partly(item, now, between(12, 30, item.key, 'left'));
			item.leftovers.add(join(archive, item.category));
		},
	},
	{
		count: 7,
		fits: isMedium,
		within: 0.2,
		apply: (item, now) => partly(item, now, between(60, 560, item.key, 'left')),
	},
	{
		count: 3,
		fits: isMedium,
		within: 20,
		apply: (item, now) => {
			item.seeds = 0;
			item.leeches = 2;
			partly(item, now, between(300, 900, item.key, 'left'));
			item.bandwidth = 0;
			item.seenComplete = item.addedAt;
			item.lastActivity = now - 4 * 3600;
		},
	},
	{
		count: 1,
		fits: isMedium,
		within: 0.01,
		apply: item => {
			item.metadataIn = 45;
		},
	},
	{count: 16, fits: isMedium, within: 1, apply: () => {}},
	{
		count: 7,
		fits: item => totalSize(item) < 60e9,
		within: 300,
		apply: (item, now) => {
			partly(item, now, between(300, 3000, item.key, 'left'));
			item.lastActivity = item.addedAt + item.activeFor;
			stop(item);
		},
	},
	{
		count: 2,
		fits: isMedium,
		apply: (item, now) => {
			seedIt(item, now);
			item.fault = 'missingFiles';
		},
	},
	{
		count: 1,
		fits: isMedium,
		within: 9,
		apply: (item, now) => {
			partly(item, now, 240);
			item.fault = 'error';
		},
	},
	{
		count: 3,
		fits: any,
		apply: (item, now) => {
			seedIt(item, now);
			for (const tracker of item.trackers) tracker.health = 'unregistered';
		},
	},
	{
		count: 4,
		fits: any,
		apply: (item, now) => {
			seedIt(item, now);
			for (const tracker of item.trackers) tracker.health = 'unreachable';
		},
	},
	{
		count: 1,
		fits: item => totalSize(item) > 9e9 && totalSize(item) < 30e9,
		apply: (item, now) => {
			seedIt(item, now);
			item.check = {done: 0.2, thenStop: false};
		},
	},
	{
		count: 6,
		fits: item => item.files.length > 40,
		apply: (item, now) => {
			for (const file of item.files.slice(item.files.length / 2)) file.priority = 0;
			seedIt(item, now);
		},
	},
	{
		count: 17,
		fits: any,
		apply: (item, now) => {
			seedIt(item, now);
			item.seedingFor = Math.floor(item.seedingFor / 5);
			stop(item);
		},
	},
];
