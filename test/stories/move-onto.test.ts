import {existsSync} from 'node:fs';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {realTorrent} from '../lab/real-torrent.ts';
import {noise} from '../lab/torrents.ts';
import {until} from '../lab/until.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {rowsOf} from '../qbit/control.ts';
import {patience, startQbtui} from './program.ts';

describeOnServers('a move by hand', ['5.1', '5.3'], ({server}) => {
	it('onto what a move that failed has left is asked about first', async () => {
		const [from, to] = [join(server().profile, 'from'), join(server().profile, 'to')];
		for (const folder of [from, to]) await mkdir(folder);
		const good = noise('good', 2 ** 17);
		await writeFile(join(from, 'film.mkv'), good);
		// As long as it should be, and torn.
		await writeFile(join(to, 'film.mkv'), Buffer.alloc(good.length));
		const torrent = await realTorrent(join(from, 'film.mkv'));
		await addTorrents(server(), [torrent], {savepath: from, seedMode: true});
		await settled(server());
		const terminal = await startQbtui({server: server()});
		await terminal.until('All 1 ', patience);
		const move = async () => {
			await terminal.press('m');
			await terminal.until('another folder', patience);
			await terminal.press('m', 'ctrl+u');
			await terminal.type(to);
			await terminal.press('enter');
			await terminal.until('when 1 is typed', patience);
		};
		await move();
		await terminal.press('esc');
		const row = async () => (await rowsOf(server())).get(torrent.hash);
		expect(await row()).toMatchObject({save_path: from, progress: 1});
		await move();
		await terminal.type('1');
		await terminal.press('enter');
		await until('it to be moved', async () => (await row())?.save_path === to);
		expect(existsSync(join(from, 'film.mkv'))).toBe(true);
	});
});
