import {type FlagRow, flagRows, flagText} from '../flags.ts';
import {wrapWords} from '../views/lines.ts';
import {type Command, exitCodes} from './command.ts';
import {commands} from './commands.ts';
import {saveState} from './save-state.ts';

/** As man does where there is no terminal to ask. */
const usualWidth = 80;
/** What is longer on the left has a line of its own. */
const mostLeft = 22;

/** Two columns, the right one broken between words. */
const twoColumns =
	(total: number) =>
	(rows: ReadonlyArray<readonly [left: string, right: string]>): string => {
		const widths = rows.map(([left]) => left.length).filter(width => width <= mostLeft);
		const margin = Math.max(10, ...widths) + 4;
		return rows.map(row => entry(row, margin, total)).join('');
	};

const entry = ([left, right]: readonly [string, string], margin: number, total: number): string => {
	const [first = '', ...rest] = wrapWords(right, Math.max(20, total - margin));
	const indent = ' '.repeat(margin);
	const begun = `  ${left}`;
	const head =
		begun.length + 2 <= margin ? [`${begun.padEnd(margin)}${first}`] : [begun, `${indent}${first}`];
	return [...head, ...rest.map(line => indent + line)].map(line => `${line}\n`).join('');
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
export const helpText = (command?: Command, width = usualWidth): string =>
	(command ? commandText(command, width) : wholeText(width)) + exitText;

const commandText = (command: Command, width: number): string => {
	const lines = twoColumns(width);
	return [
		`${commandRow(command)[0]}\n\n`,
		...wrapWords(command.help, width - 2).map(line => `  ${line}\n`),
		command.examples ? `\nExamples\n${lines(command.examples)}` : '',
		command.flags ? `\nFlags\n${lines(Object.entries(command.flags).map(flagRow))}` : '',
		`\nFlags of every command\n${lines([...flagRows].map(flagRow))}`,
	].join('');
};

const wholeText = (width: number): string => {
	const lines = twoColumns(width);
	return [
		'qbtui: a terminal monitor and controller for qBittorrent\n\n',
		lines([
			['qbtui', 'The screen; without a terminal, the list once'],
			['qbtui --demo', 'The same on an embedded server: nothing to set up'],
			...[saveState, ...commands].map(commandRow),
		]),
		'\nFlags; those of one command: qbtui COMMAND --help\n',
		lines([...flagRows].map(flagRow)),
	].join('');
};

const {done, failed, usage, unreachable, refused, inPart, held} = exitCodes;

/** The same, for programs. */
export const helpDocument = (command?: Command): Record<string, unknown> => ({
	commands: (command ? [command] : [saveState, ...commands]).map(row => ({
		...{name: row.name, usage: row.usage, help: row.help},
		examples: (row.examples ?? []).map(([line, does]) => ({line, does})),
		flags: Object.entries(row.flags ?? {}).map(flagDocument),
	})),
	flags: [...flagRows].map(flagDocument),
	exit_codes: {done, failed, usage, unreachable, refused, in_part: inPart, held},
});

const flagDocument = ([name, {type, many, short, help}]: readonly [string, FlagRow]) => ({
	...{name, type, many: many ?? false, short: short ?? null, help},
});

const exitText =
	'\nExit codes: 0 done, 1 failed, 2 wrong usage or config, 3 server can’t be reached,\n' +
	'4 login refused, 5 done in part, 6 another qbtui holds the state folder.\n';
