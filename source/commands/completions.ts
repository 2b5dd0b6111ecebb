import {type Command, exitCodes} from './command.ts';
import {bash} from './completions/bash.ts';
import {fish} from './completions/fish.ts';
import {type Words, wordsOf} from './completions/words.ts';
import {zsh} from './completions/zsh.ts';
import {UsageError} from './failure.ts';

/** TABLE: the shells. */
export const shells: Readonly<Record<string, (words: Words) => string>> = {bash, zsh, fish};

export const completions: Command = {
	name: 'completions',
	usage: Object.keys(shells).join('|'),
	help: 'Completion of commands and flags, for a shell to read',
	offline: true,
	run: async ({args, out}) => {
		const shell = args.length === 1 ? shells[args[0] ?? ''] : undefined;
		if (!shell) {
			throw new UsageError(`Say for which shell: ${Object.keys(shells).join(', ')}.`);
		}
		// Not above: the table of commands has this one in it.
		const {commands} = await import('./commands.ts');
		out.write(shell(wordsOf(commands)));
		return exitCodes.done;
	},
};
