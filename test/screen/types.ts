import type {Emulator} from './emulator.ts';
import type {LineModes} from './modes.ts';
import type {Timing} from './timing.ts';
import type {Sought} from './waiting.ts';

export type TerminalOptions = {
	command: string;
	args?: readonly string[];
	columns?: number;
	rows?: number;
	/** Laid over this process's own environment; undefined removes a variable. */
	env?: Record<string, string | undefined>;
	cwd?: string;
};

export type Exit = {code: number; signal: NodeJS.Signals | undefined};

/** Each resolves when the line has fallen quiet: with no answer to a key, after half a second. */
export type Hands = {
	/** Names as in keys.ts: `press('j', 'enter', 'ctrl+l')`. The timing is that of the last key. */
	press: (...keys: string[]) => Promise<Timing>;
	/** Characters as if typed one by one. */
	type: (text: string) => Promise<Timing>;
	/** Bracketed, as a terminal sends it. */
	paste: (text: string) => Promise<Timing>;
	/** Bytes as they are. */
	send: (bytes: string) => Promise<Timing>;
	click: (x: number, y: number) => Promise<Timing>;
	wheel: (direction: 'up' | 'down', x: number, y: number) => Promise<Timing>;
};

/** What a pty and tmux have in common, so that one story can be told to both. */
export type Window = {
	press: (...keys: string[]) => Promise<unknown>;
	type: (text: string) => Promise<unknown>;
	paste: (text: string) => Promise<unknown>;
	/** Waits for a change of the screen, 60 s unless told; throws with the screen in the message. */
	until: (sought: Sought, options?: {timeout?: number}) => Promise<void>;
	/** Every row, trailing blanks cut. */
	screen: () => string[];
	line: (y: number) => string;
	close: () => Promise<void>;
};

export type Terminal = Hands &
	Omit<Emulator, 'write' | 'dispose' | 'onReply'> &
	Pick<Window, 'until' | 'close'> & {
		/** Of the pty, while its first program lives: open `sh` and start the other from there. */
		lineModes: () => Promise<LineModes>;
		/** From here on `bytes` and `raw` count anew. */
		mark: () => void;
		bytes: () => number;
		raw: () => string;
		signal: (name: NodeJS.Signals) => void;
		exited: Promise<Exit>;
		pid: number;
	};
