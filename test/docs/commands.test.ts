import {execFileSync, spawn} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import packageJson from '../../package.json' with {type: 'json'};
import {resolveConfig} from '../../source/settings/config.ts';
import {describeOnServers} from '../lab/lab.ts';
import {freePort} from '../lab/ports.ts';
import {addTorrents} from '../lab/upload.ts';
import {NEWEST} from '../lab/versions.ts';
import {numbered, range} from '../stories/library.ts';
import {environmentFor, makeHome} from '../stories/program.ts';
import {blocksOf, pages, root} from './pages.ts';
import {furnish} from './stand-ins.ts';

type Row = {
	/** How many blocks are to be typed into a shell: a new one has to be looked at. */
	shell: number;
	/** Lines for qBittorrent's box, which has no shell. */
	box?: number;
	/** Blocks that are not run, by their place on the page, and why. */
	left?: Readonly<Record<number, string>>;
	/** What a person has done before, and does after, each block. */
	before?: string;
	after?: string;
	/** Is there when all has run. */
	leaves?: readonly string[];
};

/** TABLE: the pages with commands. All of them are run, with test/docs/stand-ins.ts. */
const covered: Readonly<Record<string, Row>> = {
	'README.md': {
		shell: 2,
		left: {
			0: 'npm test is what runs this; npm run demo is the same set-up, and test/stories/demo.test.ts',
		},
	},
	'docs/disks.md': {shell: 1, before: 'set -a', after: 'qbtui space --json; qbtui tags'},
	'docs/docker.md': {
		shell: 2,
		box: 1,
		before: 'export HTTP_API_KEY_FILE="$HOME/deploy/secrets/http_api_key" LOCK_DIR="$HOME/word"',
		leaves: ['deploy/secrets/http_api_key', 'state/state.db'],
	},
	'docs/login.md': {shell: 1},
	'docs/scripts.md': {shell: 5},
	'docs/service.md': {
		shell: 1,
		box: 3,
		before: 'export HTTP_API_KEY_FILE="$HOME/key"',
		after: 'printf %s "$HTTP_API_KEY" > "$HOME/key"',
	},
	'docs/snapshots.md': {shell: 1, leaves: ['backup/nas.json']},
	// What the archive holds, and that it runs where no Node is: test/package/standalone.test.ts.
	'docs/standalone.md': {shell: 3},
	'docs/systemd.md': {
		shell: 2,
		leaves: ['etc/qbtui/http_api_key', 'etc/systemd/system/qbtui.service'],
	},
	'docs/tmux-and-ssh.md': {shell: 4},
};

/** Examples of files, and where they are tried. */
const files = {'docs/disks.md': 'test/space/disks-page.test.ts', 'docs/settings.md': 'below'};

describe('the pages', () => {
	it('no block of any page is left out without a word', () => {
		for (const page of pages) {
			const blocks = blocksOf(page);
			const count = (wanted: string) => blocks.filter(({language}) => language === wanted).length;
			const {shell = 0, box = 0} = covered[page] ?? {};
			const lines = blocks.filter(({language}) => language === '').flatMap(linesOf);
			expect({page, shell: count('sh'), box: lines.length}).toEqual({page, shell, box});
			expect({page, json: count('json')}).toEqual({page, json: page in files ? 1 : 0});
			expect(blocks.map(({language}) => language).filter(isOther), page).toEqual([]);
		}
	});

	it('what the README begins with is there', () => {
		const [first] = blocksOf('README.md');
		expect(first?.text.match(/^npm \S+( [a-z]+)?(?= )/gm)).toEqual(['npm run demo', 'npm test']);
		expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(['demo', 'test']));
	});

	it('the settings of docs/settings.md are settings', () => {
		const content: unknown = JSON.parse(blocksOf('docs/settings.md')[0]?.text ?? '');
		const file = {path: 'config.json', content};
		const {url, ssdPath} = resolveConfig({flags: {}, env: {}, dotenv: {}, file});
		expect([url?.host, ssdPath]).toEqual(['nas:8080', '/downloads/ssd']);
		const box = resolveConfig({flags: {profile: 'seedbox'}, env: {}, dotenv: {}, file});
		expect(box.url?.host).toBe('box.example.org');
	});
});

const linesOf = ({text}: {text: string}): string[] => text.trimEnd().split('\n');
const isOther = (language: string): boolean => !['sh', 'json', ''].includes(language);

describeOnServers('the commands of', [NEWEST], ({server}) => {
	beforeAll(() =>
		addTorrents(
			server(),
			range(0, 3).map(number => numbered(number)),
			{stopped: true},
		),
	);

	it.each(Object.entries(covered))('%s do what it says', async (page, row) => {
		const home = await makeHome();
		const port = await freePort();
		furnish(home, server(), port);
		const env = {
			...process.env,
			...environmentFor(home, server()),
			...{PATH: `${join(home, 'bin')}:${process.env.PATH}`, PPID_OF_TEST: `${process.pid}`},
			...{DOWNLOAD_PATH_SSD: join(home, 'ssd'), FINAL_DEST_BASE_HDD: join(home, 'hdd')},
			...{HTTP_PORT: `${port}`, QBIT_MANAGER_URL: `http://127.0.0.1:${port}`},
		};
		onTestFinished(() => leave(home, env));
		const here = (text: string): string =>
			text
				.replaceAll('http://127.0.0.1:8080', server().url)
				.replaceAll('http://nas:8080', server().url)
				.replaceAll('127.0.0.1:8081', `127.0.0.1:${port}`)
				.replaceAll('password of the Web UI', server().password)
				.replaceAll('/backup/', `${home}/backup/`)
				.replaceAll(/(?<= )\/etc\//g, `${home}/etc/`);
		const {before = ':', after = ':', left = {}, leaves = []} = row;
		const blocks = blocksOf(page).filter(({language}) => language === 'sh');
		for (const [index, {text}] of blocks.entries()) {
			if (left[index] !== undefined) continue;
			const ran = await run(['sh', '-e', '-c', [before, here(text), after].join('\n')], env);
			expect({text, ...ran}).toMatchObject({code: 0});
		}
		for (const {text} of blocksOf(page).filter(({language}) => language === ''))
			for (const line of text.trimEnd().split('\n')) {
				const words = inBox(here(line), home);
				const ran = await run(['sh', '-c', `${before}\nexec "$@"`, 'box', ...words], env);
				expect({line, ...ran}).toMatchObject({code: 0});
				expect(ran.err).not.toContain('did not take it');
			}
		expect(leaves.filter(name => !existsSync(join(home, name)))).toEqual([]);
	});
});

/** TABLE: what qBittorrent puts in. */
const given: Readonly<Record<string, string>> = {
	...{'%I': numbered(1).hash, '%K': numbered(1).hash, '%J': '-', '%N': 'a name', '%C': '1'},
	...{'%L': '', '%F': '/ssd/a name', '%R': '/ssd/a name', '%D': '/ssd', '%Z': '5', '%G': 'a,b'},
	'%T': '',
};

/** As qBittorrent takes a line apart: quotes hold words together, and nothing else has a meaning. */
const inBox = (line: string, home: string): string[] =>
	[...line.matchAll(/(?:"[^"]*"|[^\s"])+/g)].map(([word]) =>
		word
			.replaceAll('"', '')
			.replace(/%[A-Z]/g, name => given[name] ?? name)
			.replace(
				/^\/(config|usr\/local\/bin)\/qbtui-notify(\.sh)?$/,
				`${root}/deploy/qbtui-notify.sh`,
			)
			.replace(/\bKEY$/, () => readFileSync(join(home, 'key'), 'utf8')),
	);

/** Ends what the page has started: a service, the server of its tmux. */
const leave = (home: string, env: NodeJS.ProcessEnv): void => {
	const serving = join(home, 'serving');
	const pids = existsSync(serving) ? readFileSync(serving, 'utf8').trim().split('\n') : [];
	for (const pid of pids) {
		try {
			process.kill(Number(pid), 'SIGKILL');
		} catch {
			// It has ended.
		}
	}
	try {
		execFileSync(join(home, 'bin/tmux'), ['kill-server'], {env, stdio: 'ignore'});
	} catch {
		// There was none.
	}
};

/** Until it ends, whoever it has left running behind it. */
const run = ([command = '', ...args]: string[], env: NodeJS.ProcessEnv) =>
	new Promise<{code: number | null; out: string; err: string}>((resolve, reject) => {
		const child = spawn(command, args, {env, cwd: env.HOME});
		const ran = {out: '', err: ''};
		child.stdin.end();
		child.stdout.setEncoding('utf8').on('data', text => {
			ran.out += text;
		});
		child.stderr.setEncoding('utf8').on('data', text => {
			ran.err += text;
		});
		child.once('error', reject);
		child.once('exit', code => resolve({code, ...ran}));
	});
