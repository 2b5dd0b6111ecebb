import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const insideInk = /[\\/]node_modules[\\/]ink[\\/]build[\\/]/;

/** Ink's link to React's developer tools, which a production build never calls. */
export const stubs = {
	name: 'stubs',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^(react-devtools-core|ws)$/}, ({path: name, importer}) =>
			insideInk.test(importer) ? {path: name, namespace: 'stub'} : undefined,
		);
		onLoad({filter: /.*/, namespace: 'stub'}, () => ({contents: 'export default {}'}));
	},
};

/** Of undici, the pool of connections is enough: it loads in half the time of the whole. */
export const undiciPool = {
	name: 'undici-pool',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^undici$/}, () => ({path: 'undici', namespace: 'undici-pool'}));
		onLoad({filter: /.*/, namespace: 'undici-pool'}, () => ({
			contents: `
				import api from 'undici/lib/api/index.js';
				import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
				Object.assign(Dispatcher.prototype, api);
				export {default as Pool} from 'undici/lib/dispatcher/pool.js';`,
			resolveDir: path.dirname(fileURLToPath(import.meta.url)),
		}));
	},
};

/**
 * Yoga carries its WebAssembly within it, and reads it by `fetch` where there is one. In Node that
 * loads a whole HTTP client, at each start, for a text that is there already.
 */
export const yogaWithoutFetch = {
	name: 'yoga-without-fetch',
	setup({onLoad}) {
		onLoad({filter: /yoga-wasm-base64-esm\.js$/}, ({path: file}) => ({
			contents: `const fetch = undefined;${fs.readFileSync(file, 'utf8')}`,
		}));
	},
};

/**
 * TABLE: modules that cost Ink most of a frame, and what stands in for each: ours do the same for
 * text that is already harmless and measured. Default exports there, names here.
 */
const standIns = [
	{name: './output.js', importer: insideInk, file: 'ink-output.ts', export: 'Output'},
	{name: './sanitize-ansi.js', importer: insideInk, file: 'ink-text.ts', export: 'sanitizeAnsi'},
	{
		name: 'string-width',
		importer: /[\\/]node_modules[\\/]/,
		file: 'ink-text.ts',
		export: 'stringWidth',
	},
];

export const inkStandIns = root => ({
	name: 'ink-stand-ins',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^(\.\/output\.js|\.\/sanitize-ansi\.js|string-width)$/}, call => {
			const row = standIns.find(
				({name, importer}) => name === call.path && importer.test(call.importer),
			);
			return row && {path: row.name, namespace: 'ink-stand-in', pluginData: row};
		});
		onLoad({filter: /.*/, namespace: 'ink-stand-in'}, ({pluginData: row}) => ({
			contents: `export {${row.export} as default} from ${JSON.stringify(path.join(root, 'source', 'terminal', row.file))};`,
			resolveDir: root,
		}));
	},
});

/** The libraries of the service stay outside, in the file that is built of them beside it. */
export const serviceLibraries = {
	name: 'service-libraries',
	setup({onResolve}) {
		onResolve({filter: /[\\/]libraries\.ts$/}, ({kind}) =>
			kind === 'entry-point' ? undefined : {path: './service-libraries.js', external: true},
		);
	},
};
