import {readlinkSync} from 'node:fs';
import {constants} from 'node:os';
import {type IPty, spawn} from '@lydell/node-pty';
import type {Exit, TerminalOptions} from './types.ts';

/** A usual terminal, and nothing of the test runner's own: Ink draws nothing when it sees CI. */
const environment: Record<string, string | undefined> = {
	TERM: 'xterm-256color',
	COLORTERM: 'truecolor',
	LANG: 'C.UTF-8',
	LC_ALL: undefined,
	CI: undefined,
	CONTINUOUS_INTEGRATION: undefined,
	NODE_ENV: undefined,
	NODE_OPTIONS: undefined,
	NO_COLOR: undefined,
	FORCE_COLOR: undefined,
	TMUX: undefined,
	TMUX_PANE: undefined,
	VITEST: undefined,
	TEST: undefined,
	COLUMNS: undefined,
	LINES: undefined,
};

export const makeEnvironment = (own: TerminalOptions['env'] = {}): Record<string, string> => {
	const all = {...process.env, ...environment, ...own};
	const entries = Object.entries(all).flatMap(([name, value]): [string, string][] =>
		value === undefined ? [] : [[name, value]],
	);
	return Object.fromEntries(entries);
};

export const spawnInPty = (options: TerminalOptions): IPty => {
	const env = makeEnvironment(options.env);
	return spawn(options.command, [...(options.args ?? [])], {
		name: env.TERM ?? 'xterm-256color',
		cols: options.columns ?? 80,
		rows: options.rows ?? 24,
		cwd: options.cwd ?? process.cwd(),
		env,
	});
};

const signals: NodeJS.Signals[] = [
	'SIGHUP',
	'SIGINT',
	'SIGQUIT',
	'SIGABRT',
	'SIGKILL',
	'SIGSEGV',
	'SIGPIPE',
	'SIGTERM',
];

export const awaitExit = (pty: IPty): Promise<Exit> =>
	new Promise(resolve => {
		pty.onExit(({exitCode, signal}) =>
			resolve({code: exitCode, signal: signals.find(name => constants.signals[name] === signal)}),
		);
	});

/** The path of the pty's program side, known only while the program lives. */
export const deviceOf = (pid: number): string => readlinkSync(`/proc/${pid}/fd/0`);
