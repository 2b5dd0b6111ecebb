import {existsSync} from 'node:fs';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {qbtui} from '../commands/qbtui.ts';
import {describeOnServers} from '../lab/lab.ts';
import {realTorrent} from '../lab/real-torrent.ts';
import {noise} from '../lab/torrents.ts';
import {until} from '../lab/until.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {isStopped, rowsOf} from '../qbit/control.ts';

type Files = Array<{name: string}>;

describeOnServers(
	'a name that another file has meanwhile',
	['4.5', '5.3'],
	({server: serverOf}) => {
		it('putting a torrent back renames no file of another, and none over its own', async () => {
			const server = serverOf();
			const folder = join(server.profile, 'data');
			await mkdir(folder, {recursive: true});
			const [own, other] = [noise('own', 2 ** 17), noise('other', 2 ** 17)];
			await writeFile(join(folder, 'a.bin'), own);
			const first = await realTorrent(own, {name: 'a.bin'});
			await addTorrents(server, [first], {seedMode: true, savepath: folder});
			await settled(server);
			const {hash} = first;
			await server.call('torrents/renameFile', {hash, oldPath: 'a.bin', newPath: 'b.bin'});
			const files = () => server.call<Files>(`torrents/files?hash=${hash}`);
			await until('the file to be renamed', files, ([file]) => file?.name === 'b.bin');
			await until(
				'its file on the disk',
				async () => readFile(join(folder, 'b.bin')).catch(() => undefined),
				content => content !== undefined,
			);
			await writeFile(join(folder, 'a.bin'), other);
			const second = await realTorrent(other, {name: 'a.bin'});
			await addTorrents(server, [second], {seedMode: true, savepath: folder});
			await settled(server);
			const file = join(server.profile, 'saved.json');
			const saved = await qbtui({args: ['--save-state', file, '--with-torrents'], server});
			expect({code: saved.code, err: saved.err}).toEqual({code: 0, err: ''});
			await server.call('torrents/delete', {hashes: hash, deleteFiles: false});
			await until('it to be gone', async () => (await rowsOf(server)).size === 1);

			const restored = await qbtui({args: ['state', 'restore', file, '--apply', '--json'], server});
			expect(restored.code).not.toBe(0);
			expect(JSON.parse(restored.out)).toMatchObject({
				...{restored: [], refused: [{hash}]},
			});
			expect(restored.out).toContain(`${join(folder, 'a.bin')} lies where a rename would take it`);
			await settled(server);
			expect((await readFile(join(folder, 'a.bin'))).equals(other)).toBe(true);
			expect((await readFile(join(folder, 'b.bin'))).equals(own)).toBe(true);
			const row = (await rowsOf(server)).get(hash);
			expect(row && isStopped(row)).toBe(true);

			// Out of the way, it is seen through.
			await server.call('torrents/delete', {hashes: second.hash, deleteFiles: true});
			await until(
				'the way to be free',
				() => existsSync(join(folder, 'a.bin')),
				there => !there,
			);
			const again = await qbtui({args: ['state', 'restore', file, '--apply', '--json'], server});
			expect(JSON.parse(again.out)).toMatchObject({refused: []});
			await until('it to be whole', async () => (await rowsOf(server)).get(hash)?.progress === 1);
			expect((await readFile(join(folder, 'b.bin'))).equals(own)).toBe(true);
		});
	},
);
