import {type ChildProcess, spawn} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {atExit} from './exit.ts';

/** A server's process, and the end of what it printed. */
export type Launched = {process: ChildProcess; output: () => string};

const running = new Set<ChildProcess>();

/**
 * Starts qbittorrent-nox from an unpacked root, with that root's own loader and libraries.
 * It dies with this process: by handlers on an orderly exit, and by the kernel
 * (`setpriv --pdeathsig`) when the test process is killed.
 *
 * @param isPlain it may read and write only what its user may: for who runs tests as root
 */
export function launch(root: string, profile: string, isPlain = false): Launched {
	const [command, args] = programOf(root, profile);
	const libraries = libraryFolders(root);
	const limits = isPlain && process.getuid?.() === 0 ? plain : [];
	const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...limits, ...command, ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
		cwd: profile,
		env: environment(root, profile, libraries),
	});
	killWithUs(child);
	return {process: child, output: keepTail(child)};
}

/**
 * The program as a command that passes on what it is given to the server that runs with that
 * profile.
 */
export function passingOn(root: string, profile: string): string[] {
	const [command, args] = programOf(root, profile);
	const variables = Object.entries(environment(root, profile, libraryFolders(root)));
	return ['env', ...variables.map(([name, value]) => `${name}=${value}`), ...command, ...args];
}

function programOf(root: string, profile: string): [command: string[], args: string[]] {
	const libraries = libraryFolders(root);
	return [
		[loader(libraries), '--library-path', libraries.join(':')],
		[join(root, 'usr/bin/qbittorrent-nox'), `--profile=${profile}`],
	];
}

const plain = ['--bounding-set=-dac_override,-dac_read_search'];

/** The multiarch folders, found rather than named: the same code runs on amd64 and arm64. */
function libraryFolders(root: string): string[] {
	const found = ['lib', 'usr/lib'].flatMap(parent =>
		list(join(root, parent))
			.filter(name => name.includes('-linux-gnu'))
			.map(name => join(root, parent, name)),
	);
	return [...found, ...found.map(each => join(each, 'libproxy'))];
}

/** Not the link in /lib64: that one is absolute and leads to the system's own loader. */
function loader(folders: readonly string[]): string {
	for (const folder of folders) {
		const name = list(folder).find(each => each.startsWith('ld-linux'));
		if (name) return join(folder, name);
	}
	throw new Error(`no loader in ${folders.join(', ')}`);
}

function environment(root: string, profile: string, folders: readonly string[]) {
	const plugins = folders.flatMap(each => ['qt5', 'qt6'].map(qt => join(each, qt, 'plugins')));
	return {
		PATH: process.env.PATH ?? '',
		HOME: profile,
		// All servers of a machine share a folder below it, and each empties that when it ends.
		TMPDIR: profile,
		LC_ALL: 'C.UTF-8',
		QT_PLUGIN_PATH: plugins.join(':'),
		OPENSSL_CONF: '/dev/null',
		OPENSSL_MODULES: folders.map(each => join(each, 'ossl-modules')).at(-1) ?? root,
	};
}

function list(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}

function keepTail(child: ChildProcess): () => string {
	let tail = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', (text: string) => {
			tail = (tail + text).slice(-4000);
		});
	}
	return () => tail;
}

function killWithUs(child: ChildProcess): void {
	if (running.size === 0) atExit(killAll);
	running.add(child);
	child.once('exit', () => running.delete(child));
}

function killAll(): void {
	for (const each of running) each.kill('SIGKILL');
}
