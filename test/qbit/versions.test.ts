import {expect, it} from 'vitest';
import {compareVersions} from '../../source/qbit/endpoints.ts';

it.each([
	['2.8.19', '2.11.4'],
	['2.11.4', '2.15.2'],
	['2.9', '2.9.1'],
	['2.9.9', '2.10'],
	['1.99', '2'],
	['v4.5.2', 'v5.1.0'],
])('%s comes before %s', (older, newer) => {
	expect(Math.sign(compareVersions(older, newer))).toBe(-1);
	expect(Math.sign(compareVersions(newer, older))).toBe(1);
});

it.each([
	['2.16', '2.16.0'],
	['v5.3.0', '5.3.0'],
	['2.11.4', '2.11.4'],
])('%s is %s', (a, b) => {
	expect(compareVersions(a, b)).toBe(0);
});
