import fs from 'node:fs';
import path from 'node:path';
import {runNpm} from './npm.js';

const readPackages = file => {
	try {
		return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
	} catch (error) {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	}
};

/** npm's own record of what it installed; absent while an installation is under way or was cut off. */
const readInstalled = root => readPackages(path.join(root, 'node_modules', '.package-lock.json'));

const esbuildPackage = `node_modules/@esbuild/${process.platform}-${process.arch}`;

const isNeeded = (name, wanted) => name !== '' && (!wanted.optional || name === esbuildPackage);

const isSame = (wanted, found) =>
	found !== undefined && found.version === wanted.version && found.integrity === wanted.integrity;

export const arePackagesStale = root => {
	const wanted = readPackages(path.join(root, 'package-lock.json')) || {};
	const installed = readInstalled(root);
	if (!installed) return true;
	return Object.keys(wanted)
		.filter(name => isNeeded(name, wanted[name]) || installed[name])
		.some(name => !isSame(wanted[name], installed[name]) || !fs.existsSync(path.join(root, name)));
};

/**
 * `npm install`, since `npm ci` refuses a lock file that lacks other platforms' binaries, and would
 * take node_modules away from whoever works in the checkout; `--no-save` keeps the lock file as it is.
 * Install scripts are not run: newer npm refuses them, and none is needed (own-node.js does node's,
 * and esbuild works without).
 */
export const installPackages = (root, say) => {
	say('installing packages …');
	const kinds = ['--include=dev', '--include=optional', '--include=peer'];
	runNpm(['install', '--no-save', '--ignore-scripts', '--engine-strict=false', ...kinds], root);
};
