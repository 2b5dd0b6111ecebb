import {describe, expect, it} from 'vitest';
import {diffSnapshots} from '../../source/snapshot/diff.ts';
import type {Listed} from '../../source/snapshot/files.ts';
import {planRestore} from '../../source/snapshot/plan.ts';
import {width as widthOf} from '../../source/terminal/text.ts';
import {drawList} from '../../source/views/lists/frame.ts';
import {nothingSaved, type Saved} from '../../source/views/state/live-saved.ts';
import {stateView} from '../../source/views/state/state.ts';
import {hash, snapshotOf} from '../snapshot/a-snapshot.ts';
import {choice, pens, workOf} from './work.ts';

const before = snapshotOf([
	{name: 'Gone \u001b[2J film', category: 'films'},
	{name: 'Moved', save_path: '/ssd'},
	...Array.from({length: 150}, (_, i) => ({hash: hash(100 + i), name: `Other ${i}`})),
]);
const now = snapshotOf([{hash: hash(2), name: 'Moved', save_path: '/hdd'}]);

const listed: Listed[] = [
	{name: 'a.json', path: '/s/a.json', bytes: 4e6, head: before},
	{name: 'b.json', path: '/s/b.json', bytes: 12, problem: 'b.json is cut off.'},
];
const saved: Saved = {
	...{...nothingSaved, folder: '/s', listed},
	looked: {
		...{path: '/s/a.json', state: 'read', opened: {path: '/s/a.json', snapshot: before}},
		...{diff: diffSnapshots(before, now), plan: planRestore(before, now, new Set())},
	},
};

const draw = (of: Saved, size = {width: 100, height: 30}, more = {}): string[] =>
	drawList(stateView, workOf({}, {saved: of}), {...choice, ...more}, size, pens);

describe('the snapshots', () => {
	it('say what is missing and what changed since, and how to put it back', () => {
		const text = draw(saved, {width: 100, height: 60}, {whole: true}).join('\n');
		expect(text).toMatch(
			/to restore 151 torrents are missing, 151 of them without a \.torrent file\. r puts back/,
		);
		expect(text).toMatch(/since then 151 went, 0 came, 1 moved, 0 changed/);
		expect(text).toMatch(/went +Gone .*film/);
		expect(text).not.toContain('\u001b');
		const all = draw(saved, {width: 100, height: 200}, {whole: true}).join('\n');
		expect(all).toMatch(/and 51 others: qbtui state diff shows all/);
		expect(all).toMatch(/moved +Moved: save_path \/ssd → \/hdd/);
	});

	it('say why one can’t be read, and what is done just now', () => {
		const text = draw({...saved, doing: 'Putting back: 50 of 151 …'}, undefined, {
			position: {...choice.position, cursor: '/s/b.json', chosen: true},
		}).join('\n');
		expect(text).toMatch(/problem +b\.json is cut off\./);
		expect(text).toMatch(/Putting back: 50 of 151/);
		expect(draw({...nothingSaved, listed: []}).join('\n')).toMatch(
			/There is no snapshot yet\. s saves/,
		);
	});

	it.each([
		[40, 6],
		[80, 19],
		[120, 35],
		[200, 45],
	])('are exactly as high and at most as wide as their room at %ix%i', (width, height) => {
		for (const whole of [false, true]) {
			const lines = draw(saved, {width, height}, {whole});
			expect(lines).toHaveLength(height);
			expect(Math.max(...lines.map(line => widthOf(line)))).toBeLessThanOrEqual(width);
		}
	});
});
