// source/cli.tsx → dist/qbtui.js: one file that needs no node_modules; the launcher goes beside it.
// `node scripts/build.js --sizes` also prints what each package weighs in it.
import fs from 'node:fs';
import path from 'node:path';
import {build} from 'esbuild';
import {inkStandIns, stubs, undiciPool, yogaWithoutFetch} from './esbuild-plugins.js';
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
		platform: 'node',
		target: 'node22',
		minify: true,
		legalComments: 'none',
		jsx: 'automatic',
		jsxDev: false,
		define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
		banner: {js: banner},
		plugins: [stubs, undiciPool, yogaWithoutFetch, inkStandIns(root)],
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

const main = async () => {
	const hash = hashInputs(root);
	const dist = path.join(root, 'dist');
	const {outputFiles, metafile} = await bundle(path.join(root, 'source', 'cli.tsx'));
	const launcher = fs.readFileSync(path.join(root, 'scripts', 'launcher.js'));
	for (const {path: file, contents} of outputFiles) writeWhole(file, contents);
	writeWhole(path.join(dist, 'licences.txt'), collectLicences(root, metafile));
	writeWhole(path.join(dist, 'cli.js'), launcher, 0o755);
	writeStamp(root, hash, ['cli.js', 'qbtui.js']);
	if (process.argv.includes('--sizes')) printSizes(metafile);
};

if (process.argv[1] === path.join(root, 'scripts', 'build.js')) {
	main().catch(error => {
		// esbuild has already said what is wrong in the source.
		if (!error.errors) process.stderr.write(`${error.stack}\n`);
		process.exitCode = 1;
	});
}
