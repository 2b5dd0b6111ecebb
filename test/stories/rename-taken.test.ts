import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {realTorrent} from '../lab/real-torrent.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {patience, startQbtui} from './program.ts';

describeOnServers('a name that another file has', ['5.1', '5.3'], ({server}) => {
	it('is not given to a file of a torrent: that other one would be written over', async () => {
		const folder = join(server().profile, 'data');
		await mkdir(join(folder, 'Show'), {recursive: true});
		for (const name of ['1.mkv', '2.mkv']) await writeFile(join(folder, 'Show', name), name);
		const torrent = await realTorrent(join(folder, 'Show'));
		await writeFile(join(folder, 'Show', 'other.mkv'), 'of somebody else');
		await addTorrents(server(), [torrent], {savepath: folder, seedMode: true});
		await settled(server());
		const terminal = await startQbtui({server: server()});
		await terminal.until('All 1 ', patience);
		await terminal.press('enter', ']');
		await terminal.until(/▾ Show\//, patience);
		await terminal.press('j', 'e');
		await terminal.until('Name of the file: 1.mkv', patience);
		await terminal.press('ctrl+u');
		await terminal.type('other.mkv');
		await terminal.press('enter');
		await terminal.until('would write over it', patience);
		const other = await readFile(join(folder, 'Show', 'other.mkv'), 'utf8');
		expect(other).toBe('of somebody else');
		const files = await server().call<{name: string}[]>(`torrents/files?hash=${torrent.hash}`);
		expect(files.map(({name}) => name)).toEqual(['Show/1.mkv', 'Show/2.mkv']);
	});
});
