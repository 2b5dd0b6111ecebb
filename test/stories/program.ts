import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {openTerminal} from '../screen/terminal.ts';
import type {Terminal, TerminalOptions} from '../screen/types.ts';

const root = join(import.meta.dirname, '../..');

/** The program as users get it, run by the Node that runs the tests. */
export const program = {
	command: process.execPath,
	cli: join(root, 'dist/cli.js'),
};

/** Where a program finds a server, and how it logs in. A server of the lab is one. */
export type Place = {url: string; username?: string; password?: string};

export type Start = Partial<Omit<TerminalOptions, 'command'>> & {
	server?: Place;
	/** Keeps the settings of a former start; a fresh folder when absent. */
	home?: string;
};

/** A home of our own, so that nobody's settings are read or written; goes with the test. */
export const makeHome = async (): Promise<string> => {
	const home = await mkdtemp(join(tmpdir(), 'qbtui-home-'));
	onTestFinished(() => rm(home, {recursive: true, force: true}));
	return home;
};

const settings = /^(QBTUI|QBITTORRENT|QBIT|HTTP)_|_(SSD|HDD|TAG|GB)$/;

/** The environment of a user who has set nothing but the server. */
export const environmentFor = (
	home: string,
	server?: Place,
): Record<string, string | undefined> => {
	const names = Object.keys(process.env).filter(name => settings.test(name));
	return {
		...Object.fromEntries(names.map(name => [name, undefined])),
		HOME: home,
		XDG_CONFIG_HOME: join(home, '.config'),
		XDG_STATE_HOME: join(home, '.local/state'),
		// What Node compiled is no setting: to do that at each of a thousand starts takes a minute.
		XDG_CACHE_HOME: join(root, 'node_modules/.cache'),
		LOCK_DIR: undefined,
		...(server && {QBTUI_URL: server.url}),
		...(server?.username !== undefined && {QBTUI_USERNAME: server.username}),
		...(server?.password !== undefined && {QBTUI_PASSWORD: server.password}),
	};
};

/** Starts qbtui in a terminal, which is closed with the test. */
export const startQbtui = async (start: Start = {}): Promise<Terminal> => {
	const {server, home = await makeHome(), args = [], env, ...options} = start;
	const terminal = openTerminal({
		columns: 120,
		rows: 40,
		cwd: home,
		...options,
		command: program.command,
		args: [program.cli, ...args],
		env: {...environmentFor(home, server), ...env},
	});
	onTestFinished(terminal.close);
	return terminal;
};

/** Two cores, shared with servers: what takes a second alone may take many. Less than a test may. */
export const patience = {timeout: 60_000};
