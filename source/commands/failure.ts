import {AdvisedError} from '../qbit/advised-error.ts';
import {type ErrorCode, QbitError} from '../qbit/errors.ts';
import {messageOf} from '../qbit/message.ts';
import {ConfigError} from '../settings/config.ts';
import {StoreError} from '../space/store/errors.ts';
import {type ExitCode, exitCodes} from './command.ts';

const seeHelp = (command: string): string => `qbtui${command} --help shows what there is.`;

/** What the user wrote can't be understood. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
	readonly advice: readonly string[];

	/** @param advice Where it is left out, the help of the command at hand. */
	constructor(message: string, advice: readonly string[] = [seeHelp('')]) {
		super(message);
		this.advice = advice;
	}
}

export const nothingSet = (): ConfigError =>
	new ConfigError(
		'No server is set: give --url, QBTUI_URL or url in the config file, or look at the demo with --demo.',
	);

/** For what has to know which disks there are. */
export const noDisks = (): ConfigError =>
	new ConfigError(
		'No disks are set: download_path_ssd (DOWNLOAD_PATH_SSD) and final_dest_base_hdd (FINAL_DEST_BASE_HDD) name their folders on the server.',
	);

/** A failure as it is told: to people by `message`, to machines by `code` and `exit`. */
export type Failure = {
	code: string;
	message: string;
	advice: readonly string[];
	exit: ExitCode;
};

const exitOf: Partial<Record<ErrorCode, ExitCode>> = {
	Unreachable: exitCodes.unreachable,
	TlsRefused: exitCodes.unreachable,
	LoginRefused: exitCodes.refused,
	Banned: exitCodes.refused,
	HostRefused: exitCodes.refused,
	SessionLost: exitCodes.refused,
	Forbidden: exitCodes.refused,
};

/** What answers may be there, and not be the server: that can’t be reached then. */
const exitFor = ({code, isElsewhere}: QbitError): ExitCode | undefined =>
	isElsewhere ? exitCodes.unreachable : exitOf[code];

/** Where the connection is at fault, there is somebody who knows more. */
const adviceOf = (error: QbitError, {advice} = error): readonly string[] =>
	exitFor(error) === undefined || advice.some(text => text.includes('qbtui doctor'))
		? advice
		: [...advice, 'qbtui doctor finds out which step it is, and what to change.'];

/** Nothing of it was done: with --json it is told as any failure is, beside what became of each. */
export const toldFailure = (message: string): {error: Omit<Failure, 'exit'>} => ({
	error: {code: 'Failed', message, advice: []},
});

const exitCodeOf = (error: AdvisedError): ExitCode => {
	if (error instanceof StoreError && error.code === 'Held') return exitCodes.held;
	return (error instanceof QbitError && exitFor(error)) || exitCodes.failed;
};

/** @param command Whose help tells more of what was written wrong. */
export const failureOf = (error: unknown, command?: string): Failure => {
	if (error instanceof AdvisedError) {
		const {code, message} = error;
		const advice = error instanceof QbitError ? adviceOf(error) : error.advice;
		return {code, message, advice, exit: exitCodeOf(error)};
	}
	if (error instanceof UsageError) {
		const advice = error.advice.map(line =>
			command !== undefined && line === seeHelp('') ? seeHelp(` ${command}`) : line,
		);
		return {code: 'Usage', message: error.message, advice, exit: exitCodes.usage};
	}
	if (error instanceof ConfigError) {
		return {code: 'Config', message: error.message, advice: [], exit: exitCodes.usage};
	}
	const message = messageOf(error);
	return {code: 'Failed', message, advice: [], exit: exitCodes.failed};
};
