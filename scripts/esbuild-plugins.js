import fs from 'node:fs';
import path from 'node:path';

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
