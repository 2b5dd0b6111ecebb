import {mkdir, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {qbtui} from '../commands/qbtui.ts';
import {startFaultProxy} from '../lab/fault-proxy.ts';
import {describeOnServers} from '../lab/lab.ts';
import {passingOn} from '../lab/launch.ts';
import {fetchPackages} from '../lab/packages.ts';
import {syntheticTorrent} from '../lab/torrents.ts';
import {until} from '../lab/until.ts';
import {rowsOf, tagSet} from '../qbit/control.ts';
import {makeFolder} from '../space/a-store.ts';
import {makeHome, patience, startQbtui} from '../stories/program.ts';

const magnetOf = (digit: string): string =>
	`magnet:?xt=urn:btih:${digit.repeat(40)}&dn=Link%20${digit}`;
const file = syntheticTorrent({index: 7, name: 'A file', size: 2 ** 20});

describeOnServers('the outbox', ['5.3', '4.5'], ({server, version}) => {
	const there = async (name: string) =>
		[...(await rowsOf(server())).values()].find(row => row.name === name);
	const shut = () => ({...server(), password: 'wrong'});

	it('keeps what is added while the server is away, and sends it with all that was asked for', async () => {
		const folder = makeFolder();
		const env = {QBTUI_STATE_DIR: folder};
		const path = join(folder, 'a.torrent');
		await writeFile(path, file.file);
		await server().stop();
		const args = ['add', magnetOf('a'), path, magnetOf('a'), '--category', 'films', '--tags', 'x'];
		const added = await qbtui({args: [...args, '--stopped', '--json'], server: server(), env});
		expect(added.code).toBe(3);
		expect(added.err).toMatch(
			/All 2 are kept in the outbox, and added when the server lets us in\./,
		);
		expect(JSON.parse(added.out)).toMatchObject({
			error: {code: 'Unreachable'},
			outbox: [{name: 'Link a', hash: 'a'.repeat(40), handed: null}, {name: 'A file'}],
		});
		const again = await qbtui({args, server: server(), env});
		expect(again.err).toMatch(/All of it is in the outbox already\./);
		const links = await qbtui({args: ['outbox', 'export'], env});
		expect(links.out).toBe(`${magnetOf('a')}\nmagnet:?xt=urn:btih:${file.hash}&dn=A%20file\n`);
		expect(await qbtui({args: ['outbox', 'send'], server: server(), env})).toMatchObject({code: 3});
		const elsewhere = {...server(), url: 'http://127.0.0.1:9'};
		const none = await qbtui({args: ['outbox', 'send'], server: elsewhere, env});
		expect(none).toMatchObject({code: 0, out: 'The outbox is empty.\n'});
		expect(none.err).toMatch(/2 for other servers: left as they are; named by its ID/);
		await server().restart();
		const sent = await qbtui({args: ['outbox', 'send'], server: server(), env});
		expect({code: sent.code, err: sent.err}).toEqual({code: 0, err: ''});
		for (const name of ['Link a', 'A file']) {
			const row = await until(`${name} to be there`, () => there(name));
			expect(row && [row.category, tagSet(row)]).toEqual(['films', ['x']]);
		}
		expect((await qbtui({args: ['outbox'], env})).out).toBe('The outbox is empty.\n');
		expect(await readdir(join(folder, 'outbox'))).toEqual([]);
	});

	it('keeps what is left when the server goes away in the middle', async () => {
		const folder = makeFolder();
		const env = {QBTUI_STATE_DIR: folder};
		const proxy = await startFaultProxy(server());
		proxy.always('torrents/add', {status: 502, instead: true});
		const place = {...server(), url: proxy.url};
		const args = ['add', magnetOf('e'), magnetOf('f'), '--json'];
		const added = await qbtui({args, server: place, env});
		await proxy.stop();
		expect(added.code).toBe(1);
		expect(JSON.parse(added.out)).toMatchObject({
			...{added: [], refused: [{source: magnetOf('e')}, {source: magnetOf('f')}]},
			outbox: [{name: 'Link e'}, {name: 'Link f'}],
		});
		expect(added.err).toMatch(/All 2 are kept in the outbox/);
	});

	it('is seen on the screen, and sent as soon as the server is back', async () => {
		const home = await makeHome();
		const terminal = await startQbtui({server: server(), home});
		await terminal.until('A file', patience);
		await server().stop();
		await terminal.until(/away/, patience);
		await terminal.press('a');
		await terminal.paste(magnetOf('b'));
		await terminal.press('enter');
		await terminal.until(/Link b/, patience);
		await terminal.press('enter');
		await terminal.until(/It is kept in the outbox/, patience);
		await terminal.until(/outbox 1/, patience);
		await terminal.press('O');
		await terminal.until(/Give up Link b: /, patience);
		await terminal.press('esc');
		await server().restart();
		await terminal.until(screen => !/outbox 1/.test(screen.join('\n')), {timeout: 120_000});
		await until('Link b to be there', () => there('Link b'));
	});

	it('goes through a folder that qBittorrent watches, while the login is refused', async () => {
		const folder = makeFolder();
		const watched = join(server().profile, 'watched');
		await mkdir(watched);
		await server().call('app/setPreferences', {json: JSON.stringify({scan_dirs: {[watched]: 1}})});
		const env = {QBTUI_STATE_DIR: folder, QBTUI_OUTBOX_WATCHED_FOLDER: watched};
		const other = syntheticTorrent({index: 9, name: 'Another file', size: 2 ** 20});
		await writeFile(join(folder, 'b.torrent'), other.file);
		const added = await qbtui({
			args: ['add', magnetOf('c'), join(folder, 'b.torrent'), '--tags', 'late'],
			...{server: shut(), env},
		});
		expect(added.code).toBe(4);
		expect(added.err).toMatch(/The watched folder has 2 already\./);
		for (const name of ['Link c', 'Another file']) {
			await until(`${name} to be there`, () => there(name), Boolean, {within: 120_000});
		}
		// What a folder can’t say follows when the API opens.
		await qbtui({args: ['outbox', 'send'], server: server(), env});
		await until('the tag', async () => tagSet((await there('Link c')) ?? never()).includes('late'));
		expect((await qbtui({args: ['outbox'], env})).out).toBe('The outbox is empty.\n');
	});

	it('goes through qBittorrent’s own program on the same machine', async () => {
		const folder = makeFolder();
		const program = passingOn(await fetchPackages(version), server().profile);
		const env = {QBTUI_STATE_DIR: folder, QBTUI_OUTBOX_PROGRAM: JSON.stringify(program)};
		const third = syntheticTorrent({index: 11, name: 'A third file', size: 2 ** 20});
		await writeFile(join(folder, 'c.torrent'), third.file);
		const added = await qbtui({
			args: ['add', magnetOf('d'), join(folder, 'c.torrent'), '--category', 'films'],
			...{server: shut(), env},
		});
		expect(added.code).toBe(4);
		expect(added.err).toMatch(/qBittorrent’s own program was given 2 already\./);
		for (const name of ['Link d', 'A third file']) {
			const row = await until(`${name} to be there`, () => there(name));
			expect(row?.category).toBe('films');
		}
	});
});

const never = (): never => {
	throw new Error('it is not there');
};
