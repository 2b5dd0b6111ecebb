import {type ChildProcess, type SpawnOptions, spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, onTestFinished} from 'vitest';
import {until} from '../lab/until.ts';
import {environmentFor, type Place, program} from '../stories/program.ts';

export const key = 'a-key-that-nobody-guesses-0123456789';

/** Nothing listens there. */
export const nowhere: Place = {url: 'http://127.0.0.1:9'};

/** The two disks; what is said of them need not be there. */
export const disks = {DOWNLOAD_PATH_SSD: '/ssd', FINAL_DEST_BASE_HDD: '/hdd'};

type Line = {level: string; msg: string; [field: string]: unknown};

export type Started = {
	child: ChildProcess;
	/** What it wrote so far. */
	lines: () => Line[];
	text: () => string;
	errors: () => string;
	/** Resolves with the exit code. */
	ended: Promise<number | null>;
};

type End = () => Promise<void>;

/** To be called outside of tests: what is started in a hook ends after all of them. */
export const untilAllEnd = (): ((end: End) => void) => {
	const ends: End[] = [];
	afterAll(async () => {
		for (const end of ends.toReversed()) await end();
	});
	return end => void ends.push(end);
};

/** Starts `qbtui serve` as users do. It ends with the test, or when `atEnd` says. */
export const start = async (options: {
	atEnd?: (end: End) => void;
	server?: Place;
	env?: Record<string, string | undefined>;
	args?: readonly string[];
	home?: string;
}): Promise<Started> => {
	const {server = nowhere, env = {}, args = [], atEnd = onTestFinished} = options;
	const home = options.home ?? makeFolder('home', atEnd);
	return run(program.command, [program.cli, 'serve', ...args], {
		cwd: home,
		env: {...process.env, ...environmentFor(home, server), HTTP_PORT: '0', ...env},
		atEnd,
	});
};

/** Starts a program that logs as `qbtui serve` does. It ends with the test, or when `atEnd` says. */
export const run = (
	command: string,
	args: readonly string[],
	{atEnd = onTestFinished, ...options}: SpawnOptions & {atEnd?: (end: End) => void},
): Started => {
	const child = spawn(command, args, {...options, stdio: ['ignore', 'pipe', 'pipe']});
	let [out, err] = ['', ''];
	child.stdout?.setEncoding('utf8').on('data', text => {
		out += text;
	});
	child.stderr?.setEncoding('utf8').on('data', text => {
		err += text;
	});
	const ended = new Promise<number | null>(resolve => void child.once('close', resolve));
	atEnd(async () => {
		child.kill('SIGKILL');
		await ended;
	});
	const lines = (): Line[] =>
		out
			.split('\n')
			.slice(0, -1)
			.map(line => JSON.parse(line));
	return {child, lines, text: () => out, errors: () => err, ended};
};

const makeFolder = (name: string, atEnd: (end: End) => void): string => {
	const folder = mkdtempSync(join(tmpdir(), `qbtui-${name}-`));
	atEnd(async () => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

export type Answered = {
	status: number;
	headers: Headers;
	/** Parsed, when it is JSON; empty when it is not. */
	body: Record<string, unknown>;
	text: string;
};

export type Serving = Started & {
	url: string;
	folder: string;
	get: (path: string, headers?: Record<string, string>) => Promise<Answered>;
	post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answered>;
	/** Resolves with the exit code. */
	stop: (signal?: NodeJS.Signals) => Promise<number | null>;
};

export const request = async (
	url: string,
	options: RequestInit & {headers?: Record<string, string>},
): Promise<Answered> => {
	const answer = await fetch(url, options);
	const text = await answer.text();
	const isJson = answer.headers.get('content-type')?.startsWith('application/json');
	return {
		...{status: answer.status, headers: answer.headers, text},
		body: isJson ? JSON.parse(text) : {},
	};
};

/** A service that answers. */
export const serve = async (
	options: Parameters<typeof start>[0] & {folder?: string} = {},
): Promise<Serving> => {
	const {atEnd = onTestFinished, env, ...rest} = options;
	const folder = options.folder ?? makeFolder('state', atEnd);
	const started = await start({
		...{...rest, atEnd},
		env: {...disks, HTTP_API_KEY: key, QBTUI_STATE_DIR: folder, ...env},
	});
	const url = await until('the service to listen', () => {
		if (started.child.exitCode !== null) throw new Error(started.errors());
		return started.lines().find(line => typeof line.url === 'string')?.url;
	});
	const base = String(url);
	return {
		...started,
		...{url: base, folder},
		get: (path, headers = {}) => request(base + path, {headers: {'x-api-key': key, ...headers}}),
		post: (path, body, headers = {}) => {
			const isText = typeof body === 'string' || body === undefined;
			const type = isText ? {} : {'content-type': 'application/json'};
			return request(base + path, {
				method: 'POST',
				headers: {'x-api-key': key, ...type, ...headers},
				...(body !== undefined && {body: isText ? body : JSON.stringify(body)}),
			});
		},
		stop: async (signal = 'SIGTERM') => {
			started.child.kill(signal);
			return started.ended;
		},
	};
};
