import {execFileSync, spawn} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {createInterface} from 'node:readline';
import {makeEnvironment} from './child.ts';
import {tmuxKey} from './tmux-keys.ts';
import type {TerminalOptions, Window} from './types.ts';
import {createBell, describe, frame, isThere, waitFor} from './waiting.ts';

const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** A tmux server of our own, started with no one's settings. */
const startServer = (options: TerminalOptions) => {
	const socket = `qbtui-${randomUUID()}`;
	const env = makeEnvironment(options.env);
	const tmux = (...args: string[]): string =>
		execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...args], {encoding: 'utf8', env});
	const size = ['-x', String(options.columns ?? 80), '-y', String(options.rows ?? 24)];
	const command = [options.command, ...(options.args ?? [])].map(quote).join(' ');
	const folder = ['-c', options.cwd ?? process.cwd()];
	tmux('new-session', '-d', ...size, ...folder, 'cat');
	tmux('set', '-g', 'default-terminal', 'tmux-256color');
	tmux('set', '-g', 'remain-on-exit', 'on');
	tmux('set', '-g', 'status', 'off');
	tmux('set', '-g', 'window-size', 'manual');
	tmux('resize-window', ...size);
	return {socket, env, tmux, run: () => tmux('respawn-pane', '-k', ...folder, command)};
};

/** The same program inside tmux, which is where many a NAS is watched from. */
export const openTmux = async (
	options: TerminalOptions,
): Promise<Window & {resize: (columns: number, rows: number) => void}> => {
	const {socket, env, tmux, run} = startServer(options);
	const bell = createBell();
	// A client in control mode is told of each output as it comes: no need to look again and again.
	const watcher = spawn('tmux', ['-L', socket, '-C', 'attach', '-f', 'ignore-size'], {env});
	const closed = new Promise(resolve => watcher.once('close', resolve));
	createInterface(watcher.stdout).on('line', () => bell.ring());
	run();

	const screen = () =>
		tmux('capture-pane', '-p')
			.split('\n')
			.slice(0, -1)
			.map(line => line.trimEnd());
	const press = async (...keys: string[]) => {
		for (const key of keys) tmux('send-keys', ...tmuxKey(key));
	};
	return {
		press,
		type: text => press(...text),
		async paste(text) {
			tmux('set-buffer', '--', text);
			tmux('paste-buffer', '-p', '-r');
		},
		until: (sought, {timeout = 60_000} = {}) =>
			waitFor(
				bell,
				() => isThere(sought, screen()),
				timeout,
				() => new Error(`${timeout} ms without ${describe(sought)} in tmux:\n${frame(screen())}`),
			),
		screen,
		line: y => screen()[y] ?? '',
		resize: (columns, rows) =>
			void tmux('resize-window', '-x', String(columns), '-y', String(rows)),
		async close() {
			tmux('kill-server');
			await closed;
		},
	};
};
