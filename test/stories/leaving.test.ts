import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {constants} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, it, onTestFinished} from 'vitest';
import {until} from '../lab/until.ts';
import {makeEnvironment} from '../screen/child.ts';
import {openTerminal} from '../screen/terminal.ts';
import type {Terminal} from '../screen/types.ts';
import {environmentFor, makeHome, patience, program} from './program.ts';

const asItWas = {
	alternate: false,
	cursorVisible: true,
	mouse: 'none',
	bracketedPaste: false,
	focusReports: false,
	lineWrap: true,
	synchronized: false,
};

/** qbtui on the demo, started from a shell: what is left behind is what the shell finds. */
const startInShell = async (): Promise<Terminal> => {
	const home = await makeHome();
	const terminal = openTerminal({
		command: 'sh',
		columns: 100,
		rows: 24,
		cwd: home,
		env: {...environmentFor(home), PS1: 'shell> ', ENV: undefined},
	});
	onTestFinished(terminal.close);
	await terminal.until('shell>', patience);
	await terminal.type(`${program.command} ${program.cli} --demo`);
	await terminal.press('enter');
	await terminal.until(/All [1-9]/, patience);
	return terminal;
};

/** The process of qbtui: the shell's only child. */
const childOf = async ({pid}: Terminal): Promise<number> => {
	const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
	return Number(children.trim().split(' ')[0]);
};

/** @param code with which the program ended, by the shell's counting */
const expectAsItWas = async (terminal: Terminal, code: number) => {
	await terminal.until(
		screen => /^shell> ?$/.test(screen.findLast(line => line !== '') ?? ''),
		patience,
	);
	expect(terminal.modes()).toMatchObject(asItWas);
	expect(await terminal.lineModes()).toEqual({canonical: true, echo: true});
	expect(terminal.screen().join('\n')).not.toMatch(/All \d/);
	await terminal.type('echo "ended: $?"');
	await terminal.press('enter');
	await terminal.until(new RegExp(`^ended: ${code}$`, 'm'), patience);
};

it.each([
	['q', 0],
	['ctrl+c', 0],
] as const)('%s gives the terminal back as it was', async (key, code) => {
	const terminal = await startInShell();
	expect(terminal.modes()).toMatchObject({alternate: true, cursorVisible: false});
	await terminal.press(key);
	await expectAsItWas(terminal, code);
});

it.each([
	['SIGTERM', 143],
	['SIGHUP', 129],
	['SIGINT', 130],
] as const)('%s gives the terminal back as it was', async (signal, code) => {
	const terminal = await startInShell();
	process.kill(await childOf(terminal), signal);
	await expectAsItWas(terminal, code);
});

it('in the middle of typing a filter, too', async () => {
	const terminal = await startInShell();
	await terminal.press('/');
	await terminal.type('deb');
	process.kill(await childOf(terminal), 'SIGTERM');
	await expectAsItWas(terminal, 143);
});

it('ends when its terminal is gone, and leaves no process', async () => {
	const terminal = await startInShell();
	const child = await childOf(terminal);
	expect(await readFile(`/proc/${child}/cmdline`, 'utf8')).toContain('qbtui');
	await terminal.close();
	const state = () => readFile(`/proc/${child}/stat`, 'utf8').catch(() => 'gone');
	await until('the process to be gone', state, text => text === 'gone');
});

it('when its terminal is gone, it ends as by a hang-up, and Node does not abort', async () => {
	const home = await makeHome();
	const hangUp = join(import.meta.dirname, '../screen/hang-up.py');
	const env = makeEnvironment(environmentFor(home));
	const args = [hangUp, 'Torrents', program.command, program.cli, '--demo'];
	const {stdout} = await promisify(execFile)('python3', args, {env, cwd: home});
	expect(stdout).toBe(`${-constants.signals.SIGHUP}\n`);
});

it('Ctrl-Z gives the shell its screen, and fg brings ours back', async () => {
	const terminal = await startInShell();
	await terminal.press('ctrl+z');
	await terminal.until(/Stopped/, patience);
	await expectAsItWas(terminal, 148);
	await terminal.type('fg');
	await terminal.press('enter');
	await terminal.until(/All [1-9]/, patience);
	expect(terminal.modes()).toMatchObject({alternate: true, cursorVisible: false});
	expect(terminal.screen().join('\n')).not.toContain('shell>');
	await terminal.press('?');
	await terminal.until('find a key', patience);
	await terminal.press('esc', 'q');
	await expectAsItWas(terminal, 0);
});
