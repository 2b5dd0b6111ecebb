import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {drawScreen} from '../test/screen/picture.ts';
import {openTerminal} from '../test/screen/terminal.ts';

type Look = (screen: readonly string[]) => boolean;

/** A key; what must be on the screen before it goes on; or a key pressed until that is there. */
type Step = string | RegExp | Look | {press: string; until: RegExp};

/** `size` is that of the window from then on. */
type Picture = {
	file: string;
	size?: readonly [columns: number, rows: number];
	steps: readonly Step[];
};

/** Some history in both graphs of the header. */
const graphs: Look = screen => (screen[0]?.match(/[▂▃▄▅▆▇█]/g) ?? []).length >= 20;

/**
 * TABLE: one walk through the demo, and where it stops for a picture. What happens in it happens in
 * this order: a plan of what makes room, the first move, a torrent that is held, one that is done.
 */
const walk: readonly Picture[] = [
	{
		file: 'space',
		steps: [
			...['3', /Planned: \d+ moves? frees? /],
			{press: 'j', until: /^▸ ▸ +\d+ {2}The rule never moves it/m},
			...['enter', 'j', 'j', /^ why +.*Rule/m],
		],
	},
	{
		file: 'create',
		steps: ['5', 'G', 'enter', /^ *size +\d/m, 'esc', 'g', / hash .* [1-9]\d?% /, /^ progress/m],
	},
	{
		file: 'doctor',
		steps: ['6', /OK: All is well/, {press: 'j', until: /^▸✓ sessions_limit/m}],
	},
	{file: 'tags', steps: ['4', /would be tagged/, 'j', 'j']},
	{
		file: 'torrents',
		steps: [
			...['1', ...'/!state:queued', 'enter', / moving .* s→h [2-9]\d% /],
			...['g', 'j', 'j', 'j', graphs],
		],
	},
	{
		file: 'queue',
		steps: [
			...['2', /→ moving .* [2-7]\d% [\s\S]* HELD [\s\S]* ready [\s\S]* ✓ done /],
			...[{press: 'j', until: /^▸! HELD/m}, /^ in the way/m],
		],
	},
	{file: 'details', steps: ['1', 's', 'D', 'g', 'enter', /^trackers +\d+ ok/m, /^why /m]},
	{file: 'facets', steps: ['esc', 'f', /TAG/]},
	{file: 'state', steps: ['esc', 'esc', '7', 's', /^2 snapshots/m, 'G', 'd', /^ since then \d/m]},
	{file: 'log', steps: ['8', /\[8 Log\]/, 'G', /following/]},
	{file: 'help', steps: ['1', '?', /find a key/]},
	{file: 'torrents-80x24', size: [80, 24], steps: ['esc', / sort /, 'j']},
];

/** Takes all of them, or those that are named; the walk is the same. */
export const takePictures = async (root: string, wanted: readonly string[]): Promise<void> => {
	const unknown = wanted.filter(name => !walk.some(({file}) => file === name));
	if (unknown.length > 0) throw new Error(`There is no picture ${unknown.join(', ')}.`);
	const folder = join(root, 'docs/pictures');
	mkdirSync(folder, {recursive: true});
	const terminal = openTerminal({
		command: process.execPath,
		args: [join(root, 'dist/cli.js'), '--demo'],
		columns: 120,
		rows: 40,
	});
	const wait = (what: RegExp | Look) => terminal.until(what, {timeout: 60_000});
	const isThere = (what: RegExp): boolean => what.test(terminal.screen().join('\n'));
	const take = async (step: Step): Promise<void> => {
		if (typeof step === 'string') await terminal.press(step);
		else if (step instanceof RegExp || typeof step === 'function') await wait(step);
		else {
			for (let n = 0; n < 60 && !isThere(step.until); n += 1) await terminal.press(step.press);
			await wait(step.until);
		}
	};
	try {
		await wait(/hdd .* free/);
		for (const {file, size, steps} of walk) {
			if (size) terminal.resize(...size);
			for (const step of steps) await take(step);
			if (wanted.length > 0 && !wanted.includes(file)) continue;
			const picture = drawScreen(terminal);
			writeFileSync(join(folder, `${file}.svg`), picture);
			process.stdout.write(`${file}.svg ${(picture.length / 1000).toFixed(1)} kB\n`);
		}
		// It clears up behind itself.
		await terminal.press('q');
		await terminal.exited;
	} finally {
		await terminal.close();
	}
};
