import {describe, expect, it} from 'vitest';
import {isWithin, toHere, volumeOf} from '../../source/space/paths.ts';

describe('a folder holds', () => {
	it.each([
		['/downloads/ssd', '/downloads/ssd', true],
		['/downloads/ssd/', '/downloads/ssd', true],
		['/downloads/ssd/x/y', '/downloads/ssd', true],
		['/downloads/ssd2', '/downloads/ssd', false],
		['/downloads/ssd2/x', '/downloads/ssd', false],
		['/downloads/ss', '/downloads/ssd', false],
		['/downloads', '/downloads/ssd', false],
		['/mnt/downloads/ssd', '/downloads/ssd', false],
		['/Downloads/ssd/x', '/downloads/ssd', false],
		['/x', '/', true],
		['/', '/', true],
		['x', '/', false],
		['D:\\ssd\\x', 'D:\\ssd', true],
		['D:\\ssd2\\x', 'D:\\ssd', false],
		['/été/x', '/été', true],
	])('%s: %s → %s', (path, folder, expected) => {
		expect(isWithin(path, folder)).toBe(expected);
	});
});

describe('the volume of a path is the one with the longest folder', () => {
	const volumes = [
		{tag: 'all', path: '/'},
		{tag: 'hdd', path: '/downloads'},
		{tag: 'ssd', path: '/downloads/ssd'},
	];
	it.each([
		['/downloads/ssd/x', 'ssd'],
		['/downloads/ssd', 'ssd'],
		['/downloads/ssd2/x', 'hdd'],
		['/downloads', 'hdd'],
		['/elsewhere', 'all'],
		['relative', undefined],
	])('%s → %s', (path, tag) => {
		expect(volumeOf(path, volumes)?.tag).toBe(tag);
		expect(volumeOf(path, [...volumes].reverse())?.tag).toBe(tag);
	});
});

describe('a path of the server on this machine', () => {
	const map = [
		['/', '/mnt/nas'],
		['/downloads', '/mnt/tank/downloads'],
		['/downloads/ssd', '/'],
	] as const;
	it.each([
		['/downloads/a/b', '/mnt/tank/downloads/a/b'],
		['/downloads', '/mnt/tank/downloads'],
		['/downloads2/a', '/mnt/nas/downloads2/a'],
		['/downloads/ssd/a', '/a'],
		['/downloads/ssd', '/'],
		['/var', '/mnt/nas/var'],
	])('%s → %s', (path, here) => {
		expect(toHere(path, map)).toBe(here);
		expect(toHere(path, [...map].reverse())).toBe(here);
	});

	it('is not known when no pair holds it', () => {
		expect(toHere('/var/x', [['/downloads', '/mnt']])).toBeUndefined();
		expect(toHere('/downloads', [])).toBeUndefined();
	});
});
