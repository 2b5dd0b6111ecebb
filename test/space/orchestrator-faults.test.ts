import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {until} from '../lab/until.ts';
import {persisted, settled} from '../lab/upload.ts';
import {addLarge, comesTo, freezeWhileCopying, onGround} from './faults-on-server.ts';
import {jobOf} from './job-world.ts';
import {addSeeding, infoOf} from './orchestrator-on-server.ts';

describeOnServers('the orchestrator, when all goes wrong', ['5.1', '5.3'], ({server}) => {
	const ground = onGround(server);

	it('33 a destination without room: it waits, and goes when there is room', async ({skip}) => {
		const disk = ground.smallDisk('1m');
		if (!disk) return skip('no small disk');
		const {hash, from} = await addSeeding(server(), ground.folders(), {size: 400_000});
		writeFileSync(join(disk.path, 'other'), Buffer.alloc(500_000));
		const one = await ground.start();
		expect(one.orchestrator.move([hash])).toMatchObject({done: true});
		await one.until(({jobs}) => jobOf(jobs, hash)?.reason?.code === 'DST_FULL');
		expect(one.moves).toEqual([]);
		expect(await infoOf(server(), hash)).toMatchObject({save_path: from, progress: 1});
		writeFileSync(join(disk.path, 'other'), '');
		expect(await comesTo(one, hash, 'DONE', 'HELD')).toMatchObject({state: 'DONE'});
		expect(one.moves).toHaveLength(1);
	});

	it('26 the disk fills up while it is copied: what is left is never moved onto', async ({
		skip,
	}) => {
		const disk = ground.smallDisk('280m');
		if (!disk) return skip('no small disk');
		const {hash, name, from, size} = await addLarge(server(), join(ground.folders().ssd, 'tv'));
		const to = join(disk.path, 'tv');
		const one = await ground.start();
		// After qbtui has looked, something else takes what the copy needs: half of it fits.
		const first = () => writeFileSync(join(disk.path, 'other'), Buffer.alloc(150 * 2 ** 20));
		ground.proxy().next('torrents/setLocation', {first});
		one.orchestrator.move([hash]);
		const held = await comesTo(one, hash, 'HELD', 'DONE');
		expect(held).toMatchObject({state: 'HELD', reason: {code: 'DEST_RESIDUE', good: from}});
		expect(held.reason?.paths).toEqual([join(to, name)]);
		expect(one.orchestrator.retry(held.id)).toMatchObject({done: true});
		await comesTo(one, hash, 'READY', 'BLOCKED');
		await comesTo(one, hash, 'HELD');
		expect(one.moves).toEqual([to]);
		expect(await infoOf(server(), hash)).toMatchObject({save_path: from, progress: 1});
		expect(readFileSync(join(from, name))).toHaveLength(size);
	});

	it('27 the server is killed in the middle of a move: decided by looking', async () => {
		const {hash, name, from} = await addLarge(server(), join(ground.folders().ssd, 'tv'));
		await persisted(server());
		const to = join(ground.folders().hdd, 'tv');
		const one = await ground.start();
		one.orchestrator.move([hash]);
		await freezeWhileCopying(server(), join(to, name));
		await server().kill();
		await one.until(({jobs}) => jobOf(jobs, hash)?.reason?.code === 'QBT_DOWN');
		await server().restart();
		const held = await comesTo(one, hash, 'HELD', 'DONE');
		expect(held).toMatchObject({state: 'HELD', reason: {code: 'DEST_RESIDUE', good: from}});
		expect(one.moves).toEqual([to]);
		expect(await infoOf(server(), hash)).toMatchObject({save_path: from, progress: 1});
		await settled(server());
		ground.allow('torrents/recheck');
		expect(await one.orchestrator.release(held.id)).toMatchObject({done: true});
		expect(await comesTo(one, hash, 'CANCELLED')).toMatchObject({reason: {code: 'RELEASED'}});
		expect(await infoOf(server(), hash)).toMatchObject({save_path: from, progress: 1});
	});

	it('27 qbtui is killed in the middle of a move, which ends while it is away', async () => {
		const {hash, name, from, size} = await addLarge(server(), join(ground.folders().ssd, 'tv'));
		const to = join(ground.folders().hdd, 'tv');
		const child = ground.startChild(hash);
		const goOn = await freezeWhileCopying(server(), join(to, name));
		await child.kill();
		expect(child.lines.at(-1)).toMatch(/ISSUING|MOVING/);
		goOn();
		await until('the move to end', async () => (await infoOf(server(), hash)).save_path === to);
		const one = await ground.start();
		expect(await comesTo(one, hash, 'DONE', 'HELD')).toMatchObject({state: 'DONE'});
		expect(one.moves).toEqual([]);
		const info = await infoOf(server(), hash);
		expect(info).toMatchObject({save_path: to, progress: 1});
		expect(info.tags.split(', ').sort()).toEqual(['hdd', 'mine']);
		expect(readFileSync(join(to, name))).toHaveLength(size);
		expect(existsSync(join(from, name))).toBe(false);
	});

	it('27 qbtui is killed in the middle of a move, and is back before it ends', async () => {
		const {hash, name} = await addLarge(server(), join(ground.folders().ssd, 'tv'));
		const to = join(ground.folders().hdd, 'tv');
		const child = ground.startChild(hash);
		const goOn = await freezeWhileCopying(server(), join(to, name));
		await child.kill();
		const again = ground.start();
		goOn();
		const one = await again;
		expect(await comesTo(one, hash, 'DONE', 'HELD')).toMatchObject({state: 'DONE'});
		expect(one.moves).toEqual([]);
		expect(ground.proxy().seen('torrents/setLocation')).toHaveLength(1);
		const info = await infoOf(server(), hash);
		expect(info).toMatchObject({save_path: to, progress: 1});
		expect(info.tags.split(', ').sort()).toEqual(['hdd', 'mine']);
	});

	it('38 the session is lost in the middle of a move, which is followed', async () => {
		const {hash, name} = await addLarge(server(), join(ground.folders().ssd, 'tv'));
		const to = join(ground.folders().hdd, 'tv');
		const one = await ground.start();
		const proxy = ground.proxy();
		one.orchestrator.move([hash]);
		const goOn = await freezeWhileCopying(server(), join(to, name));
		const cookie = proxy.requests.at(-1)?.headers.cookie ?? '';
		const logins = proxy.seen('auth/login').length;
		const headers = {cookie, connection: 'close'};
		const logout = fetch(`${server().url}/api/v2/auth/logout`, {method: 'POST', headers});
		goOn();
		expect((await logout).status).toBe(200);
		expect(await comesTo(one, hash, 'DONE', 'HELD')).toMatchObject({state: 'DONE'});
		expect(proxy.seen('auth/login').length).toBeGreaterThan(logins);
		expect(one.moves).toEqual([to]);
		expect(await infoOf(server(), hash)).toMatchObject({save_path: to, progress: 1});
	});

	it('37 removed while it waits, and while it is moved: gone, and no error', async () => {
		const waiting = await addSeeding(server(), ground.folders());
		const large = await addLarge(server(), join(ground.folders().ssd, 'tv'));
		const to = join(ground.folders().hdd, 'tv');
		const one = await ground.start();
		one.orchestrator.pause();
		one.orchestrator.move([waiting.hash]);
		await one.until(({jobs}) => jobOf(jobs, waiting.hash)?.reason?.code === 'PAUSED');
		await server().call('torrents/delete', {hashes: waiting.hash, deleteFiles: false});
		expect(await comesTo(one, waiting.hash, 'GONE')).toMatchObject({reason: {code: 'REMOVED'}});
		one.orchestrator.resume();
		one.orchestrator.move([large.hash]);
		const goOn = await freezeWhileCopying(server(), join(to, large.name));
		const removed = server().call('torrents/delete', {hashes: large.hash, deleteFiles: false});
		goOn();
		await removed;
		expect(await comesTo(one, large.hash, 'GONE', 'HELD', 'DONE')).toMatchObject({state: 'GONE'});
		expect(one.moves).toEqual([to]);
		await until('a copy to be whole', () =>
			[large.from, to].some(
				folder =>
					existsSync(join(folder, large.name)) &&
					readFileSync(join(folder, large.name)).length === large.size,
			),
		);
	});

	it('32 the HDD is not mounted before, and is unmounted after', async ({skip}) => {
		const disk = ground.smallDisk('8m');
		if (!disk) return skip('no small disk');
		const {hash, name, from} = await addSeeding(server(), ground.folders());
		const to = join(disk.path, 'tv');
		disk.unmount();
		const one = await ground.start();
		one.orchestrator.move([hash]);
		await one.until(({jobs}) => jobOf(jobs, hash)?.reason?.code === 'DST_NOT_MOUNTED');
		expect(one.moves).toEqual([]);
		expect(existsSync(to)).toBe(false);
		disk.mount();
		await comesTo(one, hash, 'VERIFYING');
		disk.unmount();
		mkdirSync(disk.path, {recursive: true});
		await one.until(({jobs}) => jobOf(jobs, hash)?.reason?.code === 'DST_NOT_MOUNTED');
		expect(existsSync(join(from, name))).toBe(false);
		disk.mount();
		const {state} = await comesTo(one, hash, 'HELD', 'DONE');
		// The small disk is another one now, without the files: that is told, and not called done.
		expect(state).toBe('HELD');
		expect(one.moves).toEqual([to]);
	});
});
