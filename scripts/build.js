// source/cli.tsx → dist/qbtui.js and, in dist/parts, what it imports only when needed. They need no
// node_modules; the launcher goes beside them.
// `node scripts/build.js --sizes` also prints what each package weighs in it.
import fs from 'node:fs';
import path from 'node:path';
import {build} from 'esbuild';
import {inkOutput, stubs} from './esbuild-plugins.js';
import {collectLicences} from './licences.js';
import {root} from './paths.js';
import {printSizes} from './sizes.js';
import {hashInputs, writeStamp} from './stamp.js';

/** Some packages are CommonJS and call require for Node's own modules. */
const banner = `import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);`;

export const bundle = (entry, options = {}) =>
	build({
		absWorkingDir: root,
		entryPoints: {qbtui: entry},
		outdir: path.join(root, 'dist'),
		bundle: true,
		write: false,
		metafile: true,
		format: 'esm',
		splitting: true,
		chunkNames: 'parts/[name]-[hash]',
		platform: 'node',
		target: 'node22',
		minify: true,
		legalComments: 'none',
		jsx: 'automatic',
		jsxDev: false,
		define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
		banner: {js: banner},
		plugins: [stubs, inkOutput(root)],
		logLevel: 'warning',
		...options,
	});

/** Renamed into place, so that a qbtui which starts meanwhile reads a whole file. */
const writeWhole = (file, contents, mode = 0o644) => {
	fs.mkdirSync(path.dirname(file), {recursive: true});
	const draft = `${file}.${process.pid}`;
	fs.writeFileSync(draft, contents, {mode});
	fs.renameSync(draft, file);
};

const removeOldParts = (dist, files) => {
	const folder = path.join(dist, 'parts');
	if (!fs.existsSync(folder)) return;
	for (const name of fs.readdirSync(folder)) {
		if (!files.includes(path.join('parts', name))) fs.rmSync(path.join(folder, name));
	}
};

const main = async () => {
	const hash = hashInputs(root);
	const dist = path.join(root, 'dist');
	const {outputFiles, metafile} = await bundle(path.join(root, 'source', 'cli.tsx'));
	const launcher = fs.readFileSync(path.join(root, 'scripts', 'launcher.js'));
	// The entry last, when all that it imports is there.
	const isEntry = file => path.basename(file) === 'qbtui.js';
	const ordered = outputFiles.sort((a, b) => Number(isEntry(a.path)) - Number(isEntry(b.path)));
	for (const {path: file, contents} of ordered) writeWhole(file, contents);
	writeWhole(path.join(dist, 'licences.txt'), collectLicences(root, metafile));
	writeWhole(path.join(dist, 'cli.js'), launcher, 0o755);
	const files = ordered.map(({path: file}) => path.relative(dist, file));
	removeOldParts(dist, files);
	writeStamp(root, hash, ['cli.js', ...files]);
	if (process.argv.includes('--sizes')) printSizes(metafile);
};

if (process.argv[1] === path.join(root, 'scripts', 'build.js')) {
	main().catch(error => {
		// esbuild has already said what is wrong in the source.
		if (!error.errors) process.stderr.write(`${error.stack}\n`);
		process.exitCode = 1;
	});
}
