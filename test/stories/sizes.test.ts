import {expect, it} from 'vitest';
import type {Terminal} from '../screen/types.ts';
import {cursorRow, listRows} from './list.ts';
import {patience, startQbtui} from './program.ts';

/** Header, titles, list and two lines of footer, each on its line and none too long. */
const isRight = (columns: number, rows: number) => (screen: string[]) =>
	screen.length === rows &&
	screen.every(line => [...line].length <= columns) &&
	/^demo/.test(screen[0] ?? '') &&
	/\bName\b/.test(screen[rows < 12 ? 1 : columns >= 100 && rows >= 20 ? 3 : 2] ?? '') &&
	/^\d+\/\d{3}/.test(screen.at(-2) ?? '') &&
	/^Space select/.test(screen.at(-1) ?? '') &&
	listRows(screen).length > 0 &&
	cursorRow(screen) !== '';

const start = async (columns: number, rows: number): Promise<Terminal> => {
	const terminal = await startQbtui({args: ['--demo'], columns, rows});
	await terminal.until(isRight(columns, rows), patience);
	return terminal;
};

it.each([
	[40, 10],
	[60, 15],
	[80, 24],
	[120, 40],
	[200, 50],
] as const)('at %i x %i every part is in its place', async (columns, rows) => {
	const terminal = await start(columns, rows);
	const body = rows - 3 - (rows < 12 ? 1 : columns >= 100 && rows >= 20 ? 3 : 2);
	expect(listRows(terminal.screen())).toHaveLength(body);
	await terminal.press('?');
	await terminal.until('find a key', patience);
	// What there is to do goes before the arrows, and what is in menus waits until it is sought.
	expect(terminal.screen().find(line => line.startsWith('▸'))).toMatch(/^▸ +Space /);
	expect(terminal.screen().join('\n')).not.toContain('Tags: delete one');
	await terminal.type('tags');
	await terminal.until(/^▸ +t +Tags: add[\s\S]*Tags: delete one/m, patience);
	await terminal.press('esc', 's');
	await terminal.until('downwards', patience);
	expect(terminal.screen()[0]).toMatch(/^demo/);
	await terminal.press('esc', 'I');
	await terminal.until('Address', patience);
	expect(terminal.screen()[0]).toMatch(/^demo/);
	await terminal.press('esc');
	await terminal.until(isRight(columns, rows), patience);
	// Disks and jobs are told at every size, and which view is on.
	await terminal.until(/\bs(sd)? ?\S* ?\d+G.* h(dd)? ?\S* ?\d/, patience);
	await terminal.press('2');
	await terminal.until(/\[(2 )?Queue\]/, patience);
	await terminal.press('1', 'enter');
	// In the details the footer tells how to get on, and out.
	await terminal.until(screen => /\] next tab {2}Esc back/.test(screen.at(-1) ?? ''), patience);
	expect(terminal.screen().at(-1)).not.toContain('Enter details');
	await terminal.press('esc');
	await terminal.until(isRight(columns, rows), patience);
});

it('says the word for the state of which a narrow list has but the letter', async () => {
	const terminal = await start(80, 24);
	await terminal.send('/state:stalledDL\r');
	await terminal.until(/^▸ {2}W [\s\S]*^1\/\d+ {3}stalled {3}/m, patience);
	terminal.resize(120, 40);
	await terminal.until(/^▸ {2}stalled /m, patience);
	expect(terminal.screen().at(-2)).toMatch(/^1\/\d+ {3}sort /);
});

it('says that it is too small, and recovers when it grows', async () => {
	const terminal = await startQbtui({args: ['--demo'], columns: 20, rows: 5});
	await terminal.until('qbtui needs 40x10', patience);
	terminal.resize(80, 24);
	await terminal.until(isRight(80, 24), patience);
	terminal.resize(39, 24);
	await terminal.until('qbtui needs 40x10', patience);
	await terminal.press('q');
	expect(await terminal.exited).toMatchObject({code: 0});
});

it('resizes in quick succession end with the right screen', async () => {
	const terminal = await start(120, 40);
	for (const [columns, rows] of [
		[119, 39],
		[60, 12],
		[20, 5],
		[200, 50],
		[41, 11],
		[90, 30],
	] as const) {
		terminal.resize(columns, rows);
	}
	await terminal.until(isRight(90, 30), patience);
});

it('keys typed fast are all heard', async () => {
	const terminal = await start(80, 24);
	await terminal.press('s', 'n', 'home');
	await terminal.until('sort name', patience);
	await terminal.send('j'.repeat(10));
	await terminal.until(/^11\/\d/m, patience);
	await terminal.send('k'.repeat(3) + '\x1b[B'.repeat(5));
	await terminal.until(/^13\/\d/m, patience);
	await terminal.send('/ubuntu\r');
	await terminal.until(/^\d+\/\d\b.*\/ ubuntu/m, patience);
});

it('a paste goes into the filter as it is, on one line', async () => {
	const terminal = await start(80, 24);
	await terminal.press('/');
	await terminal.until(
		/^\/ .*torrents; such as: ubuntu state:seeding size>10G !tag:keep$/m,
		patience,
	);
	await terminal.paste('ubuntu\rq\x1b[31m server');
	await terminal.until('/ ubuntu q', patience);
	expect(terminal.screen()).toHaveLength(24);
	await terminal.press('ctrl+u');
	await terminal.paste('x'.repeat(3000));
	await terminal.until(/No torrent matches[\s\S]*\/ xxx.*0 torrents/, patience);
	expect(terminal.screen()[0]).toMatch(/^demo/);
	expect(terminal.screen().at(-1)).toMatch(/^Enter keep/);
	await terminal.press('enter');
	await terminal.until(screen => /^Space select/.test(screen.at(-1) ?? ''), patience);
	expect(terminal.screen()[0]).toMatch(/^demo/);
	expect(terminal.screen().at(-2)).toContain('/ xxx');
});

it('a paste into the list runs no key of it: what can’t be added is said, and can be mended', async () => {
	const terminal = await start(80, 24);
	await terminal.paste('q');
	await terminal.until('This is no magnet link, hash or URL', patience);
	await terminal.until(/^Add: q/m, patience);
	await terminal.press('esc', '?');
	await terminal.until('find a key', patience);
});
