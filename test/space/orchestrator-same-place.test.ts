import {existsSync, mkdirSync, rmSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {realTorrent} from '../lab/real-torrent.ts';
import {until} from '../lab/until.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {comesTo, onGround} from './faults-on-server.ts';
import {jobOf} from './job-world.ts';
import {addSeeding} from './orchestrator-on-server.ts';

/** What leads back to the small disk: a link, as people make who have moved a folder by hand. */
describeOnServers('a folder of the HDD that leads to the SSD', ['5.3'], ({server}) => {
	const ground = onGround(server);

	it('is nowhere to go, and its files are not called others, to be removed', async () => {
		const {ssd, hdd} = ground.folders();
		const one = await ground.start();
		mkdirSync(join(ssd, 'tv'));
		symlinkSync(join(ssd, 'tv'), join(hdd, 'tv'));
		const {hash, name, from} = await addSeeding(server(), ground.folders());
		const move = async () => one.orchestrator.move([hash]);
		await until('it to be listed', move, ({done}) => done);
		const job = await comesTo(one, hash, 'BLOCKED', 'HELD');
		expect(job.state).toBe('BLOCKED');
		expect(job.reason).toMatchObject({code: 'DST_NOT_MOUNTED', paths: [join(hdd, 'tv')]});
		expect(job.reason?.text).toMatch(/leads to another disk/);
		expect(one.moves).toEqual([]);
		expect(existsSync(join(from, name, '1.mkv'))).toBe(true);
	});

	it('a torrent with the same files under another name of the folder keeps it where it is', async () => {
		const {ssd} = ground.folders();
		const alias = `${ssd}-alias`;
		symlinkSync(ssd, alias);
		onTestFinished(() => rmSync(alias));
		const {hash, name, from} = await addSeeding(server(), ground.folders());
		const twin = await realTorrent(join(from, name), {pieceLength: 2 ** 17, private: true});
		await addTorrents(server(), [twin], {savepath: join(alias, 'tv'), seedMode: true});
		await settled(server());
		// Not before: it would move the first while the second is not there yet.
		const one = await ground.start();
		const move = async () => one.orchestrator.move([hash]);
		await until('it to be listed', move, ({done}) => done);
		const now = await one.until(({jobs, ended}) => {
			const found = jobOf([...jobs, ...ended], hash);
			return found?.reason?.code === 'GROUP_BUSY' || found?.state === 'DONE';
		});
		expect(jobOf(now.jobs, hash)?.reason?.text).toContain(join(alias, 'tv', name));
		expect(one.moves).toEqual([]);
	});
});
