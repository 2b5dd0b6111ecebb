import {spawn} from 'node:child_process';
import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {environmentFor, makeHome, type Place, program} from '../stories/program.ts';

export type Ran = {code: number | null; out: string; err: string};

export type Run = {
	args: readonly string[];
	server?: Place;
	env?: Record<string, string>;
	/** Of the home folder, which is the working folder, too: path to content. */
	files?: Record<string, string | Uint8Array>;
	/** What it reads from standard input; nothing when absent. */
	input?: string;
};

/** Runs the program as users get it, without a terminal. */
export const qbtui = async ({args, server, env = {}, files = {}, input}: Run): Promise<Ran> => {
	const home = await makeHome();
	for (const [name, content] of Object.entries(files)) {
		await mkdir(dirname(join(home, name)), {recursive: true});
		await writeFile(join(home, name), content, {mode: 0o600});
	}
	const child = spawn(program.command, [program.cli, ...args], {
		cwd: home,
		env: {...process.env, ...environmentFor(home, server), ...env},
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	// It may end without having read.
	child.stdin.on('error', () => {});
	child.stdin.end(input);
	const ran = {out: '', err: ''};
	child.stdout.setEncoding('utf8').on('data', text => {
		ran.out += text;
	});
	child.stderr.setEncoding('utf8').on('data', text => {
		ran.err += text;
	});
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', code => resolve({code, ...ran}));
	});
};
