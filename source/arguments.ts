import meow from 'meow';
import packageJson from '../package.json' with {type: 'json'};
import {UsageError} from './commands/failure.ts';
import {flagRows} from './flags.ts';

export type Arguments = {
	input: readonly string[];
	/** By the flag's name as it is written: "password-file". */
	flags: Readonly<Record<string, unknown>>;
};

/** What the command line says. Throws UsageError for a flag that is in no table. */
export const parseArguments = (argv: readonly string[]): Arguments => {
	const {input, flags} = meow({
		importMeta: import.meta,
		argv,
		pkg: packageJson,
		autoHelp: false,
		autoVersion: false,
		booleanDefault: undefined,
		flags: Object.fromEntries(
			[...flagRows].map(([name, {type}]) => [camelCase(name), {type}] as const),
		),
	});
	const given = Object.entries(flags).map(([name, value]) => [kebabCase(name), value] as const);
	const unknown = given.find(([name]) => !flagRows.has(name));
	if (unknown) throw new UsageError(`--${unknown[0]} is not a flag of qbtui.`);
	return {input: input.map(String), flags: Object.fromEntries(given)};
};

const camelCase = (name: string): string =>
	name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

const kebabCase = (name: string): string =>
	name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
