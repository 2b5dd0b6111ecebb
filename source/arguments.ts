import meow from 'meow';
import packageJson from '../package.json' with {type: 'json'};
import {commands} from './commands/commands.ts';
import {UsageError} from './commands/failure.ts';
import {didYouMean} from './commands/nearest.ts';
import {saveState} from './commands/save-state.ts';
import {type FlagRow, flagRows} from './flags.ts';
import {messageOf} from './qbit/message.ts';
import {envNames} from './settings/config.ts';
import {type Setting, settings} from './settings/settings.ts';

export type Arguments = {
	input: readonly string[];
	/** By the flag's name as it is written: "password-file". */
	flags: Readonly<Record<string, unknown>>;
};

/** What the command line says. Throws UsageError for a flag that is in no table. */
export const parseArguments = (argv: readonly string[]): Arguments => {
	const [mine, verbatim] = apart(argv);
	const end = mine.indexOf('--');
	const cluster = mine.slice(0, end < 0 ? undefined : end).find(text => /^-[a-z][^=]/i.test(text));
	if (cluster !== undefined) {
		throw new UsageError(`${cluster} is not a flag of qbtui.`, [
			'A word that begins with a dash goes behind --.',
			'qbtui --help shows what there is.',
		]);
	}
	const {input: words, flags} = splitArguments(mine);
	const input = [...words.map(String), ...verbatim];
	const given = Object.entries(flags)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => unnegated(kebabCase(name), value))
		// Of one that may be given more than once, meow makes an empty list when it is not given.
		.filter(([, value]) => !Array.isArray(value) || value.length > 0);
	const unknown = given.find(([name]) => !allRows.has(name))?.[0];
	if (unknown !== undefined) {
		throw new UsageError(`${unknown.length > 1 ? '--' : '-'}${unknown} is not a flag of qbtui.`, [
			...asSetting(unknown),
			...didYouMean(
				`--${unknown}`,
				[...allRows.keys()].map(name => `--${name}`),
			),
			'qbtui --help shows what there is.',
		]);
	}
	const [command] = input;
	const saves = given.some(([name]) => name === saveState.name.slice(2));
	const isOwn = (name: string): boolean =>
		saves ? Object.hasOwn(saveState.flags ?? {}, name) : owns(command, name);
	const misplaced = given.find(([name]) => !flagRows.has(name) && !isOwn(name))?.[0];
	if (misplaced !== undefined) throw notHere(misplaced, saves ? saveState.name : command);
	return {input, flags: Object.fromEntries(given)};
};

/** Not each setting is a flag: a password must not be seen in the list of processes. */
const asSetting = (flag: string): string[] => {
	const row: Setting<unknown> | undefined = Object.values(settings).find(
		({name}) => name === flag.replaceAll('-', '_'),
	);
	if (!row) return [];
	const [variable] = envNames(row);
	const file = `${row.name} in the config file`;
	return [`It is a setting: ${variable === undefined ? file : `${variable}, or ${file}`}.`];
};

/** `--no-seed` is read as seed that is false; a row of that name is meant. */
const unnegated = (name: string, value: unknown): readonly [string, unknown] =>
	value === false && !allRows.has(name) && allRows.has(`no-${name}`)
		? [`no-${name}`, true]
		: [name, value];

/** Those of the commands, too: which command it is, is known only after they are told apart. */
const allRows: ReadonlyMap<string, FlagRow> = new Map([
	...flagRows,
	...commands.flatMap(({flags = {}}) => Object.entries(flags)),
]);

const owns = (command: string | undefined, flag: string): boolean =>
	commands.some(({name, flags = {}}) => name === command && Object.hasOwn(flags, flag));

const notHere = (flag: string, command = ''): UsageError => {
	const owners = [saveState, ...commands]
		.filter(({flags = {}}) => Object.hasOwn(flags, flag))
		.map(({name}) => `qbtui ${name}`);
	return new UsageError(
		`--${flag} is a flag of ${owners.join(' and ')}, not of ${`qbtui ${command}`.trim()}.`,
	);
};

const splitArguments = (argv: readonly string[]): Arguments => {
	try {
		return meow({
			importMeta: import.meta,
			argv,
			pkg: packageJson,
			autoHelp: false,
			autoVersion: false,
			booleanDefault: undefined,
			flags: Object.fromEntries(
				[...allRows].map(
					([name, {type, many, short}]) =>
						[
							camelCase(name),
							{type, ...(many && {isMultiple: true}), ...(short && {shortFlag: short})},
						] as const,
				),
			),
		});
	} catch (error) {
		// Such as a flag that is given twice.
		throw new UsageError(messageOf(error));
	}
};

/** What is read as words and flags, and what is taken as it is. */
const apart = (argv: readonly string[]): [mine: readonly string[], verbatim: readonly string[]] => {
	const command = commands.find(({name}) => name === argv[0]);
	if (!command?.verbatim) return [argv, []];
	let end = 1;
	for (;;) {
		const [, name = '', value] = /^--([a-z-]+)(=.*)?$/s.exec(argv[end] ?? '') ?? [];
		const row = allRows.get(name);
		if (!row) break;
		end += row.type === 'string' && value === undefined ? 2 : 1;
	}
	const [words, flags] = flagsBehind(argv.slice(end), command.verbatim.words);
	return [[...argv.slice(0, end), ...flags], words];
};

/** Only where just as many words as there may be stand before them: a name may look like a flag. */
const flagsBehind = (
	given: readonly string[],
	counts: readonly number[],
): [words: readonly string[], flags: readonly string[]] => {
	for (const count of counts) {
		const rest = given.slice(count);
		if (rest.length > 0 && rest.every(isSwitch)) return [given.slice(0, count), rest];
	}
	return [given, []];
};

const isSwitch = (text: string): boolean =>
	text.startsWith('--') && allRows.get(text.slice(2))?.type === 'boolean';

const camelCase = (name: string): string =>
	name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

const kebabCase = (name: string): string =>
	name.replace(/(?!^)[A-Z]/g, letter => `-${letter.toLowerCase()}`);
