/**
 * `npm run docs`: the tables of the README and its pages from the program's own, and pictures of its screen. With
 * `--tables`, the tables alone, which need no build.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {drawScreen} from '../test/screen/picture.ts';
import {openTerminal} from '../test/screen/terminal.ts';
import {manualPage} from './man.ts';
import {fillPart, fillTables, pages, sizeTable} from './tables.ts';

const root = join(import.meta.dirname, '..');

/** TABLE: the pictures, each a size and what is pressed before. */
const pictures = [
	{file: 'screen.svg', columns: 120, rows: 36, keys: ['s', 'D']},
	{file: 'screen-80x24.svg', columns: 80, rows: 24, keys: ['s', 'D', 'j', 'j']},
	{file: 'details.svg', columns: 120, rows: 40, keys: ['s', 'D', 'j', 'j', 'enter']},
] as const;

const takePicture = async ({
	file,
	columns,
	rows,
	keys,
}: (typeof pictures)[number]): Promise<void> => {
	const terminal = openTerminal({
		command: process.execPath,
		args: [join(root, 'dist/cli.js'), '--demo'],
		columns,
		rows,
	});
	try {
		await terminal.until('hdd');
		await terminal.press(...keys);
		await terminal.until(samples(10), {timeout: 30_000});
		writeFileSync(join(root, 'docs', file), drawScreen(terminal));
	} finally {
		await terminal.close();
	}
};

/** Until the graph of the download speed has some history. */
const samples =
	(least: number) =>
	(screen: readonly string[]): boolean =>
		(screen[0]?.match(/[▂▃▄▅▆▇█]/g) ?? []).length >= least;

for (const page of Object.keys(pages)) {
	const path = join(root, page);
	writeFileSync(path, fillTables(page, readFileSync(path, 'utf8')));
}
writeFileSync(join(root, 'docs/qbtui.1'), manualPage());
if (!process.argv.includes('--tables')) {
	const page = join(root, 'docs/dependencies.md');
	writeFileSync(page, fillPart(readFileSync(page, 'utf8'), 'sizes', await sizeTable()));
	for (const picture of pictures) await takePicture(picture);
}
