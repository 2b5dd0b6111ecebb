import {describe, expect, it} from 'vitest';
import {glyphSet} from '../../source/terminal/glyphs.ts';
import {width as widthOf} from '../../source/terminal/text.ts';
import {createTheme} from '../../source/terminal/theme.ts';
import {drawRow, drawTitles, layOut} from '../../source/views/layout.ts';
import {chooseColumns} from '../../source/views/torrents/column-choice.ts';
import {torrentColumns} from '../../source/views/torrents/columns.ts';
import {torrentOf} from './torrent.ts';

const glyphs = glyphSet({ascii: false});
const theme = createTheme({env: {}, isTTY: true, depth: 0});
const volumes = [{tag: 'ssd', path: '/ssd'}];
const columns = chooseColumns(torrentColumns({volumes, glyphs}), undefined, true);

const torrent = torrentOf(1, {
	name: 'debian-13.1.0-amd64-DVD-1.iso',
	state: 'downloading',
	size: 4.2 * 1024 ** 3,
	progress: 0.62,
	dlspeed: 3.4 * 1024 ** 2,
	upspeed: 40_000,
	eta: 540,
	ratio: 0.35,
	category: 'linux',
	tags: 'iso, keep',
	content_path: '/ssd/debian',
	added_on: 0,
});

const frame = (width: number): string[] => {
	const layout = layOut(columns, width);
	const marks = {front: '▸  ', isCursor: true};
	const titles = drawTitles(layout, [{name: 'size', descending: true}], glyphs, theme);
	return [titles, drawRow(layout, torrent, marks, theme)].map(line => line.trimEnd());
};

describe('the list', () => {
	it('at 40 columns', () => {
		const [titles, row] = frame(40);
		expect(titles).toMatch(/^ {3}S Name +Done\b/);
		expect(row).toMatch(/^▸ {2}D debian-13\.1\.0-\S+ +62%/);
	});

	it('at 80 columns', () => {
		expect(frame(80)).toEqual([
			'   S Name                                  Size↓ Done   Down     Up  ETA Disk',
			'▸  D debian-13.1.0-amd64-DVD-1.iso          4.2G  62%   3.4M  39.1K   9m ssd',
		]);
	});

	it('at 120 columns', () => {
		expect(frame(120)).toEqual([
			'   State   Name                                        Size↓ Done   Down     Up  ETA Ratio Disk    Category  Note',
			'▸  down    debian-13.1.0-amd64-DVD-1.iso                4.2G  62%   3.4M  39.1K   9m  0.35 ssd     linux',
		]);
	});

	it('at 200 columns', () => {
		expect(frame(200)[1]).toMatch(/██████▏░░░░? +62%.*iso,keep/);
	});

	it('gives up the columns in the order of their importance, and is never too wide', () => {
		let shown = columns.length;
		for (let width = 250; width >= 40; width--) {
			const layout = layOut(columns, width);
			const kept = layout.cells.map(cell => cell.column.keep);
			const gone = columns.map(column => column.keep).filter(keep => !kept.includes(keep));
			expect(Math.max(...kept)).toBeLessThan(Math.min(...gone, 100));
			expect(kept.length).toBeLessThanOrEqual(shown + (width === 99 || width === 159 ? 2 : 0));
			shown = kept.length;
			for (const name of [
				'debian',
				'狂った一頁'.repeat(20),
				'e\u0301'.repeat(300),
				'\x1b[2J\u202e',
			]) {
				const row = drawRow(layout, {...torrent, name}, {front: '   ', isCursor: false}, theme);
				expect(widthOf(row)).toBe(width);
			}
		}
	});

	it('shows the columns that the settings name, and the name in any case', () => {
		const all = torrentColumns({volumes, glyphs});
		const chosen = chooseColumns(all, ['ratio', 'nonsense', 'size'], true);
		expect(chosen.map(({name}) => name)).toEqual(['name', 'ratio', 'size']);
		expect(chooseColumns(all, undefined, false).map(({name}) => name)).not.toContain('disk');
	});
});
