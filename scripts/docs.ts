/**
 * `npm run docs`: the tables of the README and its pages from the program's own, and pictures of its
 * screen. With `--tables`, the tables alone, which need no build; `-- queue state`: only these pictures.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {manualPage} from './man.ts';
import {takePictures} from './pictures.ts';
import {fillPart, fillTables, pages, sizeTable} from './tables.ts';

const root = join(import.meta.dirname, '..');

for (const page of Object.keys(pages)) {
	const path = join(root, page);
	writeFileSync(path, fillTables(page, readFileSync(path, 'utf8')));
}
writeFileSync(join(root, 'docs/qbtui.1'), manualPage());
if (!process.argv.includes('--tables')) {
	const page = join(root, 'docs/dependencies.md');
	writeFileSync(page, fillPart(readFileSync(page, 'utf8'), 'sizes', await sizeTable()));
	await takePictures(root, process.argv.slice(2));
}
