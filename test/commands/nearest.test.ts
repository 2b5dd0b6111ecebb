import {expect, it} from 'vitest';
import {parseArguments} from '../../source/arguments.ts';
import {UsageError} from '../../source/commands/failure.ts';
import {didYouMean} from '../../source/commands/nearest.ts';

const names = ['list', 'add', 'outbox', 'create', 'tags', 'space', 'queue', 'state', 'watch'];

it.each([
	['lits', 'list'],
	['lst', 'list'],
	['tag', 'tags'],
	['queeu', 'queue'],
	['craete', 'create'],
	['stat', 'state'],
])('%s was to be %s', (given, meant) => {
	expect(didYouMean(given, names)).toEqual([`Did you mean ${meant}?`]);
});

it.each(['remove', 'x', 'a', 'frobnicate', ''])('%j was to be nothing that there is', given => {
	expect(didYouMean(given, names)).toEqual([]);
});

const adviceOf = (...argv: string[]): readonly string[] => {
	try {
		parseArguments(argv);
	} catch (error) {
		if (error instanceof UsageError) return error.advice;
	}
	return [];
};

it('a flag with a slip, and one that is a setting', () => {
	expect(adviceOf('list', '--read-onyl')[0]).toBe('Did you mean --read-only?');
	expect(adviceOf('list', '--password', 'hunter2')[0]).toBe(
		'It is a setting: QBTUI_PASSWORD, or password in the config file.',
	);
	expect(adviceOf('list', '--sort=size')[0]).toMatch(/^It is a setting: QBTUI_SORT/);
	expect(adviceOf('list', '--frobnicate')).toEqual(['qbtui --help shows what there is.']);
});
