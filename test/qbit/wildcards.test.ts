import {expect, it} from 'vitest';
import {likeWildcards} from '../../source/qbit/wildcards.ts';

it.each([
	['linux', 'Linux', true],
	['linux', 'linux/server', false],
	['lin*', 'linux', true],
	['lin*', 'lin', true],
	['*ux', 'LINUX', true],
	['*ux', 'ux-lin', false],
	['*in*', 'linux', true],
	['a*b*c', 'a1b2c', true],
	['a*b*c', 'acb', false],
	// What stands at the end is not found twice.
	['ab*b', 'ab', false],
	['*a*a', 'a', false],
	['*a*a', 'aa', true],
	['**', '', true],
	['', '', true],
	['', 'x', false],
	['tr.cker*', 'tracker.example', false],
	['a*z', 'a\nz', true],
])('%s and %s: %s', (pattern, text, isLike) => {
	expect(likeWildcards(pattern)(text)).toBe(isLike);
});

it('takes no longer for a text that almost fits', () => {
	const start = performance.now();
	expect(likeWildcards('*a*a*a*a*a*a*a*b')('a'.repeat(5000))).toBe(false);
	expect(performance.now() - start).toBeLessThan(1000);
});
