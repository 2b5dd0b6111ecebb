import {type Command, exitCodes} from './command.ts';
import {bash} from './completions/bash.ts';
import {fish} from './completions/fish.ts';
import {type Words, wordsOf} from './completions/words.ts';
import {zsh} from './completions/zsh.ts';
import {UsageError} from './failure.ts';
import {json} from './print.ts';

/** TABLE: the shells. */
export const shells: Readonly<Record<string, (words: Words) => string>> = {bash, zsh, fish};

export const completions: Command = {
	name: 'completions',
	usage: Object.keys(shells).join('|'),
	help: 'Print completions of commands and flags for a shell',
	offline: true,
	run: async ({args, json: asJson, out}) => {
		const [name = '', ...rest] = args;
		const write = rest.length === 0 && Object.hasOwn(shells, name) ? shells[name] : undefined;
		if (!write) {
			throw new UsageError(`Name the shell: ${Object.keys(shells).join(', ')}.`);
		}
		// Not above: the table of commands has this one in it.
		const {commands} = await import('./commands.ts');
		const script = write(wordsOf(commands));
		out.write(asJson ? json({shell: name, script}) : script);
		return exitCodes.done;
	},
};
