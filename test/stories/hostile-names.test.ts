import {expect, it, onTestFinished} from 'vitest';
import {startFaultProxy} from '../lab/fault-proxy.ts';
import {describeOnServers, type OnServer} from '../lab/lab.ts';
import {syntheticTorrent} from '../lab/torrents.ts';
import {addTorrents} from '../lab/upload.ts';
import type {Terminal} from '../screen/types.ts';
import {once} from './library.ts';
import {listRows, sortBy} from './list.ts';
import {hostileNames} from './names.ts';
import {patience, startQbtui} from './program.ts';

const plain = hostileNames.map((_, i) =>
	syntheticTorrent({index: i, name: `plain ${String(i).padStart(2, '0')}`, size: 2 ** 20}),
);

/** In the right half of the screen nothing but the columns may be: each in its cells. */
const expectRight = (terminal: Terminal, address: string) => {
	const screen = terminal.screen();
	expect(terminal.title()).toBe(`qbtui ${address}`);
	expect(terminal.clipboard()).toBeUndefined();
	expect(terminal.bells()).toBe(0);
	expect(terminal.modes()).toMatchObject({alternate: true, cursorVisible: false});
	const rows = listRows(screen);
	expect(rows).toHaveLength(hostileNames.length);
	const text = rows.join('\n');
	for (const {seen} of hostileNames) expect(text).toMatch(seen);
	const titles = screen.findIndex(line => line.includes('Name'));
	const sizeEnds = (screen[titles] ?? '').indexOf('Size') + 'Size'.length;
	for (let y = titles + 1; y <= titles + rows.length; y++) {
		const cells = Array.from({length: 6}, (_, i) => terminal.cell(sizeEnds - 6 + i, y).text);
		expect(cells.join('')).toBe('  1.0M');
	}
	expect(screen[titles + rows.length + 1]).toBe('');
};

const story = ({server, version}: OnServer) => {
	const library = once(() => addTorrents(server(), plain, {stopped: true}));

	it('are shown as harmless text, each in its cell', async () => {
		await library();
		const proxy = await startFaultProxy(server());
		onTestFinished(proxy.stop);
		// Servers clean the names of files; what one sends all the same is put in on the way.
		proxy.always('sync/maindata', {
			body: body =>
				plain.reduce(
					(text, {name}, i) =>
						text.replaceAll(`"name":"${name}"`, `"name":${JSON.stringify(hostileNames[i]?.name)}`),
					body.toString(),
				),
		});
		const terminal = await startQbtui({server: {...server(), url: proxy.url}});
		await terminal.until(`All ${plain.length}`, patience);
		await sortBy(terminal, 'n', 'name↑');
		expectRight(terminal, proxy.url.slice('http://'.length));
		await terminal.press('j', 'j', 'j', 'k', 'ctrl+l', 'end', 'home');
		await sortBy(terminal, 'n', 'name↓');
		expectRight(terminal, proxy.url.slice('http://'.length));
		terminal.resize(90, 30);
		await terminal.until(screen => listRows(screen).length === plain.length, patience);
		expect(terminal.title()).toBe(`qbtui ${proxy.url.slice('http://'.length)}`);
	});

	it(`as ${version} itself takes them, too: renamed, categories, tags`, async () => {
		await library();
		for (const [i, {name}] of hostileNames.entries()) {
			const hash = plain[i]?.hash ?? '';
			await server().call('torrents/rename', {hash, name});
			await server().request('torrents/createCategory', {category: `c${name.slice(0, 60)}`});
			await server().request('torrents/setCategory', {
				hashes: hash,
				category: `c${name.slice(0, 60)}`,
			});
			await server().request('torrents/addTags', {hashes: hash, tags: `t${name.slice(0, 60)}`});
		}
		const terminal = await startQbtui({server: server()});
		await terminal.until(`All ${plain.length}`, patience);
		await terminal.until(/b6end/, patience);
		await sortBy(terminal, 'n', 'name↑');
		expectRight(terminal, server().url.slice('http://'.length));
	});
};

describeOnServers('hostile names', ['4.5', '5.1', '5.3'], story);
