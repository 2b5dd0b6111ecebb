import type {Engine} from '../engine.ts';
import type {FlagRow} from '../flags.ts';
import type {Config} from '../settings/config.ts';
import type {Theme} from '../terminal/theme.ts';

/** A one-shot command: one row in `commands.ts`. */
export type Command = {
	name: string;
	/** What follows the name, for help. */
	usage: string;
	help: string;
	/** How it is used, and what for. */
	examples?: ReadonlyArray<readonly [line: string, does: string]>;
	/** TABLE of flags that only this command has; by name as it is written. */
	flags?: Readonly<Record<string, FlagRow>>;
	/** It has something to do without a server being set, too. */
	offline?: true;
	/** What follows its flags is taken as it is: names of torrents may begin with a dash. */
	verbatim?: {
		/** So many words it takes: flags that follow them are flags again. */
		words: readonly number[];
	};
	run: (context: CommandContext) => Promise<ExitCode>;
};

export type CommandContext = {
	/** What follows the name. */
	args: readonly string[];
	/** All that were given, by name: its own and the general ones. */
	flags: Readonly<Record<string, unknown>>;
	config: Config;
	json: boolean;
	out: Output;
	/** Not started; ends with the command. */
	openEngine: () => Promise<Engine>;
	now: () => number;
	/** All of standard input, to its end. */
	readInput: () => Promise<string>;
	/**
	 * From the first call on, Ctrl-C and a request to end are told by the signal, so that the command
	 * can put things in order; a second one ends it at once.
	 */
	interrupted: () => AbortSignal;
	/** Draw with ASCII characters only. */
	ascii: boolean;
};

/** Where a command's result goes. */
export type Output = {
	write: (text: string) => void;
	/** A long one, as fast as it is read: what nobody has taken yet is not made. */
	writeParts: (parts: Iterable<string>) => Promise<void>;
	/** A file as it is, where that is the result. */
	writeBytes: (bytes: Uint8Array) => void;
	/** A sentence beside the result, for people, and below it what they can do. */
	warn: (text: string, advice?: readonly string[]) => void;
	/** One line that the next one replaces, and '' removes: only where a terminal shows errors. */
	progress: (line: string) => void;
	/** Whoever reads it still does: `qbtui watch | head -1` need not go on. */
	isRead: () => boolean;
	/** Cells; undefined when it does not go to a terminal. */
	width: number | undefined;
	theme: Theme;
};

/** TABLE of exit codes, part of the contract with scripts. */
export const exitCodes = {
	done: 0,
	failed: 1,
	usage: 2,
	unreachable: 3,
	refused: 4,
	inPart: 5,
	held: 6,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
