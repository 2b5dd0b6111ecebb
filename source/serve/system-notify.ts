import {execFile} from 'node:child_process';

/**
 * What systemd is told of a service of Type=notify. Its socket takes datagrams, which Node can’t
 * send to a path; systemd’s own program can, and waits until it is taken. The unit needs
 * NotifyAccess=all for that.
 */
export type SystemNotify = {
	ready: () => void;
	reloading: () => void;
	stopping: () => void;
	end: () => void;
};

const nobody: SystemNotify = {
	...{ready: () => {}, reloading: () => {}, stopping: () => {}, end: () => {}},
};

export const createSystemNotify = (options: {
	env: Readonly<Record<string, string | undefined>>;
	complain: (text: string) => void;
}): SystemNotify => {
	const {env} = options;
	if (!env.NOTIFY_SOCKET) return nobody;
	let hasFailed = false;
	const send = (...words: readonly string[]): void => {
		const settled = (error: Error | null): void => {
			if (error && !hasFailed) options.complain(`systemd can’t be told: ${error.message}`);
			hasFailed = error !== null;
		};
		execFile('systemd-notify', words, {timeout: 5000}, settled);
	};
	// µs, after which systemd gives it up.
	const patience = Number(env.WATCHDOG_USEC ?? 0) / 1000;
	// A loop that hangs sends nothing.
	const timer = patience > 0 ? setInterval(() => send('WATCHDOG=1'), patience / 3) : undefined;
	return {
		ready: () => send('--ready'),
		// systemd wants to know when it began, by the clock that never jumps, in µs.
		reloading: () => send('RELOADING=1', `MONOTONIC_USEC=${process.hrtime.bigint() / 1000n}`),
		stopping: () => send('STOPPING=1'),
		end: () => clearInterval(timer),
	};
};
