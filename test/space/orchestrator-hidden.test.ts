import {execFileSync} from 'node:child_process';
import {renameSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {until} from '../lab/until.ts';
import {comesTo, onGround} from './faults-on-server.ts';
import {jobOf} from './job-world.ts';
import {addSeeding, infoOf} from './orchestrator-on-server.ts';

/** The server calls both whole: it does not notice by itself that files are gone. */
describeOnServers('what is not there where it should be', ['5.3'], ({server}) => {
	const ground = onGround(server);

	const wanted = async () => {
		const seeding = await addSeeding(server(), ground.folders());
		const one = await ground.start();
		const {hash} = seeding;
		return {
			...{...seeding, one},
			begin: () =>
				until(
					'it to be listed',
					async () => one.orchestrator.move([hash]),
					({done}) => done,
				),
			waits: async (code: string) => {
				const now = await one.until(({jobs}) => jobOf(jobs, hash)?.reason?.code === code);
				expect(one.moves).toEqual([]);
				expect(await infoOf(server(), hash)).toMatchObject({progress: 1});
				return jobOf(now.jobs, hash)?.reason?.text;
			},
		};
	};

	it('is not moved while a file is missing, and goes when it is back', async () => {
		const {hash, name, from, begin, waits, one} = await wanted();
		const [file, away] = [join(from, name, '2.mkv'), join(from, 'away.mkv')];
		renameSync(file, away);
		await begin();
		expect(await waits('TORRENT_ERROR')).toMatch(/not all of its files are in/);
		renameSync(away, file);
		await comesTo(one, hash, 'DONE');
	});

	it('is not moved while the SSD is not mounted', async ({skip}) => {
		const {hash, begin, waits, one} = await wanted();
		const {ssd} = ground.folders();
		try {
			// Over it: below, all stays as it was.
			execFileSync('mount', ['-t', 'tmpfs', 'qbtui-test', ssd], {stdio: 'pipe'});
		} catch {
			return skip('only root may mount');
		}
		let isHidden = true;
		const show = (): void => {
			if (isHidden) execFileSync('umount', ['-l', ssd]);
			isHidden = false;
		};
		onTestFinished(show);
		await begin();
		expect(await waits('DST_UNSEEN')).toMatch(/its disk is not mounted/);
		show();
		await comesTo(one, hash, 'DONE');
	});
});
