import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, expect, it} from 'vitest';
import {checks} from '../../source/qbit/checks.ts';
import {createDoctor} from '../../source/qbit/doctor/doctor.ts';
import {reach} from '../../source/qbit/doctor/reach.ts';
import type {Check} from '../../source/qbit/doctor/shape.ts';
import {openNetwork} from '../../source/qbit/network.ts';
import type {SpaceParts} from '../../source/space/doctor/parts.ts';
import {spaceRungs} from '../../source/space/doctor/rungs.ts';
import {idle} from '../../source/space/orchestrator-shape.ts';
import {describeOnServers} from '../lab/lab.ts';
import {realTorrent} from '../lab/real-torrent.ts';
import {until} from '../lab/until.ts';
import {addTorrents} from '../lab/upload.ts';
import {makeFolder} from './a-store.ts';

describeOnServers('the doctor on disks and paths', ['4.5', '5.1', '5.3'], ({version, server}) => {
	beforeAll(async () => {
		const {downloads} = server();
		const torrents = await Promise.all(
			['one', 'two'].map(name => {
				writeFileSync(join(downloads, `${name}.bin`), name.repeat(1000));
				return realTorrent(join(downloads, `${name}.bin`));
			}),
		);
		await addTorrents(server(), torrents);
		await until(
			'both to be whole',
			() => server().call<Array<{progress: number}>>('torrents/info?filter=completed'),
			rows => rows.length === 2,
		);
	});

	const look = async (changed: Partial<SpaceParts>): Promise<(name: string) => Check> => {
		const url = new URL(server().url);
		const options = {connectTimeoutMs: 5000, readTimeoutMs: 5000, poolSize: 2, verifyTls: true};
		const {fetch, close} = openNetwork({url, ...options});
		const parts: SpaceParts = {
			...{volumes: [], pathMap: [], sameMachine: true, unwanted: undefined, allowNetwork: false},
			...{orchestrated: () => ({...idle, state: 'running'}), folder: makeFolder()},
			freeByDefault: () => undefined,
			...changed,
		};
		const {username, password} = server();
		const doctor = createDoctor({
			load: async () => ({rungs: [...checks, ...spaceRungs(parts)], reach}),
			place: {
				...{url, username, apiKey: undefined, password: async () => password, fetch},
				...{connectTimeoutMs: 5000, verifyTls: true, ca: undefined, now: Date.now},
			},
			...{settle: async () => {}, running: () => undefined, refused: () => undefined},
			...{recall: () => undefined, keep: () => {}, version: () => undefined},
		});
		const {checks: found} = await doctor.run();
		await doctor.close();
		await close();
		return name => {
			const check = found.find(each => each.name === name);
			if (!check) throw new Error(`no check ${name}`);
			return check;
		};
	};

	const volumes = () => {
		const root = server().downloads;
		for (const name of ['ssd', 'hdd']) mkdirSync(join(root, name), {recursive: true});
		return ['ssd', 'hdd'].map(tag => ({tag, path: join(root, tag)}));
	};

	it('finds real files under their own paths, and through path_map', async () => {
		const {downloads} = server();
		expect((await look({}))('path_mapping')).toMatchObject({
			...{
				status: 'pass',
				detail: 'Tried on 2 torrents that are whole: found under the same paths.',
			},
		});
		// The same folder by another way, as a mount has it.
		const here = `${downloads}/../downloads`;
		const mapped = await look({pathMap: [[downloads, here]], sameMachine: false});
		expect(mapped('path_mapping')).toMatchObject({status: 'pass'});
		expect(mapped('path_mapping').detail).toContain(`${downloads} is ${here}`);
	});

	it('says that the server is in a container, and which path_map is wrong', async () => {
		const {downloads} = server();
		const empty = makeFolder();
		const wrong = (await look({pathMap: [[downloads, empty]]}))('path_mapping');
		expect(wrong).toMatchObject({status: 'warn'});
		expect(wrong.detail).toContain('2 of 2 torrents were not found there');
		expect(wrong.evidence).toContain(`${empty}/`);
		const none = (await look({pathMap: [[downloads, '/nowhere/at/all']]}))('path_mapping');
		expect(none).toMatchObject({status: 'warn'});
		expect(none.detail).toContain('no such folder here');
		rmSync(join(downloads, 'one.bin'));
		const gone = (await look({}))('path_mapping');
		writeFileSync(join(downloads, 'one.bin'), 'one'.repeat(1000));
		expect(gone).toMatchObject({status: 'warn'});
		expect(gone.detail).toMatch(/“.*one\.bin”.*container/);
		expect((await look({sameMachine: false}))('path_mapping')).toMatchObject({status: 'skip'});
	});

	it('knows where free space is seen, from here or through the server', async () => {
		expect((await look({volumes: volumes()}))('free_space')).toMatchObject({
			...{status: 'pass', detail: expect.stringMatching(/^ssd [\d.]+ GiB free, hdd/)},
		});
		const far = (await look({volumes: volumes(), sameMachine: false}))('free_space');
		if (version === '5.3') return expect(far.status).toBe('pass');
		expect(far).toMatchObject({status: 'warn', detail: expect.stringContaining('not known')});
		expect((await look({}))('free_space').status).toBe('skip');
	});

	it('says what hinders moving: the version, the folders, one disk for both', async () => {
		const found = (await look({volumes: volumes()}))('orchestrator');
		expect(found.status).toBe('warn');
		if (version === '4.5') return expect(found.detail).toContain('before it has');
		expect(found.detail).toMatch(/New torrents go to .*, which is not on ssd/);
		const [ssd] = volumes();
		const downloads = {tag: 'ssd', path: server().downloads};
		const absent = [downloads, {tag: 'hdd', path: '/nowhere/at/all'}];
		const missing = (await look({volumes: absent}))('orchestrator');
		expect(missing.detail).toBe(
			'The server has no folder /nowhere/at/all (hdd): nothing can be moved.',
		);
		const same = (await look({volumes: [downloads, {tag: 'hdd', path: ssd?.path ?? ''}]}))(
			'orchestrator',
		);
		expect(same.detail).toContain('on one disk');
		const why = 'Nothing is moved: set the disks.';
		expect((await look({unwanted: why}))('orchestrator')).toMatchObject({
			...{status: 'skip', detail: why},
		});
	});

	it('looks at the state folder, and writes nothing there', async () => {
		const folder = join(makeFolder(), 'not', 'there', 'yet');
		expect((await look({folder}))('state_folder')).toMatchObject({status: 'pass'});
		expect((await look({folder: '/proc/qbtui'}))('state_folder')).toMatchObject({
			...{status: 'warn', detail: expect.stringContaining('/proc/qbtui is not safe')},
		});
	});
});
