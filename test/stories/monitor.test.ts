import {expect, it, onTestFinished} from 'vitest';
import {startFaultProxy} from '../lab/fault-proxy.ts';
import {describeOnServers} from '../lab/lab.ts';
import {VERSIONS, versionRow} from '../lab/versions.ts';
import {fillLibrary, once, range} from './library.ts';
import {filterBy, hits, listRows, numbersOn, sortBy} from './list.ts';
import {patience, startQbtui} from './program.ts';

describeOnServers('watching 300 torrents', VERSIONS, ({server, version}) => {
	const library = once(() => fillLibrary(server()));
	const start = async () => {
		await library();
		const terminal = await startQbtui({server: server()});
		await terminal.until('All 300', patience);
		await terminal.until(
			versionRow(version).reports.source.includes('4') ? ' 4.5' : ' 5.',
			patience,
		);
		return terminal;
	};

	it('shows them with their states and counts, and how the server is', async () => {
		const {screen} = await start();
		expect(screen()[0]).toContain(server().url.slice('http://'.length));
		expect(screen()[2]).toMatch(/Down 20\b.*Stop 280\b.*Error 0/);
		expect(listRows(screen())).toHaveLength(34);
	});

	it('narrows the list while the filter is typed', async () => {
		const terminal = await start();
		await terminal.press('/');
		await terminal.type('"lab 01');
		await terminal.until('10 torrents', patience);
		await terminal.type('7');
		await terminal.until('1 torrent', patience);
		expect(numbersOn(terminal.screen())).toEqual([17]);
		await terminal.press('backspace');
		await terminal.until('10 torrents', patience);
	});

	const filters: ReadonlyArray<readonly [text: string, count: number]> = [
		['state:stalled', 20],
		['state:stopped', 280],
		['cat:films', 100],
		['tag:keep', 30],
		['size>1G', 198],
		['!tag:keep', 270],
		['cat:linux | cat:films', 200],
		['cat:films !tag:keep size<=100M', 3],
		['(tag:keep | "lab 29") state:stopped', 37],
	];

	it('understands the filter language', async () => {
		const terminal = await start();
		for (const [text, count] of filters) {
			await filterBy(terminal, text);
			await terminal.until(hits(count), patience).catch(error => {
				throw new Error(`${text} → ${count}`, {cause: error});
			});
			expect(terminal.screen().at(-2)).toContain(`/ ${text}`);
		}
	});

	it('says so when nothing matches, and Esc goes back step by step', async () => {
		const terminal = await start();
		await filterBy(terminal, 'cat:films');
		await terminal.until(hits(100), patience);
		await terminal.press('/');
		await terminal.type(' zzz');
		await terminal.until('No torrent matches cat:films zzz', patience);
		await terminal.press('esc');
		await terminal.until(hits(100), patience);
		await terminal.press('esc');
		await terminal.until(hits(300), patience);
		await terminal.press('esc');
		expect(terminal.screen()[2]).toContain('All 300');
	});

	it('sorts by the menu, the other way round, and by the neighbouring columns', async () => {
		const terminal = await start();
		await sortBy(terminal, 's', 'size↑');
		expect(numbersOn(terminal.screen())).toEqual(range(0, 34));
		await sortBy(terminal, 'S', 'size↓');
		expect(numbersOn(terminal.screen())).toEqual(range(266, 300).reverse());
		await terminal.press('<');
		await terminal.until('sort name↓', patience);
		expect(numbersOn(terminal.screen())).toEqual(range(266, 300).reverse());
		await terminal.press('>', '>');
		await terminal.until('sort done↓', patience);
	});

	it('ends with 0 when it is quit, and leaves no session behind', async () => {
		await library();
		const proxy = await startFaultProxy(server());
		onTestFinished(proxy.stop);
		const terminal = await startQbtui({server: {...server(), url: proxy.url}});
		await terminal.until('All 300', patience);
		await terminal.press('q');
		expect(await terminal.exited).toEqual({code: 0, signal: undefined});
		const cookie = proxy.seen('sync/maindata')[0]?.headers.cookie ?? '';
		expect(cookie).toMatch(/SID/);
		const asked = await fetch(`${server().url}/api/v2/app/version`, {headers: {cookie}});
		expect(asked.status).toBe(403);
		expect(proxy.seen('auth/login')).toHaveLength(1);
	});
});
