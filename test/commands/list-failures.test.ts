import {describe, expect, it} from 'vitest';
import {startFaultProxy} from '../lab/fault-proxy.ts';
import {describeOnServers} from '../lab/lab.ts';
import {freePort} from '../lab/ports.ts';
import {NEWEST} from '../lab/versions.ts';
import {qbtui, type Ran, type Run} from './qbtui.ts';

const sentence = /^qbtui: [^\n]+\n$/;

/** What a failure looks like to a script. */
const expectFailure = ({code, out, err}: Ran, exit: number, name: string, message: RegExp) => {
	expect(JSON.parse(out)).toEqual({
		error: {
			code: name,
			message: expect.stringMatching(message),
			advice: expect.any(Array),
		},
	});
	expect(err).toMatch(sentence);
	expect(code).toBe(exit);
};

describe('what was written wrong ends with 2', () => {
	const nowhere = {url: 'http://127.0.0.1:9'};
	it.each<[string, Run, string, RegExp]>([
		['an unknown flag', {args: ['list', '--colour']}, 'Usage', /^--colour is not a flag/],
		['one with a value', {args: ['list', '--password', 'hunter2']}, 'Usage', /^--password is not/],
		['an unknown letter', {args: ['list', '-x']}, 'Usage', /^-x is not a flag/],
		['letters', {args: ['list', '-foo']}, 'Usage', /^-foo is not a flag of qbtui\.$/],
		['half a filter', {args: ['list', 'size>'], server: nowhere}, 'Usage', /^size>: a size is/],
		['an unknown command', {args: ['lsit']}, 'Usage', /no command "lsit"/],
		['a filter', {args: ['list', 'size>big'], server: nowhere}, 'Usage', /^size>big: /],
		['a flag given twice', {args: ['list', '--url', 'a', '--url', 'b']}, 'Usage', /--url/],
		['no server', {args: ['list']}, 'Config', /^No server is set/],
		['a setting by flag', {args: ['list', '--url', 'ftp://x']}, 'Config', /^--url must be/],
		[
			'a setting in the environment',
			{args: ['list'], env: {QBTUI_POOL_SIZE: 'many'}},
			...(['Config', /^QBTUI_POOL_SIZE must be/] as const),
		],
		[
			'a setting in .env',
			{args: ['list'], files: {'.env': 'QBTUI_VERIFY_TLS=perhaps\n'}},
			...(['Config', /^QBTUI_VERIFY_TLS in \.env must be/] as const),
		],
		[
			'a column that there is not',
			{args: ['list'], env: {QBTUI_COLUMNS: 'name,colour'}, server: nowhere},
			...([
				'Config',
				/^QBTUI_COLUMNS: there is no column “colour”\. There are: [a-z, ]*\bname\b/,
			] as const),
		],
		[
			'an order by a column that there is not',
			{args: ['list'], env: {QBTUI_SORT: '-size,colour'}, server: nowhere},
			...(['Config', /^QBTUI_SORT: there is no column “colour”/] as const),
		],
		[
			'a key in the file',
			{args: ['list', '--config', 'c.json'], files: {'c.json': '{"pasword": "hunter2"}'}},
			...(['Config', /^pasword in c\.json is not a setting/] as const),
		],
		[
			'a file that is not JSON',
			{args: ['list', '--config', 'c.json'], files: {'c.json': '{"password": hunter2}'}},
			...(['Config', /^c\.json is not JSON/] as const),
		],
		['a missing file', {args: ['list', '--config', 'c.json']}, 'Config', /^--config: c\.json can/],
		['a profile', {args: ['list', '--profile', 'nas']}, 'Config', /no profile "nas"/],
		[
			'a password file',
			{args: ['list', '--password-file', 'none'], server: {...nowhere, username: 'a'}},
			...(['Config', /^--password-file: none can/] as const),
		],
	])('%s', async (_, run, name, message) => {
		const ran = await qbtui({...run, args: [...run.args, '--json']});
		expectFailure(ran, 2, name, message);
		expect(ran.out + ran.err).not.toContain('hunter2');
	});
});

it('a server that can’t be reached ends with 3', async () => {
	const url = `http://127.0.0.1:${await freePort()}`;
	const ran = await qbtui({args: ['list', '--json'], server: {url}});
	expectFailure(ran, 3, 'Unreachable', /^Nothing listens at 127\.0\.0\.1:\d+\.$/);
	const plain = await qbtui({args: ['list'], server: {url}});
	expect(plain).toMatchObject({code: 3, out: ''});
	expect(plain.err).toMatch(/^qbtui: Nothing listens at [^\n]+\.\n( {2}[^\n]+\n)+$/);
});

describeOnServers('qbtui list', [NEWEST], ({server}) => {
	it('ends with 4 when the login is refused', async () => {
		const wrong = {...server(), password: 'hunter2'};
		const ran = await qbtui({args: ['list', '--json'], server: wrong});
		expectFailure(ran, 4, 'LoginRefused', /password is wrong/);
		expect(ran.out + ran.err).not.toContain('hunter2');
	});

	it.each([
		['list', 'BadReply'],
		['doctor', undefined],
	])('qbtui %s ends with 3 where something else answers at the address', async (name, code) => {
		const url = `${server().url}/nothing/here`;
		const ran = await qbtui({args: [name, '--json'], server: {...server(), url}});
		expect(ran.code).toBe(3);
		expect(JSON.parse(ran.out).error?.code).toBe(code);
	});

	it('ends with 1 when the answer is not qBittorrent’s', async () => {
		const proxy = await startFaultProxy(server());
		proxy.always('sync/maindata', {body: '\u001b[2J<html>'});
		const {username, password} = server();
		const ran = await qbtui({
			args: ['list', '--json'],
			server: {url: proxy.url, username, password},
		});
		await proxy.stop();
		expectFailure(ran, 1, 'BadReply', /not JSON/);
		expect(ran.err).not.toContain('\u001b');
	});
});
