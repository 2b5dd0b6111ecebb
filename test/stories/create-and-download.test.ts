import {mkdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {qbtui} from '../commands/qbtui.ts';
import {labAvailable} from '../lab/lab.ts';
import {filesBelow} from '../lab/read-torrent.ts';
import {startServer} from '../lab/server.ts';
import {introduce, progressOf} from '../lab/swarm.ts';
import {until} from '../lab/until.ts';
import {addTorrents} from '../lab/upload.ts';
import {writeTree} from '../qbit/creating.ts';
import {makeHome} from './program.ts';

describe.skipIf(!(await labAvailable('5.1', '5.3')))('what is made on one server', () => {
	it.each([
		{maker: '5.1', taker: '5.3', format: 'v2'},
		{maker: '5.3', taker: '5.1', format: 'hybrid'},
	] as const)(
		'$maker, $format: another one ($taker) downloads the same bytes',
		async ({maker, taker, format}) => {
			const [seeder, downloader] = await Promise.all(
				[maker, taker].map(version => startServer({version})),
			);
			if (!seeder || !downloader) throw new Error('two were started');
			onTestFinished(() => seeder.discard());
			onTestFinished(() => downloader.discard());
			const source = await writeTree(join(seeder.downloads, 'shared'));
			const home = await makeHome();
			await mkdir(home, {recursive: true});
			const {code, out} = await qbtui({
				args: ['create', source, '-o', home, '--format', format, '--category', 'made', '--json'],
				server: seeder,
			});
			expect(code).toBe(0);
			const {hash, file, name, size} = JSON.parse(out);
			await addTorrents(downloader, [{hash, name, size, file: await readFile(file)}]);
			await until(
				'it is listed',
				() => progressOf(downloader, hash),
				() => true,
			);
			await introduce(downloader, seeder, hash);
			await until(
				'it is whole',
				() => progressOf(downloader, hash),
				now => now === 1,
				{within: 120_000},
			);
			const received = join(downloader.downloads, 'shared');
			expect(await filesBelow(received)).toEqual(await filesBelow(source));
			for (const path of await filesBelow(source)) {
				const [sent, got] = await Promise.all(
					[source, received].map(at => readFile(join(at, path))),
				);
				expect(got?.equals(sent ?? Buffer.alloc(0)), path).toBe(true);
			}
		},
	);
});
