import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {startFaultProxy} from '../lab/fault-proxy.ts';
import {describeOnServers} from '../lab/lab.ts';
import {freePort} from '../lab/ports.ts';
import {VERSIONS, versionRow} from '../lab/versions.ts';
import {openTerminal} from '../screen/terminal.ts';
import {makeFolder} from '../space/a-store.ts';
import {environmentFor, makeHome, program} from '../stories/program.ts';
import {qbtui} from './qbtui.ts';

describeOnServers('qbtui doctor', VERSIONS, ({version, server}) => {
	const place = () => ({
		url: server().url,
		username: server().username,
		password: server().password,
	});

	it('says that a healthy server is well, and leaves no session behind', async () => {
		const proxy = await startFaultProxy(server());
		onTestFinished(proxy.stop);
		const through = {...place(), url: proxy.url};
		const {code, out} = await qbtui({args: ['doctor', '--json'], server: through});
		expect(code).toBe(0);
		expect(proxy.seen('auth/login')).toHaveLength(1);
		expect(proxy.seen('auth/logout').map(({status}) => status)).toEqual([200]);
		const document = JSON.parse(out);
		expect(Object.keys(document)).toEqual([
			...['ok', 'cause', 'summary', 'server', 'checks', 'advice'],
		]);
		expect(document).toMatchObject({ok: true, cause: 'OK'});
		expect(document.server.version).toMatch(versionRow(version).reports);
		for (const check of document.checks) {
			expect(Object.keys(check)).toEqual(['name', 'status', 'detail']);
			expect(['pass', 'skip']).toContain(check.status);
		}
	});

	it('tells people which rung it was, why that is certain, and what to do', async () => {
		const wrong = {...place(), password: 'wrong'};
		const {code, out} = await qbtui({args: ['doctor'], server: wrong});
		expect(code).toBe(4);
		expect(out).toMatch(/^pass host_accepted /m);
		expect(out).toMatch(/^fail login .*The user name or the password is wrong\.$/m);
		expect(out).toMatch(/^skip \d+ more, which need what failed$/m);
		expect(out).not.toContain('authenticated_call');
		expect(out).toMatch(/^BAD_CREDENTIALS: /m);
		expect(out).toMatch(/^Why: .*(Fails|401)/m);
		expect(out).toMatch(/^Asked: POST \/api\/v2\/auth\/login: (200|401) text\/plain/m);
		expect(out).toMatch(/^ 1\. .*password/m);
		expect(out).toMatch(/Verify with: curl .*auth\/login/);
		expect(out).toMatch(/MaxAuthenticationFailCount/);
	});
});

describeOnServers('qbtui doctor, on one server,', ['5.3'], ({server}) => {
	const login = () => ({username: server().username, password: server().password});

	it('does not send a password a fourth time that was refused three times, unless asked', async () => {
		const proxy = await startFaultProxy(server());
		onTestFinished(proxy.stop);
		const env = {QBTUI_STATE_DIR: makeFolder()};
		const wrong = {...login(), password: 'wrong', url: proxy.url};
		const run = (...args: string[]) => qbtui({args: ['doctor', ...args], server: wrong, env});
		for (let times = 1; times <= 3; times++) {
			expect((await run()).code).toBe(4);
			expect(proxy.seen('auth/login')).toHaveLength(times);
		}
		const {code, out} = await run();
		expect(code).toBe(4);
		expect(out).toMatch(/refused 3 times within the last hour, and was not sent again/);
		expect(out).toMatch(/qbtui doctor --send-password/);
		expect(proxy.seen('auth/login')).toHaveLength(3);
		await run('--send-password');
		expect(proxy.seen('auth/login')).toHaveLength(4);
		// The right one ends the count, as it does on the server.
		const right = {...login(), url: proxy.url};
		await qbtui({args: ['doctor', '--send-password'], server: right, env});
		expect((await qbtui({args: ['doctor'], server: right, env})).code).toBe(0);
	});

	it('says what has changed since the last run', async () => {
		const proxy = await startFaultProxy(server());
		onTestFinished(proxy.stop);
		const env = {QBTUI_STATE_DIR: makeFolder()};
		const run = () => qbtui({args: ['doctor'], server: {...login(), url: proxy.url}, env});
		expect((await run()).out).not.toContain('Since the last run');
		proxy.always('auth/login', {responseHeaders: headers => ({...headers, 'set-cookie': []})});
		const {code, out} = await run();
		expect(code).toBe(4);
		expect(out).toMatch(/^COOKIE_LOST: /m);
		expect(out).toMatch(/^Since the last run/m);
		expect(out).toMatch(/^cookie_kept: was pass, is fail\./m);
	});

	it('writes all of it to a file, without what is secret', async () => {
		const folder = makeFolder();
		const path = join(folder, 'report.md');
		const args = ['doctor', '--bundle', path];
		const {code} = await qbtui({
			args,
			server: {...login(), url: server().url},
			env: {DOWNLOAD_PATH_SSD: server().downloads, FINAL_DEST_BASE_HDD: '/secret-place/hdd'},
		});
		expect(code).toBe(0);
		const text = readFileSync(path, 'utf8');
		expect(text).toMatch(/^- pass login /m);
		expect(text).toMatch(/POST \/api\/v2\/auth\/login -> 204/);
		const {password, username, downloads} = server();
		for (const secret of [password, username, downloads, '/secret-place']) {
			expect(text).not.toContain(secret);
		}
		expect(text).not.toMatch(/[A-Za-z0-9+/]{32}/);
		// What is there already is kept.
		const again = await qbtui({args, server: {...login(), url: server().url}});
		expect(again.err).toContain('report (2).md');
	});

	it('shows at a terminal what is under way, and leaves nothing of that behind', async () => {
		const home = await makeHome();
		const proxy = await startFaultProxy(server());
		onTestFinished(proxy.stop);
		proxy.next('auth/login', {hang: true});
		const terminal = openTerminal({
			...{columns: 80, rows: 40, cwd: home, command: program.command},
			args: [program.cli, 'doctor'],
			env: {...environmentFor(home, {...login(), url: proxy.url}), QBTUI_READ_TIMEOUT: '5'},
		});
		onTestFinished(terminal.close);
		await terminal.until(/⠋|⠙|⠹|⠸|⠼|⠴|⠦|⠧|⠇|⠏/, {timeout: 120_000});
		await terminal.until('The login is taken');
		await terminal.until('UNREACHABLE', {timeout: 120_000});
		expect(terminal.screen().join('\n')).not.toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/);
		expect(terminal.screen().join('\n')).toMatch(/^fail login/m);
	});
});

it('ends with 3 where nothing answers, 2 where it was asked wrongly', async () => {
	const url = `http://127.0.0.1:${await freePort()}`;
	const away = await qbtui({args: ['doctor', '--json'], server: {url}});
	expect(away.code).toBe(3);
	expect(JSON.parse(away.out)).toMatchObject({
		...{ok: false, cause: 'UNREACHABLE', server: {version: null, webapi: null}},
	});
	expect((await qbtui({args: ['doctor', 'me'], server: {url}})).code).toBe(2);
	expect((await qbtui({args: ['doctor']})).code).toBe(2);
});

it('runs on the demo, too', async () => {
	const {code, out} = await qbtui({args: ['doctor', '--demo', '--json']});
	expect([code, JSON.parse(out).cause]).toEqual([0, 'OK']);
});

it('a password that can’t be read is told, and nothing is sent', async () => {
	const proxy = await startFaultProxy({url: 'http://127.0.0.1:9'});
	onTestFinished(proxy.stop);
	const responseHeaders = () => ({'content-type': 'text/plain', 'content-length': 9});
	proxy.always('', {instead: true, status: 403, body: 'Forbidden', responseHeaders});
	const {code, out} = await qbtui({
		args: ['doctor'],
		server: {url: proxy.url, username: 'admin'},
		env: {QBTUI_PASSWORD_FILE: '/nowhere/password'},
	});
	expect(code).toBe(4);
	expect(out).toMatch(/^fail login .*\/nowhere\/password can’t be read \(ENOENT\)/m);
	expect(proxy.seen('auth/login')).toEqual([]);
});
