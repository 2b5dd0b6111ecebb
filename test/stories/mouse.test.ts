import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {Terminal} from '../screen/types.ts';
import {cursorRow, listRows} from './list.ts';
import {makeHome, patience, startQbtui} from './program.ts';

const titlesAt = (terminal: Terminal): number =>
	terminal.screen().findIndex(line => /\bName\b.*\bSize\b/.test(line));

const startDemo = async (
	settings: Record<string, unknown> = {},
	columns = 120,
): Promise<Terminal> => {
	const home = await makeHome();
	await mkdir(join(home, '.config/qbtui'), {recursive: true});
	await writeFile(join(home, '.config/qbtui/config.json'), JSON.stringify(settings), {mode: 0o600});
	const terminal = await startQbtui({home, columns, args: ['--demo']});
	await terminal.until(() => listRows(terminal.screen()).length > 20, patience);
	return terminal;
};

describe('the mouse', () => {
	it('a click puts the cursor on a row, a second one opens its details, the wheel moves it', async () => {
		const terminal = await startDemo({mouse: true, sort: 'name'});
		const first = titlesAt(terminal) + 1;
		const row = terminal.line(first + 4).slice(3, 20);
		await terminal.click(10, first + 4);
		await terminal.until(() => cursorRow(terminal.screen()).includes(row), patience);
		await terminal.click(10, first + 4);
		await terminal.until('[General]', patience);
		await terminal.press('esc');
		await terminal.until(() => !terminal.screen().join().includes('[General]'), patience);
		const before = terminal.screen().findIndex(line => line.startsWith('▸'));
		await terminal.wheel('down', 10, first + 2);
		await terminal.until(
			() => terminal.screen().findIndex(line => line.startsWith('▸')) === before + 3,
			patience,
		);
	});

	it('a click on a column title sorts by it, and again the other way round', async () => {
		const terminal = await startDemo({mouse: true, sort: 'name'});
		const titles = titlesAt(terminal);
		const size = terminal.line(titles).indexOf('Size') + 1;
		await terminal.click(size, titles);
		await terminal.until('sort size↑', patience);
		await terminal.click(size, titles);
		await terminal.until('sort size↓', patience);
	});

	it('a click on a tab shows it, and one on a value of the facets filters by it', async () => {
		const terminal = await startDemo({mouse: true, sort: 'name'}, 200);
		await terminal.press('enter');
		await terminal.until('[General]', patience);
		const tabs = terminal.screen().findIndex(line => line.includes('[General]'));
		await terminal.click(terminal.line(tabs).indexOf('Trackers') + 2, tabs);
		await terminal.until('[Trackers]', patience);
		const films = terminal.screen().findIndex(line => /^ {2}films /.test(line));
		await terminal.click(5, films);
		await terminal.until(/\/ cat:films/, patience);
	});

	it('is left to the terminal unless the settings want it', async () => {
		const terminal = await startDemo();
		expect(terminal.raw()).not.toContain('\x1b[?1000h');
	});

	it('a click answers no question', async () => {
		const terminal = await startDemo({mouse: true, sort: 'name'});
		await terminal.press('d');
		await terminal.until('y/N', patience);
		await terminal.click(5, 10);
		await terminal.click(terminal.line(38).indexOf('y/N'), 38);
		await terminal.press('esc');
		await terminal.until(screen => !screen.join().includes('y/N'), patience);
	});
});

describe('keys of the settings', () => {
	it('do what the others did, in the footer, too', async () => {
		const terminal = await startDemo({keys: {a: 'F5', q: ['F10']}});
		await terminal.until('F5 add', patience);
		await terminal.press('f5');
		await terminal.until('Add (', patience);
		await terminal.press('esc', 'f10');
		expect(await terminal.exited).toMatchObject({code: 0});
	});

	it('that clash are told before the screen opens, both by name', async () => {
		const home = await makeHome();
		await mkdir(join(home, '.config/qbtui'), {recursive: true});
		const path = join(home, '.config/qbtui/config.json');
		await writeFile(path, JSON.stringify({keys: {p: 'd'}}), {mode: 0o600});
		const terminal = await startQbtui({home, args: ['--demo']});
		expect(await terminal.exited).toMatchObject({code: 2});
		expect(terminal.screen().join(' ')).toMatch(
			/keys in .*config\.json: d is both “Stop.*” and “Remov ?e.*”/,
		);
		expect(terminal.raw()).not.toContain('\x1b[?1049h');
	});
});
