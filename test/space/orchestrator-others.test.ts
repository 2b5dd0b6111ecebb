import {existsSync, linkSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {until} from '../lab/until.ts';
import {settled} from '../lab/upload.ts';
import {addLarge, comesTo, freezeWhileCopying, onGround} from './faults-on-server.ts';
import {jobOf} from './job-world.ts';
import {addPair, addSeeding, infoOf} from './orchestrator-on-server.ts';

describeOnServers('the orchestrator among others', ['5.3'], ({server}) => {
	const ground = onGround(server);
	const hddTv = () => join(ground.folders().hdd, 'tv');

	it('35 a move of another program: nothing of ours begins until it is over', async () => {
		const theirs = await addLarge(server(), join(ground.folders().ssd, 'tv'));
		const ours = await addSeeding(server(), ground.folders());
		const one = await ground.start();
		const elsewhere = join(ground.folders().hdd, 'theirs');
		await server().call('torrents/setLocation', {hashes: theirs.hash, location: elsewhere});
		// Seen in the middle of it, and held still as long as we need to see what follows.
		const goOn = await freezeWhileCopying(server(), join(elsewhere, theirs.name));
		one.orchestrator.move([ours.hash]);
		goOn();
		const job = await comesTo(one, ours.hash, 'DONE', 'HELD');
		expect(job.state).toBe('DONE');
		const info = await infoOf(server(), theirs.hash);
		expect(info).toMatchObject({save_path: elsewhere, progress: 1});
		expect(one.moves).toEqual([hddTv()]);
	});

	it('35 AutoTMM, a category whose folder is on the HDD, and no category: left alone', async () => {
		const folders = ground.folders();
		const tmm = await addSeeding(server(), folders, {category: 'managed'});
		const native = await addSeeding(server(), folders, {category: 'native'});
		const loose = await addSeeding(server(), folders, {category: ''});
		const edit = (category: string, savePath: string) =>
			server().call('torrents/editCategory', {category, savePath});
		await edit('managed', tmm.from);
		await edit('native', join(folders.ssd, 'native'));
		await server().call('torrents/setAutoManagement', {hashes: tmm.hash, enable: true});
		await settled(server());
		const one = await ground.start();
		one.orchestrator.move([tmm.hash, loose.hash]);
		expect((await comesTo(one, tmm.hash, 'SKIPPED')).reason?.code).toBe('AUTO_TMM');
		expect((await comesTo(one, loose.hash, 'SKIPPED')).reason?.code).toBe('UNCATEGORIZED');
		// The server itself takes it to the HDD: there is nothing for us to do.
		await edit('native', join(folders.hdd, 'native'));
		await server().call('torrents/setAutoManagement', {hashes: native.hash, enable: true});
		await until(
			'the server to move it',
			async () => (await infoOf(server(), native.hash)).save_path,
			path => path === join(folders.hdd, 'native'),
		);
		await one.until(() => one.orchestrator.move([native.hash]).done);
		// DONE, when it was seen to be there only after it was planned.
		const after = await comesTo(one, native.hash, 'SKIPPED', 'DONE', 'HELD');
		expect(['SKIPPED', 'DONE']).toContain(after.state);
		expect(one.moves).toEqual([]);
		expect(await infoOf(server(), tmm.hash)).toMatchObject({save_path: tmm.from, progress: 1});
	});

	it('29 someone moves it onto a torn copy: held, and released to the good one', async () => {
		const {hash, name, from} = await addSeeding(server(), ground.folders());
		const one = await ground.start();
		one.orchestrator.pause();
		one.orchestrator.move([hash]);
		await one.until(({jobs}) => jobOf(jobs, hash)?.reason?.code === 'PAUSED');
		mkdirSync(join(hddTv(), name), {recursive: true});
		writeFileSync(join(hddTv(), name, '2.mkv'), Buffer.alloc(300_000));
		// Somebody else does what we never do.
		await server().call('torrents/setLocation', {hashes: hash, location: hddTv()});
		const held = await comesTo(one, hash, 'HELD', 'DONE');
		expect(held.reason?.code).toBe('INCOMPLETE_AFTER_MOVE');
		expect(existsSync(join(from, name, '2.mkv'))).toBe(true);
		expect(existsSync(join(from, name, '1.mkv'))).toBe(false);
		expect(one.moves).toEqual([]);
		expect(await one.orchestrator.release(held.id)).toMatchObject({done: true});
		expect(await comesTo(one, hash, 'CANCELLED')).toMatchObject({reason: {code: 'RELEASED'}});
		expect(one.moves).toEqual([from]);
		expect(await infoOf(server(), hash)).toMatchObject({save_path: from, progress: 1});
	});

	it('65 no file but its own is ever written', async () => {
		const {hash, name} = await addSeeding(server(), ground.folders());
		const {hdd, state} = ground.folders();
		const spy = ['--import', join(import.meta.dirname, 'write-spy.ts')];
		const child = ground.startChild(hash, spy);
		await child.says('DONE');
		expect(existsSync(join(hdd, 'tv', name, '2.mkv'))).toBe(true);
		const wrote = child.lines.flatMap(
			line => /^wrote (\w+) (.*)/.exec(line)?.slice(1, 3).join(' ') ?? [],
		);
		expect(wrote).toContain(`database ${join(state, 'state.db')}`);
		expect(wrote).toContain(`renameSync ${join(state, 'holder.json.new')}`);
		expect(wrote.filter(line => !line.includes(` ${state}`))).toEqual([]);
		await child.kill();
	});

	it('36 moved back twice by another: left alone until a person releases it', async () => {
		const {hash, from} = await addSeeding(server(), ground.folders());
		const one = await ground.start();
		const there = async () => (await infoOf(server(), hash)).save_path;
		for (const times of [1, 2]) {
			await one.until(() => one.orchestrator.move([hash]).done);
			expect((await comesTo(one, hash, 'DONE', 'HELD')).state).toBe('DONE');
			await server().call('torrents/setLocation', {hashes: hash, location: from});
			await one.until(({contested}) => contested.get(hash) === times);
			await until('it to be back', there, path => path === from);
			await settled(server());
		}
		one.orchestrator.move([hash]);
		await one.until(({jobs}) => jobOf(jobs, hash)?.reason?.code === 'CONTESTED');
		expect(one.moves).toHaveLength(2);
		expect(one.orchestrator.releaseContested(hash)).toMatchObject({done: true});
		const held = jobOf(one.orchestrator.store.get().jobs, hash);
		one.orchestrator.retry(held?.id ?? '');
		await one.until(({ended}) => jobOf(ended, hash)?.id === held?.id);
		expect(await there()).toBe(hddTv());
	});

	it('60 the file PAUSE in the state folder holds all up, as long as it is there', async () => {
		const {hash} = await addSeeding(server(), ground.folders());
		const file = join(ground.folders().state, 'PAUSE');
		writeFileSync(file, '');
		const one = await ground.start();
		one.orchestrator.move([hash]);
		const {paused} = await one.until(({jobs}) => jobOf(jobs, hash)?.reason?.code === 'PAUSED');
		expect(paused?.why).toContain('PAUSE');
		expect(one.moves).toEqual([]);
		rmSync(file);
		expect((await comesTo(one, hash, 'DONE', 'HELD')).state).toBe('DONE');
	});

	it('41 two torrents on the same files: one job, all or none', async () => {
		const [first, second] = await addPair(server(), ground.folders());
		const one = await ground.start();
		// As both become complete at once: each gets a job, and one of them goes on.
		expect(one.orchestrator.move([first.hash, second.hash])).toMatchObject({done: true});
		const {ended} = await one.until(({jobs}) => jobs.every(({state}) => state === 'HELD'));
		const done = ended.filter(({state}) => state === 'DONE');
		expect(done.map(({hashes}) => hashes.toSorted())).toEqual([
			[first.hash, second.hash].toSorted(),
		]);
		for (const {hash} of [first, second]) {
			expect(await infoOf(server(), hash)).toMatchObject({save_path: hddTv(), progress: 1});
		}
		expect(existsSync(join(first.from, first.name))).toBe(false);
	});

	it('43 something else links to its files: it stays, and is told', async () => {
		const {hash, name, from} = await addSeeding(server(), ground.folders());
		const library = join(ground.folders().ssd, 'library');
		mkdirSync(library);
		linkSync(join(from, name, '1.mkv'), join(library, 'film.mkv'));
		const one = await ground.start();
		one.orchestrator.move([hash]);
		expect((await comesTo(one, hash, 'SKIPPED')).reason?.code).toBe('HARDLINKED_OUTSIDE');
		expect(one.moves).toEqual([]);
	});
});

describeOnServers('the orchestrator', ['4.5'], ({server}) => {
	const ground = onGround(server);

	it('40 moves nothing on a server that reports failures as done, and says so', async () => {
		const {hash, from} = await addSeeding(server(), ground.folders());
		const one = await ground.start();
		one.orchestrator.move([hash]);
		const {jobs} = await one.until(
			({jobs: now}) => jobOf(now, hash)?.reason?.code === 'UNSUPPORTED_VERSION',
		);
		expect(jobOf(jobs, hash)?.reason?.text).toContain('4.6');
		expect(one.moves).toEqual([]);
		expect(await infoOf(server(), hash)).toMatchObject({save_path: from, progress: 1});
	});
});
