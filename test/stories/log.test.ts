import {describe, expect, it, onTestFinished} from 'vitest';
import {labAvailable} from '../lab/lab.ts';
import {type Server, startServer} from '../lab/server.ts';
import {addTorrents} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import {numbered} from './library.ts';
import {patience, startQbtui} from './program.ts';

/** A restart and a back-off of seconds. */
const long = {timeout: 120_000};

const addOne = (server: Server, number: number) =>
	addTorrents(server, [numbered(number)], {stopped: true});

/** The lines of the log on the screen: time and level stand before the text. */
const logLines = (screen: readonly string[]): string[] =>
	screen.filter(line => /^[▸ ] +[\d:-]+ [NIWC] /.test(line));

describe.skipIf(!(await labAvailable(...VERSIONS)))('the log', () => {
	it.each(VERSIONS)('of %s: read, filtered, followed, and on after a restart', async version => {
		const server = await startServer({version});
		onTestFinished(server.discard);
		await addOne(server, 1);
		const {url, username, password} = server;
		const terminal = await startQbtui({server: {url, username, password}, columns: 80, rows: 24});
		await terminal.until('All 1', patience);

		await terminal.press('8');
		await terminal.until(/[NI] .*Lab 001/, patience);
		await terminal.until(/I qbtui Logged in\./, patience);
		expect(terminal.screen().join('\n')).toMatch(
			/I qbtui Connected; the list has come: 1 torrent\./,
		);
		await addOne(server, 2);
		await terminal.until(/[NI] .*Lab 002/, patience);

		await terminal.press('/');
		await terminal.type('lab 002');
		await terminal.until(
			screen => logLines(screen).length > 0 && !screen.join('\n').includes('Lab 001'),
			patience,
		);
		await terminal.press('enter', 'esc');
		await terminal.until('Lab 001', patience);
		await terminal.press('l', 'l');
		await terminal.until('from warning', patience);
		expect(logLines(terminal.screen()).filter(line => / [NI] /.test(line))).toEqual([]);
		await terminal.press('esc');
		await terminal.until('following', patience);

		await terminal.press('k', 'enter');
		await terminal.until(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, \w+, (the server|qbtui):/, patience);
		await terminal.until('G follows', patience);
		await terminal.press('esc', 'G');
		await terminal.until('following', patience);

		await server.kill();
		await terminal.until(/W qbtui (Nothing listens|.*cut the connection)/, long);
		await server.restart();
		await terminal.until(/I qbtui The server is back/, long);
		await terminal.until(/I qbtui The session was lost; logged in again\./, long);
		await addOne(server, 3);
		await terminal.until(/[NI] .*Lab 003/, long);

		await terminal.press('esc');
		await terminal.until(/^ +S Name/m, patience);
	});

	it('lists its own keys in ?, and what was done to torrents', async () => {
		const server = await startServer({version: '5.3'});
		onTestFinished(server.discard);
		await addOne(server, 1);
		const terminal = await startQbtui({server});
		await terminal.until('All 1', patience);
		await terminal.press('p');
		await terminal.until(/^(Start|Stop): 1 torrent/m, patience);
		await terminal.press('8');
		await terminal.until(/I qbtui (Start|Stop): 1 torrent/, patience);
		await terminal.press('?');
		await terminal.until('Newest line; follows what comes', patience);
		expect(terminal.screen().join('\n')).not.toContain('Select, and go down');
		await terminal.press('esc', '1');
		await terminal.until('[1 Torrents]', patience);
	});
});
