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

/** Of undici, the pool of connections is enough: a quarter of the code, and 30 ms sooner. */
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

/** Ink paints into our own cells: its `Output` is replaced by the one of source/terminal. */
export const inkOutput = root => {
	const ours = path.join(root, 'source', 'terminal', 'ink-output.ts');
	return {
		name: 'ink-output',
		setup({onResolve, onLoad}) {
			if (!fs.existsSync(ours)) return;
			onResolve({filter: /^\.\/output\.js$/}, ({importer}) =>
				insideInk.test(importer) ? {path: ours, namespace: 'ink-output'} : undefined,
			);
			// Ink imports a default; ours, like everything in this house, has a name.
			onLoad({filter: /.*/, namespace: 'ink-output'}, () => ({
				contents: `export {Output as default} from ${JSON.stringify(ours)};`,
				resolveDir: root,
			}));
		},
	};
};
