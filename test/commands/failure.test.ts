import {expect, it} from 'vitest';
import {failureOf, UsageError} from '../../source/commands/failure.ts';
import {type ErrorCode, QbitError} from '../../source/qbit/errors.ts';
import {ConfigError} from '../../source/settings/config.ts';

/** Part of the contract with scripts. */
const exits: Readonly<Record<ErrorCode, number>> = {
	Unreachable: 3,
	TlsRefused: 3,
	LoginRefused: 4,
	Banned: 4,
	HostRefused: 4,
	SessionLost: 4,
	Forbidden: 4,
	NotFound: 1,
	Conflict: 1,
	Unsupported: 1,
	BadReply: 1,
};

const codes = new Map<string, number>(Object.entries(exits));

it.each([...codes.keys()].filter((code): code is ErrorCode => code in exits))(
	'%s has its exit code',
	code => {
		const failure = failureOf(new QbitError(code, 'A sentence.'));
		expect(failure).toMatchObject({code, message: 'A sentence.', exit: codes.get(code)});
	},
);

it('what is not qBittorrent at all means that it can’t be reached', () => {
	const error = new QbitError('BadReply', 'A sentence.', {isElsewhere: true});
	const advice = expect.arrayContaining([expect.stringContaining('qbtui doctor')]);
	expect(failureOf(error)).toMatchObject({code: 'BadReply', exit: 3, advice});
});

it.each([
	['Usage', new UsageError('No such flag.'), 2],
	['Config', new ConfigError('No such setting.'), 2],
	['Failed', new TypeError('Oh.'), 1],
	['Failed', 'a text', 1],
])('%s: %s → %d', (code, error, exit) => {
	expect(failureOf(error)).toMatchObject({code, exit});
});

it('of a command, its own help is what tells more', () => {
	const advised = (error: Error) => failureOf(error, 'queue').advice;
	expect(advised(new UsageError('No such word.'))).toEqual([
		'qbtui queue --help shows what there is.',
	]);
	expect(advised(new UsageError('No such word.', ['Say another.']))).toEqual(['Say another.']);
});

it('advice goes along', () => {
	expect(failureOf(new QbitError('Banned', 'x')).advice.length).toBeGreaterThan(0);
	expect(failureOf(new QbitError('Banned', 'x', {advice: ['y']})).advice).toEqual([
		'y',
		expect.stringContaining('qbtui doctor'),
	]);
	expect(failureOf(new QbitError('Conflict', 'x', {advice: ['y']})).advice).toEqual(['y']);
});
