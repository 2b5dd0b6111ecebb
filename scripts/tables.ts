import {commands} from '../source/commands/commands.ts';
import {saveState} from '../source/commands/save-state.ts';
import {type FlagRow, flagRows, flagText} from '../source/flags.ts';
import {routes} from '../source/service/routes.ts';
import {envNames} from '../source/settings/config.ts';
import {type Setting, settings} from '../source/settings/settings.ts';
import {glyphSet} from '../source/terminal/glyphs.ts';
import {keyName} from '../source/views/keys/key-name.ts';
import {keymap} from '../source/views/keys/keymap.ts';
import type {Scope} from '../source/views/scene.ts';
import {torrentColumns} from '../source/views/torrents/columns.ts';
import {views} from '../source/views/views.ts';
import {bundledSizes, runtimeRows, toolRows} from './dependencies.ts';

type Row = readonly string[];

/** `<` would begin a tag, but for what stands between backticks. */
const cell = (text: string): string =>
	text
		.replaceAll('|', '\\|')
		.split(/(`[^`]*`)/)
		.map((part, i) => (i % 2 === 1 ? part : part.replaceAll('<', '&lt;')))
		.join('');

const markdown = (titles: Row, rows: readonly Row[]): string =>
	[titles, titles.map(() => '---'), ...rows]
		.map(row => `| ${row.map(cell).join(' | ')} |`)
		.join('\n');

const code = (text: string): string => (text === '' ? '' : `\`${text}\``);

/** Where keys work, in the words of a heading; views are known by their titles. */
const placeOf = (scope: Scope): string => {
	const view = views.find(({name}) => name === scope);
	if (view) return view.title;
	if (scope === 'everywhere') return 'In every view';
	if (scope === 'facets') return 'Facets';
	const [, tab] = scope.split(' ');
	return tab === undefined ? 'Details' : `Details: ${tab}`;
};

/** The keymap in parts, each under the heading of where its keys work. */
export const keysByPlace = () => Map.groupBy(keymap, row => placeOf(row.in));

const keys = (): string =>
	[...keysByPlace()]
		.map(([place, rows]) => {
			const told = rows.map(row => [row.keys.map(key => code(keyName(key))).join(' '), row.label]);
			return `## ${place}\n\n${markdown(['Key', 'Does'], told)}`;
		})
		.join('\n\n');

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
			...[saveState, ...commands].map(row => [
				code(`qbtui ${row.name} ${row.usage}`.trim()),
				row.help,
			]),
		],
	);

const flagRow = (name: string, row: FlagRow, of: string): Row => [
	code(flagText(name, row)),
	of + row.help,
];

const flagTable = (): string =>
	markdown(
		['Flag', 'Does'],
		[
			...[...flagRows].map(([name, row]) => flagRow(name, row, '')),
			...[saveState, ...commands].flatMap(({name: command, flags = {}}) =>
				Object.entries(flags).map(([name, row]) => flagRow(name, row, `\`${command}\`: `)),
			),
		],
	);

const routeTable = (): string =>
	markdown(
		['Route', 'Takes', 'Does'],
		routes.map(({method, path, takes = {}, help}) => [
			code(`${method} ${path}`),
			Object.keys(takes).map(code).join(' '),
			help,
		]),
	);

const dependencies = (): string =>
	markdown(
		['Package', 'For', 'Licence'],
		runtimeRows().map(([name, reason, licence]) => [code(name), reason, licence]),
	);

const tools = (): string =>
	markdown(
		['Package', 'For', 'Licence'],
		toolRows().map(([name, reason, licence]) => [code(name), reason, licence]),
	);

/** kB in the program, each package alone and with what it brings. */
export const sizeTable = async (): Promise<string> =>
	markdown(
		['Package', 'Alone', 'With what it brings'],
		[...(await bundledSizes())].map(([name, [alone, all]]) => [
			code(name),
			`${alone} kB`,
			name === 'qbtui' ? '' : `${all} kB`,
		]),
	);

/** TABLE: the pages, each with the parts of it that are read off the program's own tables. */
export const pages: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
	'README.md': {commands: commandTable, dependencies},
	'docs/dependencies.md': {dependencies, tools},
	'docs/commands.md': {commands: commandTable, flags: flagTable},
	'docs/keys.md': {keys},
	'docs/finding.md': {columns},
	'docs/settings.md': {settings: settingTable},
	'docs/service.md': {routes: routeTable},
};

/** The page's text with each `<!-- name -->` … `<!-- /name -->` filled in anew. */
export const fillTables = (page: string, text: string): string =>
	Object.entries(pages[page] ?? {}).reduce(
		(filled, [name, table]) => fillPart(filled, name, table()),
		text,
	);

export const fillPart = (text: string, name: string, content: string): string => {
	const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
	const from = text.indexOf(start);
	const to = text.indexOf(end);
	if (from === -1 || to === -1) throw new Error(`A page has no ${start} … ${end}.`);
	return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
};
