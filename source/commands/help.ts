import {type FlagRow, flagRows, flagText} from '../flags.ts';
import type {Command} from './command.ts';
import {commands} from './commands.ts';
import {saveState} from './save-state.ts';

const lines = (rows: ReadonlyArray<readonly [left: string, right: string]>): string => {
	const width = rows.reduce((widest, [left]) => Math.max(widest, left.length), 0);
	return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
};

const commandRow = ({name, usage, help}: Command): [string, string] => [
	`qbtui ${name} ${usage}`.trimEnd(),
	help,
];

const flagRow = ([name, row]: readonly [string, FlagRow]): [string, string] => [
	flagText(name, row),
	row.help,
];

/** `qbtui --help`, or that of one command, from the tables. */
export const helpText = (command?: Command): string =>
	command ? commandText(command) : wholeText();

const commandText = (command: Command): string =>
	[
		`${commandRow(command)[0]}\n\n  ${command.help}\n`,
		command.flags ? `\nFlags\n${lines(Object.entries(command.flags).map(flagRow))}` : '',
		`\nFlags of every command\n${lines([...flagRows].map(flagRow))}`,
		exitText,
	].join('');

const wholeText = (): string =>
	[
		'qbtui: a terminal monitor and controller for qBittorrent\n\n',
		lines([
			['qbtui', 'The screen; without a terminal, the list once'],
			['qbtui --demo', 'The same on an embedded server: nothing to set up'],
			...[saveState, ...commands].map(commandRow),
		]),
		'\nFlags; those of one command: qbtui COMMAND --help\n',
		lines([...flagRows].map(flagRow)),
		exitText,
	].join('');

const exitText =
	'\nExit codes: 0 done, 1 failed, 2 wrong usage or config, 3 server can’t be reached,\n' +
	'4 login refused, 5 done in part, 6 another qbtui holds the state folder.\n';
