import {expect, it} from 'vitest';
import {copyLines} from '../../source/views/copy-lines.ts';

const copied = (texts: readonly string[]): string[] => {
	const taken: string[] = [];
	const copy = (text: string): boolean => taken.push(text) > 0;
	copyLines(
		{copy, update: () => undefined, engine: {events: {note: () => undefined}}},
		'2 names',
		texts,
	);
	return taken;
};

it('copies one line a text, whatever is in a foreign name', () => {
	expect(copied(['A film', 'b\nrm -rf ~\n', '\u001b[201~c'])).toEqual([
		'A film\nb rm -rf ~ \n [201~c',
	]);
});
