// source/cli.tsx → dist/qbtui.js: one file that needs no node_modules; the launcher goes beside it.
// What only the service needs is a file of its own, so that no other start has to read it.
// `node scripts/build.js --sizes` also prints what each package weighs in it.
import fs from 'node:fs';
import path from 'node:path';
import {build} from 'esbuild';
import {
	inkStandIns,
	serviceLibraries,
	stubs,
	undiciPool,
	yogaWithoutFetch,
} from './esbuild-plugins.js';
import {collectLicences} from './licences.js';
import {root} from './paths.js';
import {printSizes} from './sizes.js';
import {hashInputs, writeStamp} from './stamp.js';

/** Some packages are CommonJS and call require for Node's own modules. */
const banner = `import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);`;

export const bundle = (entry, options = {}, name = 'qbtui') =>
	build({
		absWorkingDir: root,
		entryPoints: {[name]: entry},
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
		plugins: [stubs, undiciPool, yogaWithoutFetch, inkStandIns(root), serviceLibraries],
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
	const source = path.join(root, 'source');
	const built = [
		await bundle(path.join(source, 'cli.tsx')),
		await bundle(path.join(source, 'service', 'libraries.ts'), {}, 'service-libraries'),
	];
	const metafile = {inputs: Object.assign({}, ...built.map(({metafile: {inputs}}) => inputs))};
	const launcher = fs.readFileSync(path.join(root, 'scripts', 'launcher.js'));
	for (const {outputFiles} of built) {
		for (const {path: file, contents} of outputFiles) writeWhole(file, contents);
	}
	writeWhole(path.join(dist, 'licences.txt'), collectLicences(root, metafile));
	writeWhole(path.join(dist, 'cli.js'), launcher, 0o755);
	writeStamp(root, hash, ['cli.js', 'qbtui.js', 'service-libraries.js']);
	if (process.argv.includes('--sizes')) for (const one of built) printSizes(one.metafile);
};

if (process.argv[1] === path.join(root, 'scripts', 'build.js')) {
	main().catch(error => {
		// esbuild has already said what is wrong in the source.
		if (!error.errors) process.stderr.write(`${error.stack}\n`);
		process.exitCode = 1;
	});
}
