import {describe, expect, it} from 'vitest';
import {createStore} from '../../source/qbit/store.ts';
import {idle, type Orchestrated} from '../../source/space/orchestrator-shape.ts';
import {glyphSet} from '../../source/terminal/glyphs.ts';
import {drawRow, layOut} from '../../source/views/layout.ts';
import {moveOf} from '../../source/views/queue/move-told.ts';
import {chooseColumns} from '../../source/views/torrents/column-choice.ts';
import {torrentColumns} from '../../source/views/torrents/columns.ts';
import {createMoving} from '../../source/views/torrents/moving.ts';
import {torrent} from '../space/planned.ts';
import {busy, heldJob, jobOf, movingJob, pens, plannedOf} from './work.ts';

const volumes = [
	{tag: 'ssd', path: '/ssd'},
	{tag: 'hdd', path: '/hdd'},
];
const [hash = ''] = movingJob.hashes;
const film = {...torrent('Moving film', {state: 'moving'}), hash};

const rowOf = (orchestrated: Orchestrated, width: number, ascii = false): string => {
	const glyphs = glyphSet({ascii});
	const moving = createMoving(createStore(orchestrated), volumes, glyphs);
	const columns = chooseColumns(torrentColumns({volumes, glyphs, moving}), undefined, true);
	return drawRow(layOut(columns, width), film, {front: '   ', isCursor: false}, pens.theme);
};

describe('the row of a torrent that qbtui moves', () => {
	const now = {...idle, ...busy};

	it.each([80, 120, 200])('shows the way and how far it is, and how long, at %i', width => {
		expect(rowOf(now, width)).toMatch(/ 9m .*s→h 41%/);
		expect(rowOf(now, width, true)).toContain('s>h 41%');
	});

	it('tells how fast where there is room', () => {
		expect(rowOf(now, 120)).toMatch(/s→h 41%.* 118M\/s/);
	});

	it('shows the way alone where it can’t be seen how far it is, and else the disk', () => {
		expect(rowOf({...now, progress: new Map()}, 120)).toMatch(/ s→h +films/);
		expect(rowOf(idle, 120)).toMatch(/ ssd +films/);
	});

	it('is drawn anew only when something of it changes', () => {
		const store = createStore(now);
		const moving = createMoving(store, volumes, pens.glyphs);
		const before = moving();
		store.set({...now, ended: []});
		expect(moving()).toBe(before);
		store.set({...now, jobs: []});
		expect(moving()).toBeUndefined();
	});
});

describe('why a torrent is moved, or not, in a sentence', () => {
	it('as its job says', () => {
		const now = {...idle, ...busy};
		expect(moveOf(hash, now)?.text).toBe(
			'moving 41% to /hdd/films, 118 MiB a second, 9 minutes left',
		);
		expect(moveOf(heldJob.hashes[0] ?? '', now)).toMatchObject({
			text: `held: ${heldJob.reason?.text} 2 shows what you can do.`,
			look: 'error',
		});
		const waits = jobOf(5, 'BLOCKED').hashes[0] ?? '';
		expect(moveOf(waits, now)?.text).toMatch(/^queued to move, waits: \/hdd has no room/);
		const ready = jobOf(6, 'READY').hashes[0] ?? '';
		expect(moveOf(ready, now)?.text).toMatch(
			/^queued to move to \/hdd\/films: It waits for its turn/,
		);
	});

	it('as the plan says', () => {
		const [goes, stays] = [torrent('a'), torrent('b', {category: ''})];
		const {orchestrated} = plannedOf([goes, stays]);
		expect(moveOf(goes.hash, orchestrated)?.text).toMatch(
			/^would move for space, as 1 of 1: It goes to \/hdd\/films/,
		);
		expect(moveOf(stays.hash, orchestrated)?.text).toMatch(/^stays: It has no category/);
		const roomy = plannedOf([goes], {}, {ssdFree: 90 * 2 ** 30}).orchestrated;
		expect(moveOf(goes.hash, roomy)?.text).toMatch(
			/^stays: by itself it would move only for space\. There is room: .* M moves it now\.$/,
		);
		expect(moveOf('f'.repeat(40), orchestrated)).toBeUndefined();
		expect(moveOf(goes.hash, idle)).toBeUndefined();
	});
});
