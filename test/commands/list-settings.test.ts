import {describe, expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {NEWEST} from '../lab/versions.ts';
import {qbtui, type Run} from './qbtui.ts';

type Way = (login: {url: string; username: string; password: string}) => Run;

const json = (value: unknown): string => JSON.stringify(value);

/** Every way to tell the program where the server is, and how it gets in. */
const ways: ReadonlyArray<[string, Way]> = [
	[
		'the environment',
		({url, username, password}) => ({
			args: [],
			env: {QBTUI_URL: url, QBTUI_USERNAME: username, QBTUI_PASSWORD: password},
		}),
	],
	[
		'names that people have already',
		({url, username, password}) => ({
			args: [],
			env: {QBITTORRENT_URL: url, QBIT_USERNAME: username, QBIT_PASSWORD: password},
		}),
	],
	[
		'.env',
		({url, username, password}) => ({
			args: [],
			files: {
				'.env': `QBTUI_URL=${url}\nQBTUI_USERNAME="${username}"\nQBTUI_PASSWORD=${password}\n`,
			},
		}),
	],
	[
		'flags and a file with the password',
		({url, username, password}) => ({
			args: ['--url', url, '--username', username, '--password-file', 'secret'],
			files: {secret: `${password}\n`},
		}),
	],
	[
		'QBTUI_PASSWORD_FILE',
		({url, username, password}) => ({
			args: ['--url', url],
			env: {QBTUI_USERNAME: username, QBTUI_PASSWORD_FILE: 'run/secret'},
			files: {'run/secret': password},
		}),
	],
	[
		'the file of settings',
		({url, username, password}) => ({
			args: [],
			files: {'.config/qbtui/config.json': json({url, username, password})},
		}),
	],
	[
		'--config and a command',
		({url, username, password}) => ({
			args: ['--config', 'my.json'],
			files: {'my.json': json({url, username, password_command: `printf '${password}\\nmore'`})},
		}),
	],
	[
		'QBTUI_CONFIG and --profile',
		({url, username, password}) => ({
			args: ['--profile', 'nas'],
			env: {QBTUI_CONFIG: 'my.json'},
			files: {
				'my.json': json({url: 'http://127.0.0.1:9', profiles: {nas: {url, username, password}}}),
			},
		}),
	],
	[
		'a flag over all others',
		({url, username, password}) => ({
			args: ['--url', url],
			env: {QBTUI_URL: 'http://127.0.0.1:9', QBTUI_PASSWORD: password},
			files: {'.config/qbtui/config.json': json({url: 'http://b', username, api_key: 'qbt_old'})},
		}),
	],
];

describeOnServers('qbtui list finds the server', [NEWEST], ({server}) => {
	describe.each(ways)('by %s', (_, way) => {
		it('and says no password', async () => {
			const {url, username, password} = server();
			const run = way({url, username, password});
			const {code, out, err} = await qbtui({...run, args: ['list', '--json', ...run.args]});
			expect({code, err}).toEqual({code: 0, err: ''});
			expect(JSON.parse(out).server.address).toBe(new URL(url).host);
			expect(out).not.toContain(password);
		});
	});
});

it.each(['/dev/null', '', '/nonexistent/home'])(
	'a user without a home (%j) has no settings there, and is served',
	async HOME => {
		const env = {HOME, XDG_CONFIG_HOME: 'relative', XDG_STATE_HOME: ''};
		expect(await qbtui({args: ['list', '--demo', '--json'], env})).toMatchObject({
			code: 0,
			err: '',
		});
	},
);
