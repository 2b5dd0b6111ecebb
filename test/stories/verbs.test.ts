import {expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import type {Server} from '../lab/server.ts';
import {until} from '../lab/until.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import {numbered, range} from './library.ts';
import {sortBy} from './list.ts';
import {patience, startQbtui} from './program.ts';

type Row = Record<string, unknown>;

const rowsOf = (server: Server): Promise<Row[]> => server.call<Row[]>('torrents/info');

const rowOf = async (server: Server, number: number): Promise<Row | undefined> =>
	(await rowsOf(server)).find(row => row.hash === numbered(number).hash);

const isStopped = (row: Row | undefined): boolean => /^(paused|stopped)/.test(String(row?.state));

describeOnServers('verbs', VERSIONS, ({server}) => {
	const start = async (numbers: readonly number[]) => {
		await server().call('torrents/delete', {hashes: 'all', deleteFiles: false});
		await until(
			'an empty server',
			() => rowsOf(server()),
			rows => rows.length === 0,
		);
		await addTorrents(
			server(),
			numbers.map(number => numbered(number)),
			{stopped: true},
		);
		await settled(server());
		const terminal = await startQbtui({server: server()});
		await terminal.until(`All ${numbers.length}`, patience);
		await sortBy(terminal, 'n', 'name↑');
		await terminal.press('home');
		return terminal;
	};
	const becomes = (number: number, what: string, isSo: (row: Row | undefined) => boolean) =>
		until(what, () => rowOf(server(), number), isSo);

	it('start, stop, and taking that back', async () => {
		const terminal = await start(range(100, 104));
		await terminal.press('space', 'space', 'p');
		await terminal.until('Start: 2 torrents', patience);
		await becomes(100, 'the first running', row => !isStopped(row));
		await becomes(101, 'the second running', row => !isStopped(row));
		expect(isStopped(await rowOf(server(), 102))).toBe(true);
		await terminal.until(/Stop 2 /, patience);
		await terminal.press('z');
		await terminal.until('Taken back: start, 2 torrents.', patience);
		await becomes(100, 'the first stopped again', isStopped);
	});

	it('category and tags: chosen, created, taken back', async () => {
		const terminal = await start(range(100, 103));
		await terminal.press('A', 'c');
		await terminal.type('films');
		await terminal.until('create films', patience);
		await terminal.press('enter');
		await terminal.until('Set category: 3 torrents', patience);
		await becomes(102, 'the category', row => row?.category === 'films');
		await terminal.press('t');
		await terminal.type('keep');
		await terminal.until('create keep', patience);
		await terminal.press('enter');
		await becomes(101, 'the tag', row => row?.tags === 'keep');
		await terminal.until('Add tags: 3 torrents', patience);
		await terminal.press('z');
		await becomes(101, 'no tag', row => row?.tags === '');
		await terminal.press('z');
		await becomes(101, 'no category', row => row?.category === '');
		await server().call('torrents/removeCategories', {categories: 'films'});
	});

	it('a name, a limit, an option, a place', async () => {
		const terminal = await start(range(100, 102));
		await terminal.press('e');
		await terminal.until('Name:', patience);
		await terminal.press('ctrl+u');
		await terminal.type('Lab 099 renamed');
		await terminal.press('enter');
		await becomes(100, 'the name', row => row?.name === 'Lab 099 renamed');
		await terminal.until('▸  stop    Lab 099 renamed', patience);
		await terminal.press('L', 'd');
		await terminal.until('download limit a second', patience);
		await terminal.type('500K');
		await terminal.press('enter');
		await becomes(100, 'the limit', row => row?.dl_limit === 512_000);
		await terminal.press('o', 's');
		await becomes(100, 'sequential', row => row?.seq_dl === true);
		await terminal.until('Set sequential download: 1 torrent', patience);
		await terminal.press('m', 'm', 'ctrl+u');
		await terminal.type(`${server().downloads}/elsewhere`);
		await terminal.press('enter');
		await becomes(100, 'the place', row => row?.save_path === `${server().downloads}/elsewhere`);
	});

	it('removing asks, and takes no for an answer', async () => {
		const terminal = await start(range(100, 103));
		await terminal.press('d');
		await terminal.until(/Remove “Lab 100.* \(1\.0G\) \(files stay\)\? y\/N/, patience);
		await terminal.press('enter');
		await terminal.until('1/3', patience);
		expect(await rowsOf(server())).toHaveLength(3);
		await terminal.press('d');
		await terminal.until('y/N', patience);
		await terminal.press('y');
		await terminal.until('All 2 ', patience);
		expect(await rowOf(server(), 100)).toBeUndefined();
	});

	it('removing many wants their number typed', async () => {
		const terminal = await start(range(100, 112));
		await terminal.press('A', 'D');
		await terminal.until(/Remove 12 torrents \(12G\) AND DELETE THE FILES\? Type 12:/, patience);
		await terminal.press('y', 'enter');
		await terminal.until('✓12', patience);
		expect(await rowsOf(server())).toHaveLength(12);
		await terminal.press('D');
		await terminal.type('12');
		await terminal.press('enter');
		await terminal.until('No torrents yet', patience);
		expect(await rowsOf(server())).toEqual([]);
	});

	it('what has gone meanwhile is told, the rest is done', async () => {
		const terminal = await start(range(100, 104));
		await terminal.press('A', 't');
		await terminal.until('Tags of 4 torrents', patience);
		await server().call('torrents/delete', {hashes: numbered(100).hash, deleteFiles: false});
		await terminal.until('All 3 ', patience);
		await terminal.type('late');
		await terminal.press('enter');
		await terminal.until('Add tags: 3 torrents; 1 refused: It is gone.', patience);
	});

	it('text that comes as keys does not answer the question that it brings up', async () => {
		const terminal = await start(range(100, 102));
		await terminal.send('dy');
		await terminal.press('d');
		await terminal.until('y/N', patience);
		expect(await rowsOf(server())).toHaveLength(2);
	});

	it('read-only does nothing and says so', async () => {
		await start(range(100, 102));
		const terminal = await startQbtui({server: server(), args: ['--read-only']});
		await terminal.until('All 2', patience);
		await terminal.press('p');
		await terminal.until('qbtui is read-only.', patience);
		await terminal.press('d');
		await terminal.until('qbtui is read-only.', patience);
	});
});
