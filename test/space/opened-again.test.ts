import {DatabaseSync} from 'node:sqlite';
import {setTimeout as sleep} from 'node:timers/promises';
import {expect, it, onTestFinished} from 'vitest';
import {createClient} from '../../source/qbit/client.ts';
import {createMirror} from '../../source/qbit/mirror.ts';
import {resolveConfig} from '../../source/settings/config.ts';
import {planLimits} from '../../source/settings/plan-limits.ts';
import {createOrchestrator} from '../../source/space/orchestrator.ts';
import {createFakeServer} from '../qbit/fake-fetch.ts';
import {fill, makeFolder} from './a-store.ts';
import {aJob} from './job-row.ts';
import {limits} from './job-world.ts';

const clock = {
	now: Date.now,
	ticks: () => performance.now(),
	random: Math.random,
	sleep: (ms: number, signal: AbortSignal) => sleep(ms, undefined, {signal}).catch(() => undefined),
};

/** A server that never answers: here it is only about the state folder. */
const orchestratorIn = (folder: string) => {
	const {fetch} = createFakeServer(() => new Promise(() => {}));
	const url = new URL('http://nas:8080');
	const client = createClient({url, fetch, maxReplyBytes: 1_000_000});
	const config = resolveConfig({flags: {}, env: {}, dotenv: {}, file: undefined});
	const orchestrator = createOrchestrator({
		...{client, mirror: createMirror(client, clock), clock, limits, plan: planLimits(config)},
		...{address: 'nas:8080', unwanted: undefined, folder, allowNetwork: false, olderFolders: []},
		...{pathMap: [], sameMachine: false, measure: async () => [], inodeAt: async () => undefined},
		...{runHooks: async () => 'none', note: () => {}},
	});
	onTestFinished(orchestrator.stop);
	const opened = async (): Promise<string> => {
		const {promise, resolve} = Promise.withResolvers<string>();
		const end = orchestrator.store.subscribe(() => {
			const {state, why} = orchestrator.store.get();
			if (state !== 'starting') resolve(`${state} ${why ?? ''}`);
		});
		orchestrator.start({atOnce: true});
		return promise.finally(end);
	};
	return {orchestrator, opened};
};

const inStore = (folder: string, sql: string): void => {
	const database = new DatabaseSync(`${folder}/state.db`);
	database.exec(sql);
	database.close();
};

it('a disk that takes nothing at the start lets go of the state folder: with room again, it opens', async () => {
	const folder = makeFolder();
	// In doubt after a restart: that is noted before anything else is done.
	fill(folder, [aJob(1, 'ISSUING')]);
	inStore(
		folder,
		`CREATE TRIGGER full BEFORE INSERT ON jobs BEGIN SELECT RAISE(ABORT, 'no room'); END`,
	);
	const {orchestrator, opened} = orchestratorIn(folder);
	expect(await opened()).toMatch(/^failed .*no room/);
	inStore(folder, 'DROP TRIGGER full');
	expect(await opened()).toBe('running ');
	expect(orchestrator.store.get().jobs).toMatchObject([{state: 'RECONCILE'}]);
});
