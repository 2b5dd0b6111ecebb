import {expect, it} from 'vitest';
import {bytes, count, date, percent, plural, span, speed} from '../../source/views/format.ts';

const G = 1024 ** 3;

it.each([
	[0, '0B'],
	[999, '999B'],
	[1000, '1.0K'],
	[1024, '1.0K'],
	[9.95 * 1024, '10K'],
	[999.4 * 1024, '999K'],
	[999.5 * 1024, '1.0M'],
	[5.83 * G, '5.8G'],
	[212 * G, '212G'],
	[3 * 1024 * G, '3.0T'],
	[1024 ** 6, '1.0E'],
	[-1, '?'],
	[Number.NaN, '?'],
])('%d bytes are %s', (value, text) => {
	expect(bytes(value)).toBe(text);
	expect(text.length).toBeLessThanOrEqual(4);
});

it.each([
	[0, '-'],
	[-5, '-'],
	[1, '0.1K'],
	[2048, '2.0K'],
	[102_350, '100K'],
	[11.24 * 1024 ** 2, '11.2M'],
	[1023.9 * 1024, '1.0M'],
])('%d bytes a second are %s', (value, text) => {
	expect(speed(value)).toBe(text);
});

it.each([
	[0, '0%'],
	[0.6249, '62%'],
	[0.99999, '99%'],
	[1, '100'],
	[1.2, '100'],
	[-1, '0%'],
	[Number.NaN, '0%'],
])('a fraction of %d is %s', (value, text) => {
	expect(percent(value)).toBe(text);
});

it.each([
	[0, '0s'],
	[59, '59s'],
	[60, '1m'],
	[7199, '1h'],
	[86_400, '1d'],
	[13 * 86_400, '1w'],
	[400 * 86_400, '1y'],
	[-1, '-'],
])('%d seconds are %s', (value, text) => {
	expect(span(value)).toBe(text);
});

it('what servers write for "not yet" is no date', () => {
	expect([0, -1, 4_294_967_295].map(date)).toEqual(['', '', '']);
	expect(date(1_700_000_000)).toMatch(/^2023-11-1[45] \d\d:\d\d$/);
});

it('numbers of things', () => {
	expect([0, 999, 1000, 1_234_567].map(count)).toEqual(['0', '999', '1,000', '1,234,567']);
	expect([plural(1, 'torrent'), plural(1842, 'torrent')]).toEqual(['1 torrent', '1,842 torrents']);
});
