import {expect, test} from 'vitest';
import {applySgr, changePen} from '../../source/terminal/pens.ts';
import {createRandom} from './random.ts';

const parameters = [
	...['', '0', '1', '2', '3', '4', '7', '9', '22', '23', '24', '27', '29', '31', '39', '44', '49'],
	...['97', '100', '1;2', '38;5;208', '48;2;1;2;3', '38:2::1:2:3', '4:3', '21', '0;1;31;42'],
];

test('from any look to any other, by its own SGR', () => {
	const random = createRandom(1);
	const anyPen = () => {
		const steps = Array.from({length: random.below(5)}, () => random.pick(parameters));
		return steps.reduce(applySgr, 0);
	};
	for (let round = 0; round < 5000; round++) {
		const [from, to] = [anyPen(), anyPen()];
		const sgr = changePen(from, to);
		const [, changed] = /^\x1b\[([\d:;]*)m$/.exec(sgr) ?? [];
		expect(changed === undefined ? from : applySgr(from, changed), `${from} to ${to}`).toBe(to);
	}
});

test.for([
	['1;2', '2', ';2'],
	['1;2;38;5;208', '2;38;5;208', '22;2'],
	['31', '', ''],
	['', '1;31', '1;31'],
	['1;31', '1;32', '32'],
	['1;38;5;208', '38;5;208', '22'],
	['1;3;4;7;31;42', '1', ';1'],
	['4:3', '4', undefined],
	['5;8', '', undefined],
] as const)('from %j to %j by %j', ([from, to, sgr]) => {
	const [before, after] = [applySgr(0, from), applySgr(0, to)];
	expect(changePen(before, after)).toBe(sgr === undefined ? '' : `\x1b[${sgr}m`);
});
