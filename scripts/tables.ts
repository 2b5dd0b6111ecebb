import {commands} from '../source/commands/commands.ts';
import {envNames} from '../source/config.ts';
import {type FlagRow, flagRows} from '../source/flags.ts';
import {type Setting, settings} from '../source/settings.ts';
import {glyphSet} from '../source/terminal/glyphs.ts';
import {keyName} from '../source/views/keys/key-name.ts';
import {keymap} from '../source/views/keys/keymap.ts';
import {torrentColumns} from '../source/views/torrents/columns.ts';

type Row = readonly string[];

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

const markdown = (titles: Row, rows: readonly Row[]): string =>
	[titles, titles.map(() => '---'), ...rows]
		.map(row => `| ${row.map(cell).join(' | ')} |`)
		.join('\n');

const code = (text: string): string => (text === '' ? '' : `\`${text}\``);

const keys = (): string =>
	markdown(
		['Key', 'Does'],
		keymap.map(row => [row.keys.map(key => code(keyName(key))).join(' '), row.label]),
	);

const columns = (): string =>
	markdown(
		['Column', 'Sorts by', 'Shows'],
		torrentColumns({volumes: [], glyphs: glyphSet({ascii: false})}).map(column => [
			code(column.name),
			code(`s ${column.letter}`),
			column.help,
		]),
	);

const defaultText = (value: unknown): string =>
	Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? '' : String(value ?? '');

const settingRow = (row: Setting<unknown>): Row => [
	code(row.name),
	envNames(row).map(code).join(' '),
	row.flag === undefined ? '' : code(`--${row.flag}`),
	code(row.shown ?? defaultText(row.default)),
	row.help,
];

const settingTable = (): string =>
	markdown(
		['In the file', 'In the environment', 'Flag', 'Default', 'What'],
		Object.values(settings).map(settingRow),
	);

const commandTable = (): string =>
	markdown(
		['Command', 'Does'],
		[
			['`qbtui`', 'The screen; without a terminal, the list once'],
			['`qbtui --demo`', 'The same on an embedded server: nothing to set up'],
			...commands.map(row => [code(`qbtui ${row.name} ${row.usage}`.trim()), row.help]),
		],
	);

const flagRow = (name: string, {type, help}: FlagRow, of: string): Row => [
	code(type === 'string' ? `--${name} …` : `--${name}`),
	of + help,
];

const flagTable = (): string =>
	markdown(
		['Flag', 'Does'],
		[
			...[...flagRows].map(([name, row]) => flagRow(name, row, '')),
			...commands.flatMap(({name: command, flags = {}}) =>
				Object.entries(flags).map(([name, row]) => flagRow(name, row, `\`${command}\`: `)),
			),
		],
	);

/** TABLE: the parts of the README that are read off the program's own tables. */
export const tables: Readonly<Record<string, () => string>> = {
	commands: commandTable,
	flags: flagTable,
	keys,
	columns,
	settings: settingTable,
};

/** The text with each `<!-- name -->` … `<!-- /name -->` filled in anew. */
export const fillTables = (text: string): string =>
	Object.entries(tables).reduce((filled, [name, table]) => fillPart(filled, name, table()), text);

export const fillPart = (text: string, name: string, content: string): string => {
	const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
	const from = text.indexOf(start);
	const to = text.indexOf(end);
	if (from === -1 || to === -1) throw new Error(`README.md has no ${start} … ${end}.`);
	return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
};
