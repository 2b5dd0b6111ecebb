import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {beforeAll, expect, test} from 'vitest';
import {Output} from '../../source/terminal/ink-output.ts';
import {sanitizeAnsi, stringWidth} from '../../source/terminal/ink-text.ts';
import {createEmulator} from './emulator.ts';
import {createRandom, type Random, randomLine, simpleLooks} from './random.ts';

type Rival = new (size: {width: number; height: number}) => Output;
let InkOutput: Rival;

beforeAll(async () => {
	// Ink doesn't export it.
	const file = path.resolve(import.meta.dirname, '../../node_modules/ink/build/output.js');
	({default: InkOutput} = await import(pathToFileURL(file).href));
});

const size = {width: 50, height: 12};

async function shown({output, height}: {output: string; height: number}): Promise<string[]> {
	expect(height).toBe(size.height);
	const emulator = createEmulator(300, size.height);
	await emulator.write('\x1b[?7l');
	for (const [row, line] of output.split('\n').entries()) {
		await emulator.write(`\x1b[${row + 1}H${line}\x1b[m`);
	}

	return emulator.cells();
}

function randomText(random: Random): string {
	const lines = Array.from({length: 1 + random.below(4)}, () =>
		randomLine(random, 30, simpleLooks),
	);
	return lines.join('\n');
}

/** The same calls on both. */
function fill(outputs: readonly Output[], random: Random): void {
	const all = (call: (output: Output) => void) => outputs.forEach(call);
	let open = 0;
	for (let step = 0; step < 3 + random.below(12); step++) {
		const kind = random.below(6);
		if (kind === 0) {
			const [x1, y1] = [random.below(30), random.below(8)];
			const clip = {x1, x2: x1 + random.below(30), y1, y2: y1 + random.below(6)};
			const only = random.pick([clip, {x1, x2: clip.x2}, {y1, y2: clip.y2}]);
			all(output => output.clip(only));
			open++;
		} else if (kind === 1 && open > 0) {
			all(output => output.unclip());
			open--;
		} else {
			const [x, y, text] = [random.below(40), random.below(14), randomText(random)];
			const transformers = random.below(4)
				? []
				: [(line: string) => line.toUpperCase().toLowerCase()];
			all(output => output.write(x, y, text, {transformers}));
		}
	}
}

test.for([1, 2, 3, 4])('draws what the output stage of Ink draws, seed %i', async seed => {
	const random = createRandom(seed);
	for (let round = 0; round < 40; round++) {
		const [ours, theirs] = [new Output(size), new InkOutput(size)];
		fill([ours, theirs], random);
		expect(await shown(ours.get()), `round ${round}`).toEqual(await shown(theirs.get()));
	}
});

test('an inner clip lets nothing out of the outer one', () => {
	const output = new Output({width: 20, height: 3});
	output.clip({x1: 5, x2: 15, y1: 1, y2: 2});
	output.clip({x1: 0, x2: 10, y1: 0, y2: 3});
	output.write(0, 0, '0123456789abcdef\n0123456789abcdef', {transformers: []});
	expect(output.get().output).toBe('\n     56789\n');
});

test('a row with one text stays the string it was', () => {
	const output = new Output({width: 20, height: 2});
	const text = '\x1b[1;31mab\x1b[22;39m  漢';
	output.write(3, 0, text, {transformers: []});
	output.write(0, 1, 'left', {transformers: []});
	output.write(10, 1, 'right ', {transformers: []});
	expect(output.get()).toEqual({output: `   ${text}\nleft      right`, height: 2});
});

test.for([
	['plain', 'plain'],
	['a\x1b[31mb\x1b[m\nc', 'a\x1b[31mb\x1b[m\nc'],
	['a\x1b[2Jb\x1b]52;c;eA==\x07c\x1bcd\x07\te\x9bf', 'abcd ef'],
])('sanitised for Ink: %j', ([text = '', safe]) => {
	expect(sanitizeAnsi(text)).toBe(safe);
});

test.for([
	['abc', 3],
	['\x1b[31m漢字\x1b[39m  ', 6],
	['e\u0301', 1],
	['', 0],
] as const)('%j has %i cells', ([text, cells]) => {
	expect(stringWidth(text)).toBe(cells);
});
