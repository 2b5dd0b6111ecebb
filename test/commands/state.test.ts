import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {syntheticTorrent} from '../lab/torrents.ts';
import {addTorrents} from '../lab/upload.ts';
import {makeFolder, openIn} from '../space/a-store.ts';
import {once} from '../stories/library.ts';
import {heldJob, jobOf} from '../views/work.ts';
import {qbtui} from './qbtui.ts';

const torrents = [0, 1, 2].map(index =>
	syntheticTorrent({index, name: `Lab ${index}`, trackers: ['http://127.0.0.1:9/announce']}),
);

describeOnServers('snapshots', ['5.3'], ({server}) => {
	const filled = once(async () => {
		await server().call('torrents/createCategory', {category: 'films', savePath: '/films'});
		await addTorrents(server(), torrents, {stopped: true, tags: ['keep'], category: 'films'});
	});
	const run = async (folder: string, args: readonly string[]) => {
		await filled();
		return qbtui({
			args,
			server: server(),
			env: {QBTUI_STATE_DIR: folder, QBTUI_SNAPSHOTS_KEPT: '2'},
		});
	};
	const save = async (folder: string, ...args: readonly string[]) =>
		JSON.parse((await run(folder, ['--save-state', '--json', ...args])).out);

	it('are saved into the state folder, of which the newest are kept, and listed', async () => {
		const folder = makeFolder();
		const saved = [await save(folder), await save(folder), await save(folder)];
		const [, , last] = saved;
		expect(last).toEqual({
			path: expect.stringMatching(/\/snapshots\/qbtui-state-[^ ]*Z( \([23]\))?\.json$/),
			...{torrents: 3, jobs: 0, categories: 1, tags: 1, torrent_files: 0},
			bytes: readFileSync(last.path).length,
		});
		expect(readdirSync(join(folder, 'snapshots'))).toHaveLength(2);
		const dry = await run(folder, ['--save-state', '--dry-run', '--json']);
		expect(JSON.parse(dry.out)).toEqual({
			...{dry_run: true, path: join(folder, 'snapshots')},
			...{torrents: 3, jobs: 0, categories: 1, tags: 1},
		});
		expect(readdirSync(join(folder, 'snapshots'))).toContain(basename(last.path));
		const listed = JSON.parse((await run(folder, ['state', 'list', '--json'])).out);
		expect(listed.snapshots).toHaveLength(2);
		expect(listed.snapshots[0]).toMatchObject({
			...{path: last.path, kind: 'asked', counts: {torrents: 3}, saved_at: expect.any(Number)},
		});
		const shown = await run(folder, ['state', 'show']);
		expect(shown.out).toMatch(/^Saved .* of 127\.0\.0\.1:\d+, qBittorrent v5\.3/m);
		expect(shown.out).toMatch(/^ +0% .*Lab 0 {2}\/.* films {2}\[keep\]$/m);
	});

	it('hold the jobs, too, while another qbtui has them', async () => {
		const folder = makeFolder();
		const store = openIn(folder);
		store.commit({at: 1, jobs: [heldJob, jobOf(0, 'DONE')]});
		const {path, jobs} = await save(folder);
		expect(jobs).toBe(2);
		const content = JSON.parse(readFileSync(path, 'utf8'));
		expect(content.jobs[0]).toMatchObject({id: heldJob.id, state: 'HELD'});
		// And that one still has its folder.
		store.commit({at: 2, jobs: [jobOf(1, 'QUEUED')]});
		expect((await run(folder, ['queue'])).code).toBe(6);
	});

	it('go to a file that is named, over an older snapshot, but never over anything else', async () => {
		const folder = makeFolder();
		const mine = join(folder, 'mine.txt');
		writeFileSync(mine, 'not for you');
		const refused = await run(folder, ['--save-state', mine, '--json']);
		expect(refused.code).toBe(1);
		expect(JSON.parse(refused.out).error.message).toBe(
			`${mine} is something else, and is left as it is.`,
		);
		expect(readFileSync(mine, 'utf8')).toBe('not for you');
		const path = join(folder, 'here.json');
		for (const _ of [1, 2]) expect(await save(folder, path)).toMatchObject({path, torrents: 3});
		expect(readdirSync(folder).sort()).toEqual(['here.json', 'mine.txt']);
	});

	it('are compared with now', async () => {
		const folder = makeFolder();
		await save(folder);
		await server().call('torrents/removeTags', {hashes: torrents[0]?.hash ?? '', tags: 'keep'});
		const {out, code} = await run(folder, ['state', 'diff', '--json']);
		await server().call('torrents/addTags', {hashes: torrents[0]?.hash ?? '', tags: 'keep'});
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({
			...{came: [], went: [], moved: [], to: null},
			changed: [{name: 'Lab 0', changes: {tags: {from: 'keep', to: ''}}}],
		});
		expect((await run(folder, ['state', 'diff'])).out).toBe('Nothing differs.\n');
		expect((await run(folder, ['state', 'diff', '1', '1'])).out).toBe('Nothing differs.\n');
	});

	it.each([
		['that is cut', 'Cut', (text: string) => text.slice(0, -30)],
		['that was edited', 'Edited', (text: string) => text.replace('/films', '/film')],
		[
			'of a later qbtui',
			'LaterVersion',
			(text: string) => text.replace('"version":1', '"version":2'),
		],
	])('%s is refused with the reason, and nothing is sent', async (_, code, change) => {
		const folder = makeFolder();
		const {path} = await save(folder);
		writeFileSync(path, change(readFileSync(path, 'utf8')));
		for (const word of ['show', 'diff', 'restore']) {
			const ran = await run(folder, ['state', word, path, '--json']);
			expect(ran.code).toBe(1);
			expect(JSON.parse(ran.out).error).toMatchObject({code});
		}
	});

	it.each([
		// Not even root may make a file there.
		['/sys/qbtui.json', 'NotWritable', /^\/sys\/qbtui\.json can’t be written: /],
		['/none/at/all.json', 'NotWritable', /there is no folder \/none\/at\.$/],
		['/dev/null', 'NotSnapshot', /^\/dev\/null is something else/],
	])('are not saved to %s: %s', async (path, code, says) => {
		const ran = await run(makeFolder(), ['--save-state', path, '--json']);
		expect(ran.code).toBe(1);
		expect(JSON.parse(ran.out).error).toMatchObject({code, message: expect.stringMatching(says)});
	});
});

describe('without a server', () => {
	const run = (...args: readonly string[]) => qbtui({args, env: {QBTUI_STATE_DIR: makeFolder()}});

	it('snapshots are listed; a restore asks for one', async () => {
		const {code, out} = await run('state', 'list');
		expect([code, out]).toEqual([0, expect.stringMatching(/^There is no snapshot in /)]);
		expect(await run('state', 'restore')).toMatchObject({code: 2});
		expect(await run('state', 'show')).toMatchObject({code: 1});
		expect(await run('state', 'other')).toMatchObject({code: 2});
		expect(await run('state', 'list', '--apply')).toMatchObject({code: 2});
		expect(await run('list', '--with-torrents')).toMatchObject({code: 2});
	});

	it('nothing is left where a server can’t be reached', async () => {
		const folder = makeFolder();
		const {code} = await qbtui({
			...{args: ['--save-state'], server: {url: 'http://127.0.0.1:9'}},
			env: {QBTUI_STATE_DIR: folder},
		});
		expect(code).toBe(3);
		expect(readdirSync(join(folder, 'snapshots'))).toEqual([]);
	});
});
