import {expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {addTorrents} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import {numbered, range} from './library.ts';
import {cursorOn, filterBy, sortBy} from './list.ts';
import {patience, startQbtui} from './program.ts';

describeOnServers('the cursor', VERSIONS, ({server}) => {
	const add = (...numbers: number[]) =>
		addTorrents(
			server(),
			numbers.map(number => numbered(number)),
			{stopped: true},
		);
	const remove = (...numbers: number[]) => {
		const hashes = numbers.map(number => numbered(number).hash).join('|');
		return server().call('torrents/delete', {hashes, deleteFiles: false});
	};
	const start = async (numbers: readonly number[]) => {
		await server().call('torrents/delete', {hashes: 'all', deleteFiles: false});
		await add(...numbers);
		const terminal = await startQbtui({server: server()});
		await terminal.until(`All ${numbers.length}`, patience);
		await sortBy(terminal, 'n', 'name↑');
		return terminal;
	};

	it('stays on its torrent when the list is sorted and filtered otherwise', async () => {
		const terminal = await start(range(100, 160));
		await terminal.press('home', 'j', 'j', 'j');
		await terminal.until(cursorOn(103, 4, 60), patience);
		await sortBy(terminal, 'S', 'size↓');
		await terminal.until(cursorOn(103, 57, 60), patience);
		await filterBy(terminal, '3 | 9');
		await terminal.until(cursorOn(103, 20, 20), patience);
		await terminal.press('esc');
		await terminal.until(cursorOn(103, 57, 60), patience);
	});

	it('comes back with Esc when what was typed into the filter hid its torrent', async () => {
		const terminal = await start(range(100, 120));
		await terminal.press('home', 'j', 'j', 'j');
		await terminal.until(cursorOn(103, 4, 20), patience);
		await terminal.press('/');
		await terminal.type('17');
		await terminal.until('1 torrent', patience);
		await terminal.press('esc');
		await terminal.until(cursorOn(103, 4, 20), patience);
	});

	it('stays on what was found when the filter is cleared', async () => {
		const terminal = await start(range(100, 120));
		await filterBy(terminal, '17');
		await terminal.until(cursorOn(117, 1, 1), patience);
		await terminal.press('esc');
		await terminal.until(cursorOn(117, 18, 20), patience);
	});

	it('stays on its torrent while others come and go on the server', async () => {
		const terminal = await start(range(100, 120));
		await terminal.press('home', 'j', 'j', 'j');
		await add(50, 51);
		await terminal.until(cursorOn(103, 6, 22), patience);
		await remove(50, 101);
		await terminal.until(cursorOn(103, 4, 20), patience);
	});

	it('stays on the first torrent, too, before any key was pressed', async () => {
		await server().call('torrents/delete', {hashes: 'all', deleteFiles: false});
		await add(...range(100, 110));
		const terminal = await startQbtui({server: server(), env: {QBTUI_SORT: 'name'}});
		await terminal.until(cursorOn(100, 1, 10), patience);
		await add(50);
		await terminal.until(cursorOn(100, 2, 11), patience);
		expect(terminal.screen().join()).toContain('Lab 050');
		await sortBy(terminal, 'S', 'size↓');
		await terminal.until(cursorOn(109, 1, 11), patience);
	});

	it('goes to the next torrent when its own is removed, and stays there', async () => {
		const terminal = await start(range(100, 110));
		await terminal.press('home', 'j', 'j', 'j');
		await remove(103);
		await terminal.until(cursorOn(104, 4, 9), patience);
		await add(50);
		await terminal.until(cursorOn(104, 5, 10), patience);
	});
});
