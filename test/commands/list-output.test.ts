import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {beforeEach, expect, it} from 'vitest';
import {startFaultProxy} from '../lab/fault-proxy.ts';
import {describeOnServers} from '../lab/lab.ts';
import {syntheticTorrent} from '../lab/torrents.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {NEWEST} from '../lab/versions.ts';
import {hostileNames} from '../stories/names.ts';
import {environmentFor, makeHome, program} from '../stories/program.ts';
import {qbtui} from './qbtui.ts';

const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;
const turners = /[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

const shell = async (command: string, env: Record<string, string | undefined> = {}) => {
	const all = {...process.env, ...environmentFor(await makeHome()), ...env};
	const line = `set -o pipefail; ${command.replaceAll('qbtui', `${program.command} ${program.cli}`)}`;
	return promisify(execFile)('bash', ['-c', line], {env: all}).then(
		({stdout, stderr}) => ({code: 0, out: stdout, err: stderr}),
		({code, stdout, stderr}) => ({code, out: stdout, err: stderr}),
	);
};

it.each([
	['qbtui list --demo | head -1'],
	['qbtui list --demo --json | head -c 10'],
	['qbtui --help | true'],
])('a reader that has had enough is no failure: %s', async command => {
	const {code, err} = await shell(command);
	expect({code, err}).toEqual({code: 0, err: ''});
});

it.each([{}, {NO_COLOR: '1'}, {TERM: 'xterm-256color', COLORTERM: 'truecolor'}])(
	'in a pipe there are no escapes: %j',
	async env => {
		const {code, out} = await shell('qbtui list --demo', env);
		expect(code).toBe(0);
		expect(controls.exec(out)).toBeNull();
	},
);

describeOnServers('qbtui list', [NEWEST], ({server}) => {
	let added: Promise<void> | undefined;
	const add = async (): Promise<void> => {
		const torrents = hostileNames.map(({name}, index) => syntheticTorrent({index, name}));
		await addTorrents(server(), torrents, {stopped: true});
		await settled(server());
	};
	beforeEach(async () => {
		added ??= add();
		await added;
	});

	it('prints names that mean harm as one harmless line each', async () => {
		const {code, out} = await qbtui({args: ['list'], server: server()});
		expect(code).toBe(0);
		expect(out.trimEnd().split('\n')).toHaveLength(1 + hostileNames.length);
		expect(controls.exec(out)).toBeNull();
		expect(turners.exec(out)).toBeNull();
	});

	it('tells a program the names as they are, with nothing in them that a terminal obeys', async () => {
		const {out} = await qbtui({args: ['list', '--json'], server: server()});
		expect(controls.exec(out)).toBeNull();
		expect(turners.exec(out)).toBeNull();
		const {torrents}: {torrents: Array<{name: string}>} = JSON.parse(out);
		const rows = await server().call<Array<{name: string}>>('torrents/info');
		const names = (list: Array<{name: string}>) => list.map(({name}) => name).sort();
		expect(names(torrents)).toEqual(names(rows));
	});

	it.each(['list', 'list --json | head -c 20'])('ends its session: %s', async command => {
		const proxy = await startFaultProxy(server());
		const {username, password} = server();
		const place = {QBTUI_URL: proxy.url, QBTUI_USERNAME: username, QBTUI_PASSWORD: password};
		expect((await shell(`qbtui ${command}`, place)).code).toBe(0);
		const [logins, logouts] = [proxy.seen('auth/login'), proxy.seen('auth/logout')];
		await proxy.stop();
		expect(logins).toHaveLength(1);
		expect(logouts).toMatchObject([{status: 200}]);
	});
});
