import {expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import type {Server} from '../lab/server.ts';
import {syntheticTorrent} from '../lab/torrents.ts';
import {until} from '../lab/until.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import {patience, startQbtui} from './program.ts';

type File = {name: string; priority: number};

const MIB = 2 ** 20;
const paths = ['a.mkv', 'b.mkv', 'extras/one.txt', 'extras/two.txt', 'extras/deep/three.txt'];

const torrent = syntheticTorrent({
	index: 1,
	name: 'Season',
	files: paths.map((path, i) => ({path, size: (i + 1) * MIB})),
});

/** What the server says: "1 7 …" in the torrent’s own order. */
const priorities = async (server: Server): Promise<string> => {
	const files = await server.call<File[]>(`torrents/files?hash=${torrent.hash}`);
	return files.map(({priority}) => priority).join(' ');
};

const names = async (server: Server): Promise<string[]> => {
	const files = await server.call<File[]>(`torrents/files?hash=${torrent.hash}`);
	return files.map(({name}) => name);
};

describeOnServers('files of a torrent', VERSIONS, ({server}) => {
	const start = async (args: readonly string[] = []) => {
		await server().call('torrents/delete', {hashes: 'all', deleteFiles: true});
		await until(
			'an empty server',
			() => server().call<unknown[]>('torrents/info'),
			rows => rows.length === 0,
		);
		await addTorrents(server(), [torrent], {stopped: true});
		await settled(server());
		const terminal = await startQbtui({server: server(), args: [...args]});
		await terminal.until('All 1 ', patience);
		await terminal.press('enter', ']');
		await terminal.until(/▾ Season\/ .* normal/, patience);
		return terminal;
	};
	const become = (wanted: string) =>
		until(
			wanted,
			() => priorities(server()),
			now => now === wanted,
		);

	it('the priority of one, set and taken back', async () => {
		const terminal = await start();
		await terminal.press('j', 'j');
		await terminal.until(/▸ +a\.mkv/, patience);
		await terminal.press('+');
		await terminal.until('Priority high: “a.mkv”   z takes it back', patience);
		await become('6 1 1 1 1');
		await terminal.until(/a\.mkv .* high/, patience);
		expect(terminal.screen().join('\n')).toMatch(/▾ Season\/ .* mixed/);
		await terminal.press('+');
		await become('7 1 1 1 1');
		await terminal.until(/a\.mkv .* max/, patience);
		await terminal.press('+');
		await terminal.until('Nothing to change: “a.mkv” is at max.', patience);
		await terminal.press('-');
		await become('6 1 1 1 1');
		await terminal.until('Priority high', patience);
		await terminal.press('z');
		await become('7 1 1 1 1');
		await terminal.until('Taken back: priority high: “a.mkv”', patience);
		await terminal.press('z');
		await become('6 1 1 1 1');
		await terminal.until(/a\.mkv .* high/, patience);
		await terminal.press('z');
		await become('1 1 1 1 1');
	});

	it('that of a folder is that of all below it; what differed before differs again', async () => {
		const terminal = await start();
		await terminal.press('j');
		await terminal.until(/▸ +▸ extras\//, patience);
		await terminal.press('l', 'l', 'l', 'j');
		await terminal.until(/▸ +three\.txt/, patience);
		await terminal.press('+');
		await become('1 1 1 1 6');
		await terminal.until(/three\.txt .* high/, patience);
		// Out of two folders again; the second is still open.
		await terminal.press('h', 'h', 'h', 'h');
		await terminal.until(/▸ +▸ extras\/ .* mixed/, patience);
		await terminal.press('0');
		await terminal.until('Priority skip: 3 files', patience);
		await become('1 1 0 0 0');
		await terminal.until(/extras\/ .* skip/, patience);
		await terminal.press('z');
		await become('1 1 1 1 6');
	});

	it('what is selected and what the filter finds', async () => {
		const terminal = await start();
		await terminal.press('/');
		await terminal.type('TXT');
		await terminal.press('enter', 'A');
		await terminal.until('✓3 12M  / TXT', patience);
		await terminal.press('esc', 'esc');
		await terminal.until(/▾ Season\//, patience);
		await terminal.press('j', 'j', 'space', 'space');
		await terminal.until('✓2 3.0M', patience);
		await terminal.press('0');
		await become('0 0 1 1 1');
		await terminal.press('i', '=');
		await terminal.until('✓3 12M', patience);
		await terminal.until('Nothing to change: 3 files are at normal.', patience);
		expect(await priorities(server())).toBe('0 0 1 1 1');
	});

	it('a file and a folder get other names, and their old ones back', async () => {
		const terminal = await start();
		const rename = async (label: string, name: string) => {
			await terminal.press('e');
			await terminal.until(label, patience);
			await terminal.press('ctrl+u');
			await terminal.type(name);
			await terminal.press('enter');
		};
		const named = (index: number, name: string) =>
			until(
				name,
				async () => (await names(server()))[index],
				now => now === name,
			);
		await terminal.press('j', 'j');
		await terminal.until(/▸ +a\.mkv/, patience);
		await rename('Name of the file: a.mkv', 'x/y');
		await terminal.until('A name has no slash.', patience);
		await terminal.press('ctrl+u');
		await terminal.type('Ä & z.mkv');
		await terminal.press('enter');
		await named(0, 'Season/Ä & z.mkv');
		await terminal.until(/▸ +Ä & z\.mkv/, patience);
		await rename('Name of the file', 'b.mkv');
		await terminal.until(/Rename “Ä & z\.mkv”: .+/, patience);
		expect(await names(server())).toContain('Season/Ä & z.mkv');
		await terminal.press('z');
		await named(0, 'Season/a.mkv');
		await terminal.until(/a\.mkv/, patience);
		await terminal.press('k', 'enter');
		await terminal.until(/▾ extras\//, patience);
		await rename('Name of the folder: extras', 'bonus');
		await named(4, 'Season/bonus/deep/three.txt');
		await terminal.until(/▸ +▾ bonus\//, patience);
		await terminal.press('z');
		await named(4, 'Season/extras/deep/three.txt');
	});

	it('a torrent that goes while one types a name is told to be gone', async () => {
		const terminal = await start();
		await terminal.press('j', 'j', 'e');
		await terminal.until('Name of the file', patience);
		await server().call('torrents/delete', {hashes: torrent.hash, deleteFiles: true});
		await terminal.until('All 0 ', patience);
		await terminal.type('2');
		await terminal.press('enter');
		await terminal.until('The torrent is gone; nothing was changed.', patience);
	});

	it('without metadata there are no files, and the keys say why', async () => {
		await start();
		const hash = 'c9e15763f722f23e98a29decdfae341b98d53056';
		await server().call('torrents/delete', {hashes: 'all', deleteFiles: true});
		await server().call('torrents/add', {urls: `magnet:?xt=urn:btih:${hash}`});
		const terminal = await startQbtui({server: server()});
		await terminal.until(/c9e15763f722/, patience);
		await terminal.until('All 1 ', patience);
		await terminal.press('enter', ']');
		await terminal.until('Its metadata is not here yet: nobody knows its files.', patience);
		for (const key of ['+', 'e', 'space', 'enter', 'y']) {
			await terminal.press('h', 'enter', key);
			await terminal.until(/Its metadata[\s\S]*Its metadata is not here yet/, patience);
		}
	});

	it('read-only changes nothing and says so', async () => {
		const terminal = await start(['--read-only']);
		for (const key of ['+', '-', '=', '0', 'e']) {
			await terminal.press('j', key);
			await terminal.until('qbtui is read-only.', patience);
		}
		expect(await priorities(server())).toBe('1 1 1 1 1');
	});
});
