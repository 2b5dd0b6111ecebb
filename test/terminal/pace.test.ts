import {beforeEach, expect, it} from 'vitest';
import {createPace, type Pace} from '../../source/terminal/pace.ts';

let at = 0;
let pace: Pace;
beforeEach(() => {
	at = 0;
	pace = createPace(() => at);
});

const question = '\x1b[5n';

it('asks after some bytes, and not before as many more are sent', () => {
	expect(pace.sent(500)).toBe('');
	expect(pace.sent(12)).toBe(question);
	expect(pace.sent(511)).toBe('');
	expect(pace.sent(1)).toBe(question);
});

it('a terminal that never answers is never waited for, and owes nothing after a second', () => {
	for (let i = 0; i < 100; i++) pace.sent(1000);
	expect(pace.wait()).toBe(0);
	// It may only not have come to it: a shell would get what it says then.
	at = 999;
	expect(pace.owed()).toBe(100);
	at = 1000;
	expect(pace.owed()).toBe(0);
});

it('draws little ahead of one that answers', () => {
	pace.sent(600);
	pace.answered();
	expect(pace.wait()).toBe(0);
	pace.sent(600);
	pace.sent(600);
	pace.sent(600);
	expect(pace.wait()).toBe(0);
	pace.sent(600);
	expect(pace.wait()).toBe(5000);
	expect(pace.owed()).toBe(4);
	pace.answered();
	expect(pace.wait()).toBe(0);
});

it('goes on when an answer got lost', () => {
	pace.sent(600);
	pace.answered();
	pace.sent(9000);
	at = 4999;
	expect(pace.wait()).toBe(1);
	at = 5000;
	expect(pace.wait()).toBe(0);
	expect(pace.owed()).toBe(0);
	pace.sent(100);
	expect(pace.wait()).toBe(0);
});
