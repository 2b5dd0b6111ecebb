import {spawn} from 'node:child_process';
import {basename} from 'node:path';
import type {Level} from './qbit/journal.ts';
import {messageOf} from './qbit/message.ts';
import type {Hash, Torrent} from './qbit/types.ts';
import type {Config} from './settings/config.ts';
import {withoutSecrets} from './settings/own-environment.ts';
import {type Setting, settings} from './settings/settings.ts';
import type {RunHooks} from './space/run/hook-line.ts';
import {
	fillAddress,
	fillArguments,
	type HookValues,
	hookEnvironment,
	hookValues,
} from './space/run/hook-values.ts';

/** How long it is waited before each try after the first, in milliseconds. */
const waits = [5_000, 30_000, 180_000];

/** A program that was asked to end has so long to do it. */
const graceMs = 1_000;

export type HookParts = {
	config: Config;
	torrents: () => ReadonlyMap<Hash, Torrent>;
	note: (level: Level, text: string) => void;
	/** Resolves also when the signal is given. */
	sleep: (ms: number, signal: AbortSignal) => Promise<void>;
};

/** One try. @throws Error why it failed, without a word of the command or the address. */
type Try = (values: HookValues, signal: AbortSignal) => Promise<void>;

/** DOOR: runs what the user wants run after a job, a program or a request, with tries and a time-out. */
export const createHooks = (parts: HookParts): RunHooks => {
	const {config, sleep, note} = parts;
	const {onMovedCommand: command, onMovedUrl: address} = config;
	const inTime =
		(attempt: Try): Try =>
		async (values, signal) => {
			const ended = new AbortController();
			const both = AbortSignal.any([signal, ended.signal]);
			const late = sleep(config.hookTimeout * 1000, both).then(() => ended.abort());
			await attempt(values, both).finally(() => ended.abort());
			await late;
		};

	const attempts: ReadonlyArray<[Setting<unknown>, Try]> = [
		...(command ? [[settings.onMovedCommand, inTime(run(command, sleep))] as const] : []),
		...(address ? [[settings.onMovedUrl, inTime(call(address, config))] as const] : []),
	].map(([row, attempt]) => [row, attempt]);

	/** undefined: done. */
	const tryAll = async (
		attempt: Try,
		values: HookValues,
		signal: AbortSignal,
	): Promise<string | undefined> => {
		for (const wait of [...waits, undefined]) {
			try {
				await attempt(values, signal);
				return undefined;
			} catch (error) {
				const why = messageOf(error);
				if (signal.aborted || wait === undefined) return why;
			}
			await sleep(wait, signal);
			if (signal.aborted) return 'qbtui ended';
		}
		return undefined;
	};

	return async (job, signal) => {
		if (attempts.length === 0) return 'none';
		const values = hookValues(job, parts.torrents());
		let hasFailed = false;
		for (const [row, attempt] of attempts) {
			const why = await tryAll(attempt, values, signal);
			if (signal.aborted) return 'stopped';
			if (why === undefined) continue;
			hasFailed = true;
			note(4, `${job.name} is moved, but ${row.name} failed ${waits.length + 1} times: ${why}.`);
		}
		return hasFailed ? 'failed' : 'ran';
	};
};

/** No shell; a session of its own, so that it can be ended with all that it started. */
const run =
	(command: readonly string[], sleep: HookParts['sleep']): Try =>
	async (values, signal) => {
		signal.throwIfAborted();
		const [program = '', ...args] = fillArguments(command, values);
		const {promise: ended, resolve, reject} = Promise.withResolvers<string | undefined>();
		const child = spawn(program, args, {
			...{detached: true, stdio: 'ignore', env: {...withoutSecrets(), ...hookEnvironment(values)}},
		});
		child.once('error', error => reject(new Error(startFailure(program, error))));
		child.once('exit', (code, by) => {
			resolve(code === 0 ? undefined : `it ended with ${by ?? `exit code ${code}`}`);
		});
		let ending: Promise<void> | undefined;
		const cut = (): void => {
			ending = endGroup(child.pid, ended, sleep);
		};
		signal.addEventListener('abort', cut, {once: true});
		try {
			const why = await ended;
			if (signal.aborted) throw new Error('it took too long, and was ended');
			if (why !== undefined) throw new Error(why);
		} finally {
			signal.removeEventListener('abort', cut);
			await ending;
		}
	};

const startFailure = (program: string, error: Error): string =>
	`${basename(program)} can’t be started (${'code' in error ? String(error.code) : 'unknown reason'})`;

/** First asked, then made to; what it has left running goes with it. */
const endGroup = async (
	pid: number | undefined,
	ended: Promise<unknown>,
	sleep: HookParts['sleep'],
): Promise<void> => {
	if (pid === undefined) return;
	signalGroup(pid, 'SIGTERM');
	const over = new AbortController();
	const isOver = ended.catch(() => undefined).finally(() => over.abort());
	await Promise.race([isOver, sleep(graceMs, over.signal)]);
	signalGroup(pid, 'SIGKILL');
};

const signalGroup = (pid: number, signal: NodeJS.Signals): void => {
	try {
		process.kill(-pid, signal);
	} catch {
		// All of it has ended.
	}
};

const call =
	(address: string, config: Config): Try =>
	async (values, signal) => {
		const url = fillAddress(address, values);
		const {openNetwork} = await import('./qbit/network.ts');
		const {fetch, close} = openNetwork({
			...{url, poolSize: 1, verifyTls: true},
			connectTimeoutMs: config.connectionTimeout * 1000,
			readTimeoutMs: config.hookTimeout * 1000,
		});
		try {
			const {status} = await fetch({
				...{method: config.onMovedMethod, url, signal},
				headers: {
					'user-agent': 'qbtui',
					...credentialsOf(url),
					...(config.onMovedMethod === 'POST' && {'content-type': 'application/json'}),
				},
				...(config.onMovedMethod === 'POST' && {
					body: JSON.stringify({event: 'moved', ...values, hashes: values.hashes.split(',')}),
				}),
			});
			if (status < 200 || status > 299) throw new Error(`${url.host} answered ${status}`);
		} catch (error) {
			if (signal.aborted) throw new Error(`${url.host} took too long`);
			throw error instanceof Error ? new Error(error.message.replace(/\.$/, '')) : error;
		} finally {
			await close();
		}
	};

const credentialsOf = ({username, password}: URL): Record<string, string> => {
	if (username === '') return {};
	const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
	return {authorization: `Basic ${Buffer.from(pair).toString('base64')}`};
};
