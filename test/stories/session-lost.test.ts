import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, describe, expect, it, onTestFinished} from 'vitest';
import {type FaultProxy, startFaultProxy} from '../lab/fault-proxy.ts';
import {labAvailable} from '../lab/lab.ts';
import {freePort} from '../lab/ports.ts';
import {type Server, startServer} from '../lab/server.ts';
import {until} from '../lab/until.ts';
import {addTorrents, persisted} from '../lab/upload.ts';
import {numbered, range} from './library.ts';
import {makeHome, patience, startQbtui} from './program.ts';

/** A restart, the list's return and a back-off of seconds between. */
const long = {timeout: 120_000};

describe.skipIf(!(await labAvailable('5.1', '5.3')))('while the screen is open,', () => {
	let server: Server | undefined;
	const start = async (options: Parameters<typeof startServer>[0]): Promise<Server> => {
		server = await startServer(options);
		await addTorrents(
			server,
			range(0, 3).map(number => numbered(number)),
			{stopped: true},
		);
		await persisted(server);
		return server;
	};
	afterEach(() => server?.discard());

	const through = async (target: Server): Promise<FaultProxy> => {
		const proxy = await startFaultProxy(target);
		onTestFinished(proxy.stop);
		return proxy;
	};
	const open = async (proxy: FaultProxy, {username, password}: Server) => {
		const terminal = await startQbtui({server: {url: proxy.url, username, password}});
		await terminal.until('All 3', patience);
		return terminal;
	};
	const set = (target: Server, preferences: object) =>
		target.call('app/setPreferences', {json: JSON.stringify(preferences)});

	/** The session of the screen is ended behind its back. */
	const endSession = async (proxy: FaultProxy, target: Server): Promise<void> => {
		const cookie = proxy.seen('sync/maindata').at(-1)?.headers.cookie ?? '';
		await fetch(`${target.url}/api/v2/auth/logout`, {method: 'POST', headers: {cookie}});
	};

	it('the server becomes 5.3, which calls its cookie otherwise: one login, and the list is there', async () => {
		const old = await start({version: '5.1'});
		const proxy = await through(old);
		const terminal = await open(proxy, old);
		await terminal.until('5.1', patience);
		await old.stop();
		await terminal.until('away', long);
		const {port, profile, downloads} = old;
		const updated = await startServer({version: '5.3', port, profile, downloads});
		onTestFinished(updated.stop);
		await terminal.until(
			lines => !lines[0]?.includes('away') && lines[0]?.includes('5.3') === true,
			long,
		);
		await terminal.until('All 3', long);
		const cookies = proxy.seen('sync/maindata').map(({headers}) => headers.cookie ?? '');
		expect(cookies[0]).toMatch(/^SID=/);
		expect(cookies.at(-1)).toMatch(/^QBT_SID_/);
		expect(proxy.seen('auth/login')).toHaveLength(2);
	});

	it('the password is changed: it is tried once, and the doctor says so without trying it again', async () => {
		const target = await start({version: '5.3'});
		const proxy = await through(target);
		const terminal = await open(proxy, target);
		await set(target, {web_ui_password: 'another one'});
		await endSession(proxy, target);
		await terminal.until(/The user name or the password is wrong\. 6 tells why\./, patience);
		await terminal.press('6');
		await terminal.until('BAD_CREDENTIALS', patience);
		await terminal.until(/The password was/, patience);
		// At the start, and once more.
		expect(proxy.seen('auth/login')).toHaveLength(2);
		// As it was, and a person says so.
		await fetch(`${target.url}/api/v2/auth/login`, {
			method: 'POST',
			body: new URLSearchParams({username: target.username, password: 'another one'}),
		});
		await set(target, {web_ui_password: target.password});
		await terminal.press('p');
		await terminal.until('may ban this address', patience);
		await terminal.press('y');
		await terminal.until(/OK: /, patience);
		// What is well again is asked for at once.
		await terminal.press('1');
		await terminal.until(lines => !lines[0]?.includes('away'), patience);
	});

	it('the password was wrong, and is corrected in its file: the list comes without a key', async () => {
		const target = await start({version: '5.3'});
		const proxy = await through(target);
		const home = await makeHome();
		const file = join(home, 'password');
		await writeFile(file, 'wrong\n');
		const terminal = await startQbtui({
			...{home, server: {url: proxy.url, username: target.username}},
			env: {QBTUI_PASSWORD_FILE: file},
		});
		await terminal.until('The user name or the password is wrong.', patience);
		await terminal.press('6');
		await terminal.until('Session: 0 logins, 1 refusal ', patience);
		await terminal.press('1');
		await writeFile(file, `${target.password}\n`);
		await terminal.until('All 3', long);
		expect(proxy.seen('auth/login')).toHaveLength(2);
	});

	it('the address is banned: the session lives on, and when it is lost the ban is told', async () => {
		const target = await start({version: '5.3'});
		const proxy = await through(target);
		const terminal = await open(proxy, target);
		await set(target, {web_ui_max_auth_fail_count: 2});
		const guess = () =>
			fetch(`${target.url}/api/v2/auth/login`, {
				method: 'POST',
				body: new URLSearchParams({username: 'admin', password: 'wrong'}),
			});
		for (let times = 0; times < 3; times++) await guess();
		expect((await guess()).status).toBe(403);
		proxy.forget();
		await until('a poll with the session that there was', () =>
			proxy.seen('sync/maindata').some(({status}) => status === 200),
		);
		await endSession(proxy, target);
		await terminal.until('has banned this address', patience);
		await terminal.press('6');
		await terminal.until('BANNED', patience);
		await terminal.until('Wait until the ban ends', patience);
		expect(proxy.seen('auth/login').length).toBeLessThanOrEqual(1);
	});

	it('its port is changed behind a proxy that follows, and with it the name of the cookie', async () => {
		const target = await start({version: '5.3'});
		const proxy = await through(target);
		const terminal = await open(proxy, target);
		const port = await freePort();
		await set(target, {web_ui_port: port});
		proxy.aim({url: `http://127.0.0.1:${port}`});
		await until('a poll with the other cookie', () =>
			proxy
				.seen('sync/maindata')
				.some(({headers, status}) => status === 200 && headers.cookie?.includes(`QBT_SID_${port}`)),
		);
		await terminal.until(lines => !lines[0]?.includes('away'), patience);
		expect(proxy.seen('auth/login')).toHaveLength(2);
		await terminal.press('6');
		await terminal.until('logged in again', patience);
		await terminal.until(/answered with 403, \d+ s after the login/, patience);
	});
});
