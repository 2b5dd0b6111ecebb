import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import type {Job} from '../../source/space/job/shape.ts';
import type {DurableStore} from '../../source/space/store/shape.ts';
import {openStore, type StoreOptions} from '../../source/space/store/store.ts';

/** A folder of our own; goes with the test. */
export const makeFolder = (): string => {
	const folder = mkdtempSync(join(tmpdir(), 'qbtui-store-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

/** A store in a state folder, closed with the test. */
export const openIn = (folder: string, options: Partial<StoreOptions> = {}): DurableStore => {
	const store = openStore({folder, now: Date.now, ...options});
	onTestFinished(store.close);
	return store;
};

/** Writes jobs, and ends as a program should. */
export const fill = (folder: string, jobs: readonly Job[]): void => {
	const store = openStore({folder, now: Date.now});
	store.commit({at: 1, jobs});
	store.close();
};

export const hashOf = (index: number): string => index.toString(16).padStart(40, '0');
