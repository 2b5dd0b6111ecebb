import {execFileSync, spawnSync} from 'node:child_process';
import {chownSync, cpSync, mkdirSync, readFileSync, realpathSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {freePort} from '../lab/ports.ts';
import type {Server} from '../lab/server.ts';
import {until} from '../lab/until.ts';
import {key, request, run, type Started} from '../service/serving.ts';
import {type Debian, isRoot, makeDebian} from './debian.ts';
import {readDockerfile, readUnit} from './read-deploy.ts';

const root = join(import.meta.dirname, '../..');
const dockerfile = readDockerfile(join(root, 'deploy/Dockerfile'));
const unit = readUnit(join(root, 'deploy/qbtui.service'));
/** The users that the image of Node and the first lines of the unit bring. */
const users = {node: 1000, qbtui: 998};
let debian: Debian;

const at = (...names: string[]): string => join(debian.folder, ...names);

const write = (path: string, text: string, mode = 0o644): void => {
	mkdirSync(dirname(at(path)), {recursive: true});
	writeFileSync(at(path), text, {mode});
};

const script = (...lines: string[]): string => `${['#!/bin/sh', ...lines].join('\n')}\n`;

/** Makes a folder for a user alone. */
const give = (path: string, user: number): void => {
	mkdirSync(dirname(at(path)), {recursive: true});
	mkdirSync(at(path), {mode: 0o700});
	chownSync(at(path), user, user);
};

/** What the Dockerfile’s last stage does, on a Debian in the place of Node’s image. */
beforeAll(async () => {
	if (!isRoot) process.stderr.write('deploy/ is not run as written: only root can be its users.\n');
	if (!isRoot) return;
	debian = await makeDebian();
	const entries = Object.entries(users);
	write('etc/passwd', entries.map(([name, id]) => `${name}:x:${id}:${id}::/:/bin/sh\n`).join(''));
	write('etc/group', entries.map(([name, id]) => `${name}:x:${id}:\n`).join(''));
	cpSync(realpathSync(process.execPath), at('usr/local/bin/node'));
	for (const {source, target} of dockerfile.copied)
		cpSync(join(root, source), at(target), {recursive: true});
	for (const command of dockerfile.run) {
		const {command: program, args} = debian.inside('/bin/sh', '-c', command);
		execFileSync(program, args, {stdio: 'pipe'});
	}
});

afterAll(() => debian?.discard());

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const startAs = (
	user: number,
	command: readonly string[],
	env: Record<string, string>,
): Started => {
	const {command: program, args} = debian.as(user, ...command);
	return run(program, args, {env: {PATH: path, ...env}});
};

/** It answers, and the server has let it in. */
const sees = async (one: Started, port: number, server: Server): Promise<void> => {
	const url = `http://127.0.0.1:${port}/status`;
	const ask = () => request(url, {headers: {'x-api-key': key}}).then(({text}) => text);
	const version = (await server.call('app/version')).trim().replace(/^v/, '');
	const seen = until('the server in /status', ask, text => text.includes(version));
	const ended = one.ended.then(code => {
		throw new Error(`It ended with ${code}: ${one.text()}${one.errors()}`);
	});
	await Promise.race([seen, ended]);
};

describeOnServers('run as written, on a Debian that never saw qbtui', ['5.3'], ({server}) => {
	const settings = () => ({QBTUI_URL: server().url, QBTUI_USERNAME: server().username});

	it.skipIf(!isRoot)('the entry point of the container, and its test of health', async () => {
		const port = await freePort();
		const env = {
			...{...dockerfile.env, ...settings(), HTTP_PORT: String(port), HTTP_API_KEY: key},
			...{QBTUI_PASSWORD: server().password},
		};
		const one = startAs(users[dockerfile.user], dockerfile.command, env);
		await sees(one, port, server());
		const health = {env: {PATH: path, HTTP_PORT: String(port)}};
		expect(spawnSync('/bin/sh', ['-c', dockerfile.health], health).status).toBe(0);
		one.child.kill('SIGTERM');
		expect(await one.ended).toBe(0);
		expect(spawnSync('/bin/sh', ['-c', dockerfile.health], health).status).not.toBe(0);
	});

	it.skipIf(!isRoot)(
		'the command line of the unit, with credentials, reload and stop',
		async () => {
			const port = await freePort();
			write('etc/qbtui/http_api_key', `${key}\n`, 0o600);
			write('etc/qbtui/password', `${server().password}\n`, 0o600);
			const own = {...settings(), HTTP_PORT: String(port)};
			write(
				unit.environmentFile,
				Object.entries(own)
					.map(pair => `${pair.join('=')}\n`)
					.join(''),
			);
			write('usr/bin/systemd-notify', script('echo "$@" >> /run/told'), 0o755);
			write('run/told', '', 0o666);
			execFileSync('chmod', ['666', at('run/told')]);
			give(unit.state, users.qbtui);
			give(unit.cache, users.qbtui);
			give(unit.credentials, users.qbtui);
			for (const {name, file} of unit.loaded) cpSync(at(file), at(unit.credentials, name));
			for (const {name} of unit.loaded)
				chownSync(at(unit.credentials, name), users.qbtui, users.qbtui);
			const env = {...unit.env, ...own, NOTIFY_SOCKET: '/run/socket', WATCHDOG_USEC: '60000000'};
			const one = startAs(users[unit.user], unit.start, env);
			await sees(one, port, server());
			const told = (): string => readFileSync(at('run/told'), 'utf8');
			await until('READY', told, text => text.includes('--ready'));
			const reload = {env: {PATH: path, MAINPID: String(one.child.pid)}};
			expect(spawnSync('/bin/sh', ['-c', unit.reload], reload).status).toBe(0);
			await until('the reload', told, text => text.includes('RELOADING=1'));
			one.child.kill('SIGTERM');
			expect(await one.ended).toBe(0);
			await until('the end', told, text => text.includes('STOPPING=1'));
		},
	);

	it.skipIf(!isRoot)('the service of LinuxServer’s image', async () => {
		const port = await freePort();
		write('usr/bin/with-contenv', script('exec "$@"'), 0o755);
		write('usr/bin/s6-setuidgid', script('[ "$1" = abc ] || exit 9', 'shift', 'exec "$@"'), 0o755);
		write('config/qbtui/qbtui', script('exec qbtui "$@"'), 0o755);
		cpSync(join(root, 'deploy/linuxserver-qbtui'), at('custom-services.d/qbtui'), {
			recursive: true,
		});
		const env = {
			...{QBTUI_USERNAME: server().username, QBTUI_PASSWORD: server().password},
			...{DOWNLOAD_PATH_SSD: '/ssd', FINAL_DEST_BASE_HDD: '/hdd', HTTP_API_KEY: key},
			...{WEBUI_PORT: String(server().port), HTTP_PORT: String(port)},
		};
		const one = startAs(0, ['/custom-services.d/qbtui'], env);
		await sees(one, port, server());
		one.child.kill('SIGTERM');
		expect(await one.ended).toBe(0);
	});
});

it('systemd finds nothing wrong in the unit but that qbtui is not installed here', ({skip}) => {
	const args = ['verify', '--man=no', join(root, 'deploy/qbtui.service')];
	const {stderr, error} = spawnSync('systemd-analyze', args, {encoding: 'utf8'});
	if (error) skip(`no systemd-analyze: ${error.message}`);
	const [program] = unit.start;
	const lines = stderr.split('\n').filter(line => line.includes('qbtui.service'));
	expect(lines.filter(line => !line.includes(`Command ${program} is not executable`))).toEqual([]);
});
