/**
 * `npm run package`: what people install, in `packages/` (or `--to FOLDER`, which is made anew). The npm package, and for each kind of Linux
 * one archive with a Node of its own: unpack, run `qbtui`. `-- linux-x64` or `-- npm`: only
 * that one; with `--unpacked`, folders and no archives.
 */
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {
	appendFileSync,
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import packageJson from '../package.json' with {type: 'json'};
import {shells} from '../source/commands/completions.ts';

const root = join(import.meta.dirname, '..');
const {values: flags, positionals: wanted} = parseArgs({
	allowPositionals: true,
	options: {unpacked: {type: 'boolean'}, to: {type: 'string'}},
});
const packages = resolve(flags.to ?? join(root, 'packages'));
const {version} = packageJson;
const nodeVersion = process.versions.node;

/** TABLE: the kinds of machine; Node's own names for them. */
const targets = {
	'linux-x64': {
		/** What starts a program for glibc: where it is not, there is none. */
		loader: '/lib64/ld-linux-x86-64.so.2',
		/** What takes the names for debuggers away, a seventh of Node; LLVM's is for all kinds. */
		strips: ['x86_64-linux-gnu-strip', 'llvm-strip'],
		/** Makes machine code smaller still for xz: 3 % of the archive. */
		filter: '--x86',
	},
	'linux-arm64': {
		loader: '/lib/ld-linux-aarch64.so.1',
		strips: ['aarch64-linux-gnu-strip', 'llvm-strip'],
		// What is older than xz 5.4 could not read it.
		filter: '',
	},
} as const;

type Target = keyof typeof targets;
const isTarget = (name: string): name is Target => Object.hasOwn(targets, name);

const npm = (...args: string[]): string =>
	execFileSync('npm', [...args, '--silent'], {cwd: packages, encoding: 'utf8'}).trim();

/** The Node of that machine and its licence, from the registry that npm is set to. */
const fetchNode = (target: Target): string => {
	const folder = join(packages, `node-${target}`);
	const archive = npm('pack', `node-${target}@${nodeVersion}`);
	mkdirSync(folder, {recursive: true});
	execFileSync('tar', ['-xzf', join(packages, archive), '-C', folder, '--strip-components=1']);
	rmSync(join(packages, archive));
	return folder;
};

/** TABLE: what goes beside the program, as it lies in the checkout. */
const documents = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'docs', 'deploy'];

/**
 * Links to it are followed, so that one in ~/bin will do. Its own Node is for glibc: on Alpine, as
 * in LinuxServer's images, the system's does as well.
 */
const launcher = (loader: string): string => `#!/bin/sh
here=$(readlink -f "$0")
here=\${here%/*}
node=$here/lib/node
if [ ! -e ${loader} ] && ! node=$(command -v node); then
	echo "qbtui: the Node in this archive needs glibc, which is not here: install Node 22.19 or newer (Alpine: apk add nodejs)." >&2
	exit 2
fi
exec "$node" "$here/lib/cli.js" "$@"
`;

/** As `npm pack` does it in the checkout; what that would build first is built. */
const packForNpm = (): string => npm('pack', root, '--ignore-scripts');

const assemble = (target: Target, name: string): void => {
	const folder = join(packages, name);
	const lib = join(folder, 'lib');
	mkdirSync(lib, {recursive: true});
	cpSync(join(root, 'dist'), lib, {recursive: true, filter: path => !path.endsWith('.stamp')});
	// Its modules are ES modules, wherever it is unpacked.
	writeFileSync(join(lib, 'package.json'), '{"type": "module"}\n');
	const node = fetchNode(target);
	cpSync(join(node, 'bin/node'), join(lib, 'node'));
	cpSync(join(node, 'LICENSE'), join(lib, 'node-licence.txt'));
	rmSync(node, {recursive: true});
	strip(target, join(lib, 'node'));
	writeFileSync(join(folder, 'qbtui'), launcher(targets[target].loader));
	chmodSync(join(folder, 'qbtui'), 0o755);
	for (const path of documents) {
		if (existsSync(join(root, path)))
			cpSync(join(root, path), join(folder, path), {recursive: true});
	}
	mkdirSync(join(folder, 'completions'));
	for (const shell of Object.keys(shells)) {
		const script = execFileSync(process.execPath, [join(lib, 'cli.js'), 'completions', shell]);
		writeFileSync(join(folder, 'completions', `qbtui.${shell}`), script);
	}
};

/** Left as it is where nothing here can do it. */
const strip = (target: Target, file: string): void => {
	const own = target === `${process.platform}-${process.arch}` ? ['strip'] : [];
	for (const program of [...own, ...targets[target].strips]) {
		try {
			execFileSync(program, [file], {stdio: 'ignore'});
			return;
		} catch {
			// The next one.
		}
	}
	const [program] = targets[target].strips;
	process.stderr.write(
		`No strip for ${target} here, neither ${program} nor llvm-strip (Debian: apt install llvm): ` +
			'its archive is larger than it need be.\n',
	);
};

/** The same bytes each time: no names of users, no times, nobody’s umask, sorted. */
const pack = (target: Target, name: string): string => {
	const archive = `${name}.tar.xz`;
	const still = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mtime=@0'];
	const modes = '--mode=u=rwX,go=rX';
	execFileSync('tar', [...still, modes, '-C', packages, '-cJf', join(packages, archive), name], {
		env: {...process.env, XZ_OPT: `-T1 ${targets[target].filter} --lzma2=preset=6`},
	});
	return archive;
};

/** Says what there is now, and keeps its sum for who downloads it: `sha256sum -c SHA256SUMS`. */
const tell = (file: string): void => {
	const bytes = readFileSync(join(packages, file));
	const sum = createHash('sha256').update(bytes).digest('hex');
	appendFileSync(join(packages, 'SHA256SUMS'), `${sum}  ${file}\n`);
	process.stdout.write(`${sum}  ${file}  ${(bytes.length / 1e6).toFixed(1)} MB\n`);
};

rmSync(packages, {recursive: true, force: true});
mkdirSync(packages);
if (wanted.length === 0 || wanted.includes('npm')) tell(packForNpm());
for (const target of Object.keys(targets).filter(isTarget)) {
	if (wanted.length > 0 && !wanted.includes(target)) continue;
	const name = `qbtui-${version}-${target}`;
	assemble(target, name);
	if (!flags.unpacked) tell(pack(target, name));
}
