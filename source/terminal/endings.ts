import {constants} from 'node:os';

/** Why the screen was left without anybody asking for it. */
export type Leaving = {
	/** What the process should exit with: 128 + the signal's number, or 1. */
	code: number;
	signal?: Signal;
	/** Already printed. */
	error?: unknown;
	/** The terminal is gone (SSH cut, window closed): nothing can be printed any more. */
	lost?: boolean;
};

type Signal = (typeof signals)[number];

/** What of `process` is needed; tests have their own. */
export type Host = NodeJS.EventEmitter & {
	kill: (pid: number, signal: NodeJS.Signals) => unknown;
};

const signals = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;

export type EndingOptions = {
	host: Host;
	stdin: NodeJS.EventEmitter;
	stdout: NodeJS.EventEmitter;
	/** Puts the terminal back; called before `leave`, and when the process exits. */
	restore: () => void;
	leave: (leaving: Leaving) => void;
};

/** Watches for everything that may end the process or the terminal. Returns how to stop that. */
export function watchEndings({host, stdin, stdout, restore, leave}: EndingOptions): () => void {
	let ended = false;
	const end = (leaving: Leaving) => {
		if (!ended) {
			ended = true;
			// A second signal, while the app still says goodbye to its server, kills.
			stop();
			restore();
			leave(leaving);
		}
	};

	const lost = () => end({code: codeOf('SIGHUP'), lost: true});
	const watched: Array<[NodeJS.EventEmitter, string, (value?: unknown) => void]> = [
		...signals.map((signal): [Host, string, () => void] => [
			host,
			signal,
			() => end({code: codeOf(signal), signal, lost: signal === 'SIGHUP'}),
		]),
		[host, 'uncaughtException', error => end({code: 1, error})],
		[host, 'unhandledRejection', error => end({code: 1, error})],
		[host, 'exit', restore],
		[stdin, 'end', lost],
		[stdin, 'close', lost],
		[stdin, 'error', lost],
		[stdout, 'error', lost],
	];
	// Writing to a terminal that is gone fails later, too: that must not throw.
	const silent = () => {};
	stdin.on('error', silent);
	stdout.on('error', silent);
	for (const [emitter, event, listener] of watched) {
		emitter.on(event, listener);
	}

	const stop = () => {
		for (const [emitter, event, listener] of watched) {
			emitter.off(event, listener);
		}
	};

	return stop;
}

function codeOf(signal: Signal): number {
	return 128 + constants.signals[signal];
}
