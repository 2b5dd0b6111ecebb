import {expect, test} from 'vitest';
import {createPainter} from '../../source/terminal/painter.ts';
import {createEmulator, type Emulator} from './emulator.ts';
import {createRandom, type Random, randomLine} from './random.ts';

const enter = '\x1b[?1049h\x1b[?7l';

/** What a terminal shows that gets each line whole, and has room for it. */
async function shows(frame: readonly string[], {terminal: {cols, rows}}: Emulator) {
	const roomy = createEmulator(1000, rows);
	for (const [row, line] of frame.slice(0, rows).entries()) {
		await roomy.write(`\x1b[${row + 1}H\x1b[m${line}`);
	}

	return roomy.cells(cols);
}

function changed(random: Random, frame: readonly string[], columns: number): string[] {
	const next = [...frame];
	const kinds = ['row', 'row', 'cells', 'scroll', 'scroll part', 'all', 'shorter'] as const;
	const kind = random.pick(kinds);
	const row = random.below(frame.length);
	const count = 1 + random.below(3);
	const fresh = Array.from({length: count}, () => randomLine(random, columns));
	if (kind === 'row') {
		next[row] = fresh[0] ?? '';
	} else if (kind === 'cells') {
		next[row] = (next[row] ?? '').replace(/[a-z]/, 'Q').replace(/[0-9]/, '7');
	} else if (kind === 'scroll') {
		next.splice(0, count);
		next.push(...fresh);
	} else if (kind === 'scroll part') {
		next.splice(row, 0, ...fresh);
		next.splice(Math.min(next.length - count, row + 3 + random.below(20)), count);
	} else if (kind === 'all') {
		return next.map(() => randomLine(random, columns));
	} else {
		next[row] = '';
	}

	return next;
}

test.for([1, 2, 3, 4, 5, 6])('any frames in a row are on the screen, seed %i', async seed => {
	const random = createRandom(seed);
	let size = {columns: 40, rows: 12};
	const emulator = createEmulator(size.columns, size.rows);
	const painter = createPainter();
	let frame = Array.from({length: 14}, () => randomLine(random, size.columns));
	await emulator.write(enter);
	for (let step = 0; step < 60; step++) {
		if (random.below(10) === 0) {
			size = {columns: 10 + random.below(60), rows: 3 + random.below(12)};
			emulator.terminal.resize(size.columns, size.rows);
		}

		frame = changed(random, frame, size.columns);
		await emulator.write(painter.paint(frame, size));
		expect(emulator.cells(), `step ${step}`).toEqual(await shows(frame, emulator));
	}
});
