// The checkout's own Node: what the package `node` would get by its install script, without running it.
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {runNpm} from './npm.js';

const isWindows = process.platform === 'win32';
const program = isWindows ? 'node.exe' : 'node';

const platformPackage = () => {
	const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
	return [prefix, isWindows ? 'win' : process.platform, process.arch].join('-');
};

const folderOf = root => path.join(root, 'node_modules', 'node');
const linkOf = root => path.join(root, 'node_modules', '.bin', program);

/** Whether the system's Node could run qbtui: then an own Node is a comfort, not a need. */
const isSystemNodeNew = root => {
	if (process.execPath.startsWith(path.join(root, 'node_modules', path.sep))) return false;
	const [major, minor] = process.versions.node.split('.').map(Number);
	return major > 22 || (major === 22 && minor >= 19);
};

export const hasNode = root => fs.existsSync(linkOf(root)) || isSystemNodeNew(root);

const candidates = root => [
	path.join(folderOf(root), 'bin', program),
	path.join(folderOf(root), 'node_modules', platformPackage(), 'bin', program),
	path.join(root, 'node_modules', platformPackage(), 'bin', program),
];

const findBinary = root => candidates(root).find(file => fs.existsSync(file));

const readVersion = root =>
	JSON.parse(fs.readFileSync(path.join(folderOf(root), 'package.json'), 'utf8')).version;

const download = root => {
	const wanted = `${platformPackage()}@${readVersion(root)}`;
	const how = ['--no-save', '--ignore-scripts', '--no-package-lock', '--prefix', folderOf(root)];
	runNpm(['install', wanted, ...how], folderOf(root));
};

/** A hard link like the package's own script makes; a copy where the file system has none. */
const place = (from, to) => {
	fs.mkdirSync(path.dirname(to), {recursive: true});
	fs.rmSync(to, {force: true});
	try {
		fs.linkSync(from, to);
	} catch {
		fs.copyFileSync(from, to);
	}
};

const linkIntoPath = root => {
	const binary = candidates(root)[0];
	if (isWindows) return place(binary, linkOf(root));
	fs.mkdirSync(path.dirname(linkOf(root)), {recursive: true});
	fs.rmSync(linkOf(root), {force: true});
	fs.symlinkSync(path.relative(path.dirname(linkOf(root)), binary), linkOf(root));
};

const check = binary => {
	if (spawnSync(binary, ['--version']).status === 0) return;
	throw new Error(
		`qbtui needs Node 22.19 or newer; this is ${process.version}, and the Node that npm offers ` +
			'does not run on this system. Install one from your package manager.',
	);
};

export const ensureNode = (root, say) => {
	if (!findBinary(root)) {
		say(`installing Node ${readVersion(root)} for this checkout (yours is ${process.version}) …`);
		download(root);
	}

	const binary = findBinary(root);
	if (!binary) throw new Error(`${platformPackage()} was installed, but has no bin/${program}.`);
	check(binary);
	if (binary !== candidates(root)[0]) place(binary, candidates(root)[0]);
	linkIntoPath(root);
};
