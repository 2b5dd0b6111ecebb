import {join} from 'node:path';
import {openTerminal} from '../test/screen/terminal.ts';
import type {Terminal} from '../test/screen/types.ts';

export type Target = {url: string; username: string; password: string};

const root = join(import.meta.dirname, '..');
const size = {columns: 120, rows: 40};

/** qbtui as a user starts it, in a terminal of 120x40, on a server. */
export const openSubject = (target: Target): Terminal =>
	openTerminal({
		command: process.execPath,
		args: [join(root, 'dist/cli.js')],
		...size,
		env: {
			QBTUI_URL: target.url,
			QBTUI_USERNAME: target.username,
			QBTUI_PASSWORD: target.password,
			XDG_CONFIG_HOME: '/nonexistent',
		},
	});

export const quit = async (terminal: Terminal): Promise<void> => {
	await terminal.press('q');
	await terminal.exited;
	await terminal.close();
};

/** `cat` under the same terminal: what a key costs when nothing is done with it. */
export const openFloor = (): Terminal => openTerminal({command: 'cat', ...size});
