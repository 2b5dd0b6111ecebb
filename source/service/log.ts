import {harmless} from '../terminal/harmless.ts';

export type LogLevel = 'info' | 'warn' | 'error';

/** Lines of what a program without a screen does. */
export type Log = (
	level: LogLevel,
	text: string,
	fields?: Readonly<Record<string, unknown>>,
) => void;

const signs: Readonly<Record<LogLevel, string>> = {info: ' ', warn: '!', error: '‼'};

/** For a person at a terminal: the time of day and a sentence. */
const textLog =
	(write: (line: string) => void, now: () => number): Log =>
	(level, text) => {
		const time = new Date(now()).toTimeString().slice(0, 8);
		write(`${time} ${signs[level]} ${harmless(text)}\n`);
	};

/** For a program that collects logs: one JSON document a line. */
const jsonLog = async (write: (line: string) => void): Promise<Log> => {
	const {pino} = await import('./libraries.ts');
	const logger = pino(
		{
			base: null,
			timestamp: pino.stdTimeFunctions.isoTime,
			formatters: {level: label => ({level: label})},
		},
		{write},
	);
	return (level, text, fields) => logger[level](fields ?? {}, text);
};

export const createLog = async (options: {
	isTerminal: boolean;
	write: (line: string) => void;
	now: () => number;
}): Promise<Log> =>
	options.isTerminal ? textLog(options.write, options.now) : jsonLog(options.write);
