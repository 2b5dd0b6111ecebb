import {type FlagRow, flagRows} from '../../flags.ts';
import type {Command} from '../command.ts';

/** What there is to complete, read off the tables. */
export type Words = {
	commands: ReadonlyArray<{
		name: string;
		help: string;
		/** What its first argument may be, where that is one of a few words. */
		words: readonly string[];
		flags: ReadonlyArray<readonly [name: string, row: FlagRow]>;
	}>;
	flags: ReadonlyArray<readonly [name: string, row: FlagRow]>;
};

export const wordsOf = (commands: readonly Command[]): Words => ({
	commands: commands.map(({name, usage, help, flags = {}}) => ({
		...{name, help, words: firstWords(usage), flags: Object.entries(flags)},
	})),
	flags: [...flagRows],
});

/** `[retry|cancel] [ID]` and `bash|zsh`, but not `[FILTER]`. */
const firstWords = (usage: string): string[] => {
	const [first = ''] = usage.split(' ');
	const words = first.replace(/^\[(.*)\]$/, '$1').split('|');
	return words.length > 1 ? words : [];
};

/** Those that stand for a file; after them, files are completed. */
export const isFile = (name: string): boolean =>
	/(^|-)(file|config|output|path|bundle)$|^save-state$/.test(name);
