import {readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import {numbered, range} from './library.ts';
import {hits} from './list.ts';
import {makeHome, patience, startQbtui} from './program.ts';

const size = {columns: 160, rows: 60};

/** A line of the facets: its marks and name, and its count. */
const facet = (name: string, count: number | string): RegExp =>
	new RegExp(`^..\\s*${name}\\s+${count} │`, 'm');

const marked = (mark: string, name: string): RegExp =>
	new RegExp(`^.${mark}${name}\\s+\\d+ │`, 'm');

describeOnServers('facets and views', VERSIONS, ({server}) => {
	/** 6 films of which 2 have the tag "keep", 3 linux, 1 without category; all stopped. */
	const start = async (home?: string) => {
		await server().call('torrents/delete', {hashes: 'all', deleteFiles: false});
		for (const category of ['films', 'linux', 'empty one']) {
			await server()
				.call('torrents/createCategory', {category})
				.catch(() => {});
		}
		const add = (from: number, to: number, category: string) =>
			addTorrents(
				server(),
				range(from, to).map(number => numbered(number)),
				{
					...(category !== '' && {category}),
					stopped: true,
				},
			);
		await add(100, 106, 'films');
		await add(110, 113, 'linux');
		await add(120, 121, '');
		const hashes = range(100, 102).map(number => numbered(number).hash);
		await server().call('torrents/addTags', {hashes: hashes.join('|'), tags: 'keep'});
		await settled(server());
		const terminal = await startQbtui({
			server: server(),
			...size,
			...(home !== undefined && {home}),
		});
		await terminal.until('All 10', patience);
		return terminal;
	};

	it('a category, a second one, without a tag; the counts follow what another client does', async () => {
		const terminal = await start();
		await terminal.until(facet('films', 6), patience);
		await terminal.until(facet('empty one', 0), patience);
		await terminal.press('f', ']', 'j', 'enter');
		await terminal.until('/ cat:films', patience);
		await terminal.until(hits(6), patience);
		await terminal.until(marked('✓', 'films'), patience);
		await terminal.press('j', 'space');
		await terminal.until('/ (cat:films | cat:linux)', patience);
		await terminal.until(hits(9), patience);
		await terminal.press(']', '!');
		await terminal.until('(cat:films | cat:linux) !tag:keep', patience);
		await terminal.until(hits(7), patience);
		await terminal.until(marked('✗', 'keep'), patience);

		await server().call('torrents/setCategory', {hashes: numbered(110).hash, category: 'films'});
		await terminal.until(facet('films', 7), patience);
		await terminal.until(facet('linux', 2), patience);
		await server().call('torrents/delete', {hashes: numbered(111).hash, deleteFiles: false});
		await terminal.until(facet('linux', 1), patience);
		await addTorrents(server(), [numbered(130)], {category: 'empty one', stopped: true});
		await terminal.until(facet('empty one', 1), patience);
		await server().call('torrents/removeTags', {hashes: numbered(100).hash, tags: 'keep'});
		await terminal.until(facet('keep', 1), patience);
		await server().call('torrents/createCategory', {category: 'a new one'});
		await terminal.until(facet('a new one', 0), patience);
		expect(terminal.screen().some(line => line.startsWith('▸✗keep'))).toBe(true);

		await terminal.press('0');
		await terminal.until(hits(10), patience);
		await server().call('torrents/removeCategories', {categories: 'a new one'});
		await terminal.until(screen => !screen.some(line => line.includes('a new one')), patience);
	});

	it('what was typed stays; a name with quotes and spaces finds what has it', async () => {
		const name = 'my "best" (films) | 100%';
		const terminal = await start();
		await server().call('torrents/createCategory', {category: name});
		const hashes = [numbered(100), numbered(110)].map(({hash}) => hash).join('|');
		await server().call('torrents/setCategory', {hashes, category: name});
		await terminal.until(/my "best" \(films\)… 2 │/, patience);
		await terminal.press('/');
		await terminal.type('10');
		await terminal.press('enter', 'f', '/');
		await terminal.type('best');
		await terminal.press('enter', 'enter');
		await terminal.until('/ 10 cat:"my ""best"" (films) | 100%"', patience);
		await terminal.until(hits(2), patience);
		await terminal.press('0');
		await terminal.until(/\/ 10 {3}|\/ 10$/m, patience);
		await server().call('torrents/removeCategories', {categories: name});
	});

	it('a view that was kept is there after the next start, can be renamed, and is deleted when that is confirmed', async () => {
		const home = await makeHome();
		const terminal = await start(home);
		await terminal.press('/');
		await terminal.type('cat:films !tag:keep');
		await terminal.press('enter', 's');
		await terminal.until('A-Z downwards', patience);
		await terminal.press('S');
		await terminal.until('sort size↓', patience);
		await terminal.press('W', 'enter');
		await terminal.until('Keep filter and order as', patience);
		await terminal.type('other films');
		await terminal.press('enter');
		await terminal.until('Kept as the view “other films”.', patience);
		await terminal.until(facet('other films', 4), patience);
		await terminal.press('q');
		expect((await terminal.exited).code).toBe(0);

		const file = join(home, '.config/qbtui/config.json');
		expect((await stat(file)).mode & 0o777).toBe(0o600);
		expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
			views: {'other films': {filter: 'cat:films !tag:keep', sort: '-size'}},
		});

		const again = await startQbtui({server: server(), ...size, home});
		await again.until('All 10', patience);
		await again.press('W');
		await again.type('other');
		await again.press('enter');
		await again.until('/ view:"other films"', patience);
		await again.until(hits(4), patience);
		await again.until('sort size↓', patience);
		await again.press('f', '/');
		await again.type('other films');
		await again.press('enter', 'e', 'ctrl+u');
		await again.type('mine');
		await again.press('enter');
		await again.until('The view “other films” is now “mine”.', patience);
		await again.until(marked('✓', 'mine'), patience);
		await again.press('d');
		await again.until('The view “mine” will be lost', patience);
		await again.press('y');
		await again.until('Deleted the view “mine”.', patience);
		await again.until(marked('✓', 'films'), patience);
		await again.press('G');
		await again.until('/ cat:films !tag:keep', patience);
		expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({views: {}});
	});
});
