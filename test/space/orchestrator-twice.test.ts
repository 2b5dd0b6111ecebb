import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {until} from '../lab/until.ts';
import {startOrchestrator} from './an-orchestrator.ts';
import {comesTo, onGround} from './faults-on-server.ts';
import {addSeeding, infoOf} from './orchestrator-on-server.ts';

/** Each has a state folder of its own: neither knows of the other’s jobs. */
describeOnServers('two queues on one server', ['5.3'], ({server}) => {
	const ground = onGround(server);

	it('move each torrent once, and neither is in doubt', async () => {
		const folders = ground.folders();
		const state = mkdtempSync(join(tmpdir(), 'qbtui-state-'));
		const first = await ground.start();
		const at = {...server(), url: ground.proxy().url};
		const second = await startOrchestrator(at, {...folders, state});
		onTestFinished(async () => {
			await second.stop();
			rmSync(state, {recursive: true});
		});
		await second.until(({state: how}) => how === 'running');
		const {hash, name, from} = await addSeeding(server(), folders);
		const before = readFileSync(join(from, name, '1.mkv'));
		const both = [first, second];
		for (const {orchestrator} of both) {
			await until(
				'it to be listed',
				async () => orchestrator.move([hash]),
				({done}) => done,
			);
		}
		const ends = ['DONE', 'SKIPPED', 'HELD'] as const;
		const jobs = await Promise.all(both.map(one => comesTo(one, hash, ...ends)));
		expect(jobs.some(job => job.state === 'DONE')).toBe(true);
		// The other comes to see it moved, or finds it there when it first looks.
		for (const {state, reason} of jobs) {
			if (state !== 'DONE') expect([state, reason?.code]).toEqual(['SKIPPED', 'ALREADY_THERE']);
		}
		expect(await infoOf(server(), hash)).toMatchObject({
			progress: 1,
			save_path: join(folders.hdd, 'tv'),
		});
		expect(readFileSync(join(folders.hdd, 'tv', name, '1.mkv')).equals(before)).toBe(true);
		expect(existsSync(join(from, name, '1.mkv'))).toBe(false);
	});
});
