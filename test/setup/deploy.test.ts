import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {until} from '../lab/until.ts';
import {disks, key, nowhere, run as runProgram, start} from '../service/serving.ts';
import {program} from '../stories/program.ts';

const deploy = join(import.meta.dirname, '../../deploy');

const makeFolder = (): string => {
	const folder = mkdtempSync(join(tmpdir(), 'qbtui-deploy-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

const writeProgram = (path: string, ...lines: string[]): void =>
	writeFileSync(path, ['#!/bin/sh', ...lines, ''].join('\n'), {mode: 0o755});

it.each(['qbtui-notify.sh', 'linuxserver-qbtui'])('%s is a script of POSIX sh', name => {
	const {status, stderr} = spawnSync('sh', ['-n', join(deploy, name)], {encoding: 'utf8'});
	expect([status, stderr]).toEqual([0, '']);
});

/** What a unit says, by key; of several, all. */
const unit = (name: string): string[] =>
	readFileSync(join(deploy, 'qbtui.service'), 'utf8')
		.split('\n')
		.flatMap(line => (line.startsWith(`${name}=`) ? line.slice(name.length + 1) : []));

it('runs as the unit of systemd says, and tells systemd how it is', async () => {
	const folder = makeFolder();
	const told = join(folder, 'told');
	writeProgram(join(folder, 'systemd-notify'), `echo "$@" >> ${told}`);
	for (const name of ['http_api_key', 'password']) writeFileSync(join(folder, name), `${key}\n`);
	const given = unit('Environment').map(line => line.replace(/%[SCd]/, folder).split('='));
	const env = Object.fromEntries(given.map(([name = '', ...value]) => [name, value.join('=')]));
	expect(unit('ExecStart')).toEqual(['/usr/local/bin/qbtui serve']);
	const one = await start({
		env: {
			...env,
			...{QBTUI_URL: nowhere.url, NOTIFY_SOCKET: join(folder, 'socket'), WATCHDOG_USEC: '300000'},
			PATH: `${folder}:${process.env.PATH}`,
		},
	});
	const heard = (): string[] => readFileSync(told, 'utf8').trim().split('\n');
	await until('READY and a sign of life', heard, words =>
		['--ready', 'WATCHDOG=1'].every(word => words.includes(word)),
	);
	one.child.kill('SIGHUP');
	await until('the reload', heard, words =>
		/RELOADING=1 MONOTONIC_USEC=\d+\n[\s\S]*--ready/.test(words.join('\n')),
	);
	one.child.kill('SIGTERM');
	expect(await one.ended).toBe(0);
	await until('the end', heard, words => words.includes('STOPPING=1'));
});

it('runs as a service of LinuxServer’s image, and ends with it', async () => {
	const folder = makeFolder();
	mkdirSync(join(folder, 'state'));
	writeProgram(join(folder, 's6-setuidgid'), '[ "$1" = abc ] || exit 9', 'shift', 'exec "$@"');
	writeProgram(join(folder, 'qbtui'), `exec ${program.command} ${program.cli} "$@"`);
	const script = join(deploy, 'linuxserver-qbtui');
	const env = {
		...{...disks, HTTP_API_KEY: key, HTTP_PORT: '0', QBTUI_STATE_DIR: join(folder, 'state')},
		...{QBTUI_PROGRAM: join(folder, 'qbtui'), QBTUI_PAUSE: '0', HOME: folder},
		...{PATH: `${folder}:${process.env.PATH}`, WEBUI_PORT: '9'},
	};
	const one = runProgram('sh', [script], {env, cwd: folder});
	const follows = () => one.lines().find(({msg}) => /follows 127\.0\.0\.1:9/.test(msg));
	await until('it to run', follows);
	one.child.kill('SIGHUP');
	await until('the reload', () => one.lines().find(({msg}) => /settings are read anew/.test(msg)));
	one.child.kill('SIGTERM');
	expect(await one.ended).toBe(0);
	const wrong = runProgram('sh', [script], {env: {...env, HTTP_API_KEY: ''}, cwd: folder});
	expect(await wrong.ended).toBe(2);
	const none = runProgram('sh', [script], {env: {...env, QBTUI_PROGRAM: '/none'}, cwd: folder});
	expect(await none.ended).toBe(1);
	expect(none.errors()).toContain('/none is not there');
});
