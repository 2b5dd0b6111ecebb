import {afterEach, describe, expect, it, onTestFinished} from 'vitest';
import {startFaultProxy} from '../lab/fault-proxy.ts';
import {labAvailable} from '../lab/lab.ts';
import {type Server, startServer} from '../lab/server.ts';
import {until} from '../lab/until.ts';
import {addTorrents, persisted} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import {numbered, range} from './library.ts';
import {listRows} from './list.ts';
import {patience, startQbtui} from './program.ts';

/** A restart, the list's return and a back-off of seconds between. */
const long = {timeout: 120_000};

describe.skipIf(!(await labAvailable(...VERSIONS)))('when the server', () => {
	let server: Server | undefined;
	const start = async (version: (typeof VERSIONS)[number]): Promise<Server> => {
		server = await startServer({version});
		await addTorrents(
			server,
			range(0, 5).map(number => numbered(number)),
			{stopped: true},
		);
		await persisted(server);
		return server;
	};
	afterEach(() => server?.discard());

	it.each(VERSIONS)(
		'%s dies, its list stays with its age, and lives on when it is back',
		async version => {
			const {kill, restart, ...place} = await start(version);
			const terminal = await startQbtui({server: place});
			await terminal.until('All 5', patience);
			await kill();
			await terminal.until('away', long);
			const screen = terminal.screen();
			expect(listRows(screen)).toHaveLength(5);
			expect(screen.at(-2)).toMatch(/Nothing listens|cut the connection/);
			expect(screen.at(-2)).toMatch(/List of \d\d:\d\d:\d\d\. Next try \d\d:\d\d:\d\d\./);
			// With less room, fewer sentences; none is cut.
			terminal.resize(80, 24);
			await terminal.until(/^(Nothing|.*cut the).*\. Next try \d\d:\d\d:\d\d\.$/m, long);
			await restart();
			await terminal.until(lines => !lines[0]?.includes('away'), long);
			await terminal.until('All 5', long);
			expect(terminal.screen().at(-2)).toMatch(/^\d\/5/);
		},
	);

	it('is not there yet, says so, and shows the list as soon as it is', async () => {
		const {stop, restart, url, ...place} = await start('5.3');
		await stop();
		const terminal = await startQbtui({server: {...place, url}});
		await terminal.until(`Nothing listens at ${url.slice(7)}.`, patience);
		await terminal.until(/Next try at \d\d:\d\d:\d\d\. R tries now, 6 tells why/, patience);
		await restart();
		await terminal.until('All 5', long);
	});

	it('refuses the password, it is asked once, and R or @ goes on', async () => {
		const place = await start('5.3');
		const proxy = await startFaultProxy(place);
		onTestFinished(proxy.stop);
		const wrong = {url: proxy.url, username: 'admin', password: 'wrong'};
		const terminal = await startQbtui({server: wrong});
		await terminal.until('The user name or the password is wrong.', patience);
		await terminal.until('6 tells why. R tries again, @ changes the login, q quits.', patience);
		expect(proxy.seen('auth/login')).toHaveLength(1);
		await terminal.press('R');
		await until('a second login', () => proxy.seen('auth/login').length >= 2);
		await terminal.press('@');
		await terminal.until('Which qBittorrent?', patience);
		await terminal.press('tab', 'tab');
		await terminal.type(place.password);
		await terminal.press('enter');
		await terminal.until('All 5', patience);
		// At the start, by R, and from the form: no try that nobody asked for.
		expect(proxy.seen('auth/login')).toHaveLength(3);
	});

	it('is away, R asks at once', async () => {
		const place = await start('5.3');
		const proxy = await startFaultProxy(place);
		onTestFinished(proxy.stop);
		const terminal = await startQbtui({server: {...place, url: proxy.url}});
		await terminal.until('All 5', patience);
		await proxy.away();
		await terminal.until('away', patience);
		// By now the next try is seconds off.
		for (let tries = 0; tries < 4; tries++) await terminal.press('R');
		await proxy.back();
		proxy.forget();
		await terminal.press('R');
		await terminal.until(lines => !lines[0]?.includes('away'), patience);
	});
});
