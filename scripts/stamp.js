import {spawnSync} from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** What a build is made of: any other content of these, and dist is stale. */
const inputs = ['source', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json'];

const stampFile = root => path.join(root, 'dist', '.stamp');

const listFiles = file => {
	if (!fs.statSync(file).isDirectory()) return [file];
	const names = fs.readdirSync(file).sort();
	return [].concat(...names.map(name => listFiles(path.join(file, name))));
};

/** By content, since git gives every file of a fresh checkout the same age. */
export const hashInputs = root => {
	const hash = crypto.createHash('sha256');
	const files = inputs.map(name => path.join(root, name)).filter(file => fs.existsSync(file));
	for (const file of [].concat(...files.map(listFiles))) {
		hash
			.update(`${path.relative(root, file)}\0`)
			.update(fs.readFileSync(file))
			.update('\0');
	}

	return hash.digest('hex');
};

/** The stamp: a hash of what the build was made of, then the files that it made. */
const readStamp = root => {
	if (!fs.existsSync(stampFile(root))) return [];
	return fs.readFileSync(stampFile(root), 'utf8').split('\n');
};

export const writeStamp = (root, hash, files) =>
	fs.writeFileSync(stampFile(root), [hash, ...files].join('\n'));

export const isBuildStale = root => {
	const [hash, ...files] = readStamp(root);
	if (hash !== hashInputs(root)) return true;
	return files.some(name => !fs.existsSync(path.join(root, 'dist', name)));
};

export const runBuild = (root, say) => {
	say('building …');
	const build = path.join(root, 'scripts', 'build.js');
	const {status} = spawnSync(process.execPath, [build], {
		cwd: root,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	if (status !== 0) throw new Error('The build failed.');
};
