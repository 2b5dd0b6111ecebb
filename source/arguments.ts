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
	const {input, flags} = splitArguments(argv);
	const given = Object.entries(flags).map(([name, value]) => [kebabCase(name), value] as const);
	const unknown = given.find(([name]) => !flagRows.has(name))?.[0];
	if (unknown !== undefined) {
		throw new UsageError(`${unknown.length > 1 ? '--' : '-'}${unknown} is not a flag of qbtui.`);
	}
	return {input: input.map(String), flags: Object.fromEntries(given)};
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
				[...flagRows].map(([name, {type}]) => [camelCase(name), {type}] as const),
			),
		});
	} catch (error) {
		// Such as a flag that is given twice.
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
};

const camelCase = (name: string): string =>
	name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

const kebabCase = (name: string): string =>
	name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
