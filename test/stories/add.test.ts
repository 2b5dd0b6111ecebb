import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeEach, expect, it} from 'vitest';
import {type FaultProxy, startFaultProxy} from '../lab/fault-proxy.ts';
import {describeOnServers} from '../lab/lab.ts';
import {type LabTorrent, syntheticTorrent} from '../lab/torrents.ts';
import {until} from '../lab/until.ts';
import {addTorrents} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import {isStopped, rowsOf, tagSet, untilAll} from '../qbit/control.ts';
import {numbered, range} from './library.ts';
import {makeHome, patience, type Start, startQbtui} from './program.ts';

const one = syntheticTorrent({index: 1, name: 'One', size: 3 * 2 ** 20});

describeOnServers('adding from the screen', VERSIONS, ({server}) => {
	let proxy: FaultProxy | undefined;
	beforeEach(async () => {
		proxy ??= await startFaultProxy(server());
		proxy.clear();
		proxy.forget();
		await server().call('torrents/delete', {hashes: 'all', deleteFiles: false});
		await until(
			'an empty server',
			() => rowsOf(server()),
			rows => rows.size === 0,
		);
	});
	afterAll(() => proxy?.stop());

	/** With files in the working folder, through the proxy, which sees what is sent. */
	const start = async (
		files: Readonly<Record<string, Uint8Array | string>>,
		options: Start = {},
	) => {
		const home = await makeHome();
		for (const [name, content] of Object.entries(files)) {
			await mkdir(join(home, name, '..'), {recursive: true});
			await writeFile(join(home, name), content);
		}
		const {username, password} = server();
		const place = {url: proxy?.url ?? '', username, password};
		const terminal = await startQbtui({home, server: place, ...options});
		await terminal.until(/^1\/\d+ |No torrents yet/m, patience);
		return terminal;
	};
	const open = async (terminal: Awaited<ReturnType<typeof start>>, text: string) => {
		await terminal.press('a');
		await terminal.until('Add (', patience);
		await terminal.type(text);
		await terminal.press('enter');
	};
	const sent = (): number => proxy?.seen('torrents/add').length ?? 0;
	const there = ({hash}: Pick<LabTorrent, 'hash'>) =>
		untilAll(server(), [hash], 'listed', () => true);

	it('a file, with all that the form has', async () => {
		const terminal = await start({'one.torrent': one.file});
		const place = `${server().downloads}/Ä there`;
		await open(terminal, 'one.torrent');
		await terminal.until(/1 torrent, 3\.0M: One\n(.*\n)*.*Category/, patience);
		await terminal.type('films');
		await terminal.press('tab');
		await terminal.type('a, b c');
		await terminal.press('down');
		await terminal.type(place);
		await terminal.press('tab', 'left', 'tab', 'space', 'tab', 'space', 'tab', 'right', 'right');
		await terminal.until(
			/Start +add stopped *\n.*Sequential +yes .*\n.*First\/last +yes /,
			patience,
		);
		await terminal.until(/Layout +a subfolder/, patience);
		await terminal.press('tab');
		await terminal.type('Another one');
		await terminal.press('enter');
		await terminal.until('Added 1 torrent.', patience);
		await untilAll(
			server(),
			[one.hash],
			'as told',
			row =>
				row.name === 'Another one' &&
				row.category === 'films' &&
				tagSet(row).join() === 'a,b c' &&
				row.save_path === place &&
				row.seq_dl &&
				row.f_l_piece_prio &&
				!row.auto_tmm &&
				isStopped(row),
		);
		const files = await server().call<Array<{name: string}>>(`torrents/files?hash=${one.hash}`);
		expect(files.map(({name}) => name)).toEqual(['One/One']);
		// It is told in the log, as ours.
		await terminal.press('8');
		await terminal.until(/qbtui Added 1 torrent: Another one/, patience);
		await server().call('torrents/removeCategories', {categories: 'films'});
	});

	it('pasted lines, and what is there already is said and not sent', async () => {
		await addTorrents(server(), [one], {stopped: true});
		const terminal = await start({});
		await terminal.until('All 1 ', patience);
		const fresh = '7'.repeat(40);
		await terminal.paste(
			`${one.hash}\nmagnet:?xt=urn:btih:${fresh}&dn=Seven\n${fresh}\n/nowhere/x`,
		);
		await terminal.until(/1 torrent, size not known: Seven/, patience);
		await terminal.until('There already, not sent (2): One, Seven', patience);
		await terminal.until('Can’t be added (1): /nowhere/x: This is no magnet link', patience);
		await terminal.press('enter');
		await terminal.until(
			/Added 1 torrent\. 2 there already: One\. 1 refused: This is no/,
			patience,
		);
		await there({hash: fresh});
		expect(sent()).toBe(1);
		await terminal.until('All 2 ', patience);
		await terminal.paste(`${fresh}\n${one.hash}`);
		await terminal.until('Nothing here is new.', patience);
		await terminal.press('enter');
		await terminal.until('2 there already: ', patience);
		expect(sent()).toBe(1);
	});

	it('Esc goes back with nothing done and nothing lost; junk stays where it was typed', async () => {
		const terminal = await start({'empty/readme.txt': '', 'page.torrent': '<html>'});
		await open(terminal, 'empty');
		await terminal.until(/Add: empty .*There is no \.torrent file/, patience);
		await terminal.press('ctrl+u');
		await terminal.type('page.torrent');
		await terminal.press('enter');
		await terminal.until(/page\.torrent.*This is not a \.torrent file/, patience);
		await terminal.press('ctrl+u');
		await terminal.type('8'.repeat(40));
		await terminal.press('enter');
		await terminal.until('Category', patience);
		await terminal.type('kept');
		await terminal.press('esc');
		await terminal.until(/Add \(.*8{40}/, patience);
		await terminal.press('enter');
		await terminal.until(/Category +kept/, patience);
		await terminal.press('tab', 'tab');
		await terminal.type('films');
		await terminal.press('enter');
		await terminal.until('The place must be a path from the root', patience);
		await terminal.press('esc', 'esc');
		await terminal.until('No torrents yet', patience);
		expect(sent()).toBe(0);
	});

	it('a second Enter that comes in one piece with the first adds nothing', async () => {
		const terminal = await start({});
		await terminal.send(`a${'9'.repeat(40)}\r\r`);
		await terminal.until('1 torrent, size not known: 9999', patience);
		expect(sent()).toBe(0);
		await terminal.press('enter');
		await terminal.until('Added 1 torrent.', patience);
	});

	it('a category’s own place is shown, and used when nothing else is said', async () => {
		await addTorrents(server(), [one], {stopped: true});
		const films = `${server().downloads}/of films`;
		await server().call('torrents/createCategory', {category: 'films', savePath: films});
		const managed = (on: boolean) =>
			server().call('app/setPreferences', {json: JSON.stringify({auto_tmm_enabled: on})});
		await managed(true);
		try {
			const terminal = await start({});
			await terminal.until('All 1 ', patience);
			const [byCategory, byHand] = ['3'.repeat(40), '4'.repeat(40)];
			await open(terminal, byCategory);
			await terminal.until(/Category .*\n(.*\n)* +→ films/, patience);
			await terminal.type('fi');
			await terminal.press('right');
			await terminal.until(`in ${films}, by its category`, patience);
			await terminal.press('enter');
			await there({hash: byCategory});
			await open(terminal, byHand);
			await terminal.type('films');
			await terminal.press('tab', 'tab');
			await terminal.type(`${server().downloads}/elsewhere`);
			await terminal.press('enter');
			await there({hash: byHand});
			const rows = await rowsOf(server());
			expect(rows.get(byCategory)).toMatchObject({save_path: films, auto_tmm: true});
			expect(rows.get(byHand)).toMatchObject({
				...{save_path: `${server().downloads}/elsewhere`, auto_tmm: false, category: 'films'},
			});
		} finally {
			await managed(false);
			await server().call('torrents/removeCategories', {categories: 'films'});
		}
	});

	it('warns of too little space, and adds all the same', async () => {
		const {server_state} = await server().call<{server_state: {free_space_on_disk: number}}>(
			'sync/maindata',
		);
		const size = server_state.free_space_on_disk + 2 ** 40;
		const large = syntheticTorrent({index: 9, name: 'Large', size, pieceLength: 2 ** 27});
		const terminal = await start({'large.torrent': large.file}, {columns: 80, rows: 24});
		await open(terminal, 'large.torrent');
		await terminal.until(/! Not enough space: .* are to come, .* are free at/, patience);
		// Start: add stopped.
		await terminal.press('tab', 'tab', 'tab', 'left', 'enter');
		await terminal.until('Added 1 torrent.', patience);
		await untilAll(server(), [large.hash], 'stopped', isStopped);
	});

	it('at 40x10, and while the server does not answer', async () => {
		const terminal = await start({'one.torrent': one.file}, {columns: 40, rows: 10});
		proxy?.always('app/preferences', {hang: true});
		await open(terminal, 'one.torrent');
		await terminal.until(/1 torrent, 3\.0M: One\n.*▸ {2}Category/, patience);
		for (let i = 0; i < 7; i++) await terminal.press('down');
		await terminal.until(/▸ {2}Name .*One/, patience);
		await terminal.press('down', 'up', 'up', 'space', 'enter');
		await terminal.until('Adding 0 of 1', patience);
		proxy?.clear();
	});

	it('hundreds of files of a folder, some of them damaged', async () => {
		const torrents = range(0, 300).map(number => numbered(number, 2 ** 20));
		await addTorrents(server(), torrents.slice(0, 10), {stopped: true});
		const files = torrents.map(({file}, i) => [`all/${i}.torrent`, file] as const);
		const terminal = await start({
			...Object.fromEntries(files),
			...{'all/x1.torrent': 'junk', 'all/x2.torrent': ''},
		});
		await terminal.until('All 10 ', patience);
		await open(terminal, 'all');
		await terminal.until(/290 torrents, 290M: /, patience);
		await terminal.until('There already, not sent (10): Lab ', patience);
		await terminal.press('tab', 'tab', 'tab', 'left', 'enter');
		await terminal.until(/Added 290 torrents\. 10 there already: .* 2 refused: This is not/, {
			timeout: 120_000,
		});
		expect(sent()).toBe(290);
		const count = async () => (await rowsOf(server())).size;
		await until('all to be listed', count, size => size === 300);
	});
});
