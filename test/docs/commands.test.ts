import {execFileSync, spawn} from 'node:child_process';
import {chmodSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, expect, it, onTestFinished} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {addTorrents} from '../lab/upload.ts';
import {NEWEST} from '../lab/versions.ts';
import {numbered, range} from '../stories/library.ts';
import {environmentFor, makeHome, program} from '../stories/program.ts';

const docs = join(import.meta.dirname, '../../docs');

/** The parts of a page that are to be typed into a shell. */
const blocksOf = (page: string): string[] =>
	[...readFileSync(join(docs, page), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(
		([, block = '']) => block,
	);

/** TABLE: what stands for programs that reach further than a test may. */
const standIns = {
	qbtui: `exec '${program.command}' '${program.cli}' "$@"`,
	node: `exec '${program.command}' "$@"`,
	tmux: 'exec /usr/bin/tmux -L "qbtui-docs-$PPID_OF_TEST" -f /dev/null "$@"',
	// A machine to which one needs no login: this one. A tunnel is there already.
	ssh: 'case " $* " in *" -N "*) exit 0 ;; esac; [ "$1" = -t ] && shift; shift; exec "$@"',
};

const makeFolder = async (): Promise<{home: string; path: string}> => {
	const home = await makeHome();
	const path = join(home, 'bin');
	mkdirSync(path);
	for (const folder of ['torrents', 'backup']) mkdirSync(join(home, folder));
	writeFileSync(join(home, 'torrents/one.torrent'), numbered(3).file);
	for (const [name, script] of Object.entries(standIns)) {
		writeFileSync(join(path, name), `#!/bin/sh\n${script}\n`);
		chmodSync(join(path, name), 0o755);
	}
	return {home, path};
};

describeOnServers('the commands of', [NEWEST], ({server}) => {
	beforeAll(() =>
		addTorrents(
			server(),
			range(0, 3).map(number => numbered(number)),
			{stopped: true},
		),
	);

	it.each([
		['scripts.md', 5],
		['tmux-and-ssh.md', 4],
		['login.md', 1],
		['snapshots.md', 1],
	])('docs/%s do what it says, all %i blocks', async (page, count) => {
		const {home, path} = await makeFolder();
		const env = {
			...process.env,
			...environmentFor(home, server()),
			...{PATH: `${path}:${process.env.PATH}`, PPID_OF_TEST: `${process.pid}`},
			...{DOWNLOAD_PATH_SSD: join(home, 'ssd'), FINAL_DEST_BASE_HDD: join(home, 'hdd')},
		};
		onTestFinished(() => {
			// Ends the server that the page's tmux has started, if there is one.
			try {
				execFileSync(join(path, 'tmux'), ['kill-server'], {env, stdio: 'ignore'});
			} catch {
				// There was none.
			}
		});
		const blocks = blocksOf(page);
		expect(blocks).toHaveLength(count);
		for (const block of blocks) {
			const here = block
				.replaceAll('http://127.0.0.1:8080', server().url)
				.replaceAll('/backup/', `${home}/backup/`);
			const {code, out, err} = await run(here, env);
			expect({block, code, out, err}).toMatchObject({code: 0});
		}
	});
});

const run = (script: string, env: NodeJS.ProcessEnv) =>
	new Promise<{code: number | null; out: string; err: string}>((resolve, reject) => {
		const child = spawn('sh', ['-e', '-c', script], {env, cwd: env.HOME});
		const ran = {out: '', err: ''};
		child.stdin.end();
		child.stdout.setEncoding('utf8').on('data', text => {
			ran.out += text;
		});
		child.stderr.setEncoding('utf8').on('data', text => {
			ran.err += text;
		});
		child.once('error', reject);
		child.once('close', code => resolve({code, ...ran}));
	});
