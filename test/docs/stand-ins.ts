import {execFileSync} from 'node:child_process';
import {cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Server} from '../lab/server.ts';
import {numbered} from '../stories/library.ts';
import {program} from '../stories/program.ts';
import {root} from './pages.ts';

/** TABLE: what stands for programs that reach further than a test may, and why. */
const standIns = {
	// The program of this checkout. What serves is noted, to be ended with the test.
	qbtui: `[ "$1" = serve ] && echo $$ >> "$HOME/serving"
exec '${program.command}' '${program.cli}' "$@"`,
	node: `exec '${program.command}' "$@"`,
	// A tmux of its own, and not that of whoever runs the tests.
	tmux: 'exec /usr/bin/tmux -L "qbtui-docs-$PPID_OF_TEST" -f /dev/null "$@"',
	// A machine to which one needs no login: this one. A tunnel is there already.
	ssh: 'case " $* " in *" -N "*) exit 0 ;; esac; [ "$1" = -t ] && shift; shift; exec "$@"',
	// Users of this machine are not a test's. test/setup/deploy.test.ts runs what the unit runs.
	useradd: '[ "$1 $3" = "--system qbtui" ]',
	systemctl: 'case $1 in enable) [ -f "$HOME/etc/systemd/system/$3.service" ] ;; esac',
	journalctl: '[ "$1" = -u ]',
	// No Docker here: the image's command, with the environment that compose.yaml and Dockerfile give.
	docker: `. "$HOME/container"
case "$2" in
up) qbtui serve > "$HOME/served" 2>&1 &
	curl -fsS -o /dev/null --retry 20 --retry-delay 1 --retry-connrefused "http://127.0.0.1:$HTTP_PORT/health" ;;
exec) shift 3; exec "$@" ;;
*) exit 9 ;;
esac`,
} as const;

/** A home with all that the pages take for granted. */
export const furnish = (home: string, server: Server, port: number): void => {
	const path = join(home, 'bin');
	for (const folder of ['bin', 'torrents', 'backup', 'etc/systemd/system', 'word'])
		mkdirSync(join(home, folder), {recursive: true});
	writeFileSync(join(home, 'torrents/one.torrent'), numbered(3).file);
	for (const [name, script] of Object.entries(standIns))
		writeFileSync(join(path, name), `#!/bin/sh\n${script}\n`, {mode: 0o755});
	symlinkSync(join(root, 'dist'), join(home, 'dist'));
	cpSync(join(root, 'deploy'), join(home, 'deploy'), {recursive: true});
	writeFileSync(join(home, 'container'), containerOf(home, server, port));
	packArchive(home);
};

/** What is downloaded, with the program of this checkout in it. */
const packArchive = (home: string): void => {
	const name = 'qbtui-0.0.0-linux-x64';
	for (const folder of ['docs', 'completions'])
		mkdirSync(join(home, 'made', name, folder), {recursive: true});
	cpSync(join(home, 'bin/qbtui'), join(home, 'made', name, 'qbtui'));
	for (const file of ['docs/qbtui.1', 'completions/qbtui.bash'])
		writeFileSync(join(home, 'made', name, file), '');
	execFileSync('tar', ['-C', join(home, 'made'), '-cJf', join(home, `${name}.tar.xz`), name]);
};

const deployed = (name: string): string => readFileSync(join(root, 'deploy', name), 'utf8');

/** What qbtui's container has in its environment, with the places of a test. */
const containerOf = (home: string, server: Server, port: number): string => {
	const image = /^ENV (.*)$/m.exec(deployed('Dockerfile'))?.[1] ?? '';
	const service = /^ {2}qbtui:$(.*?)^ {4}volumes:/ms.exec(deployed('compose.yaml'))?.[1] ?? '';
	const given = {
		...Object.fromEntries(image.split(' ').map(one => one.split('='))),
		...Object.fromEntries(
			[...service.matchAll(/^ {6}([A-Z_]+): (.*)$/gm)].map(([, name, value]) => [name, value]),
		),
	};
	const here: Record<string, string> = {
		...{QBTUI_URL: server.url, QBTUI_USERNAME: server.username, HTTP_HOST: '127.0.0.1'},
		HTTP_PORT: String(port),
	};
	return Object.entries({...given, ...here})
		.map(([name, value]) => `export ${name}='${placeOf(home, String(value))}'\n`)
		.join('');
};

const placeOf = (home: string, value: string): string =>
	value
		.replace('/run/secrets', `${home}/deploy/secrets`)
		.replace(/^\/(state|word|tmp)$/, `${home}/$1`);
