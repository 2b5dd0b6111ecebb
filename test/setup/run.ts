import {spawn} from 'node:child_process';

export type Result = {code: number | null; signal: NodeJS.Signals | null; out: string; err: string};

export type Running = {
	pid: number;
	/** Resolves at the first output. */
	started: Promise<void>;
	kill: (signal: NodeJS.Signals) => void;
	result: Promise<Result>;
};

export const start = (
	command: string,
	args: string[],
	env: Record<string, string | undefined> = {},
): Running => {
	const child = spawn(command, args, {
		env: {...process.env, ...env},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let out = '';
	let err = '';
	const {promise: started, resolve: noteStart} = Promise.withResolvers<void>();
	child.stdout.setEncoding('utf8').on('data', chunk => {
		out += chunk;
		noteStart();
	});
	child.stderr.setEncoding('utf8').on('data', chunk => {
		err += chunk;
	});
	const result = new Promise<Result>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) => resolve({code, signal, out, err}));
	});
	return {pid: child.pid ?? 0, started, kill: signal => void child.kill(signal), result};
};

export const run = (...args: Parameters<typeof start>): Promise<Result> => start(...args).result;
