import {describe, expect, it} from 'vitest';
import {startPanes} from '../../source/hooks/panes.ts';
import type {ScreenState} from '../../source/hooks/screen-state.ts';
import {createBindings} from '../../source/views/keys/bindings.ts';
import {readKey} from '../../source/views/keys/key-name.ts';
import {remap} from '../../source/views/keys/remap.ts';
import type {Binding, Scope} from '../../source/views/scene.ts';

const row = (where: Scope, label: string, ...keys: string[]): Binding => ({
	in: where,
	keys,
	label,
	run: () => {},
});

const rows = [
	row('torrents', 'Stop', 'p'),
	row('torrents', 'Remove', 'd'),
	row('torrents', 'A page down', 'pagedown', 'ctrl+f'),
	row('torrents', 'Open', 'l', 'enter'),
	row('log', 'Least level', 'l'),
	row('log', 'Filter the log', '/'),
	row('details files', 'Wanted', 'p'),
	row('everywhere', 'Back', 'escape', 'left'),
	row('everywhere', 'Quit', 'q', 'ctrl+c'),
];

type Where = Pick<ScreenState, 'view' | 'panes'>;
const torrents: Where = {view: 'torrents', panes: startPanes};
const log: Where = {...torrents, view: 'log'};
const labelOf = (remapped: Record<string, string[]>, key: string, where: Where = torrents) =>
	createBindings(remap(rows, remapped)).find(where, key)?.label;
const usual = (key: string, where: Where = torrents) => labelOf({}, key, where);

describe('other keys by the settings', () => {
	it('puts what was on a key on another one, and nothing on the first', () => {
		expect(labelOf({p: ['P']}, 'P')).toBe(usual('p'));
		expect(labelOf({p: ['P']}, 'p')).toBeUndefined();
	});

	it('trades two keys', () => {
		const traded = {p: ['d'], d: ['p']};
		expect(labelOf(traded, 'd')).toBe(usual('p'));
		expect(labelOf(traded, 'p')).toBe(usual('d'));
	});

	it('gives several keys, as people write them', () => {
		const remapped = {PgDn: ['^N', 'Ctrl+J', 'F5']};
		for (const key of ['ctrl+n', 'ctrl+j', 'f5'])
			expect(labelOf(remapped, key)).toBe(usual('pagedown'));
	});

	it('tells the keys of a view by its name', () => {
		expect(labelOf({'log:l': ['L']}, 'L', log)).toBe(usual('l', log));
		expect(labelOf({'log:l': ['L']}, 'l')).toBe(usual('l'));
	});

	it('lets a tab of the details take a key of the list', () => {
		const inFiles: Where = {
			...torrents,
			panes: {...startPanes, focus: 'details', details: {open: true, tab: 'files'}},
		};
		expect(usual('p', inFiles)).toBe('Wanted');
		expect(labelOf({'details files:p': ['w']}, 'p', inFiles)).toBe('Stop');
	});

	it('keeps the ways out', () => {
		expect(labelOf({q: ['Q']}, 'ctrl+c')).toBe(usual('ctrl+c'));
		expect(labelOf({Esc: ['b']}, 'escape')).toBe(usual('escape'));
	});

	it.each([
		[{p: ['d']}, /^d is both “Stop” and “Remove”$/],
		[{p: ['q']}, /^q is both “Stop” and “Quit”$/],
		[{'log:l': ['/']}, /^\/ is both “Least level” and “Filter the log”$/],
		[{p: ['nokey']}, /^“nokey” is no key$/],
		[{'\u00a7': ['p']}, /^no key “\u00a7” is there to be changed$/],
		[{'log:p': ['P']}, /^no key “log:p” is there to be changed$/],
	])('%j is wrong: %s', (remapped, message) => {
		expect(() => remap(rows, remapped as Record<string, string[]>)).toThrow(message);
	});
});

it.each([
	['x', 'x'],
	['D', 'D'],
	['^D', 'ctrl+d'],
	['Ctrl+D', 'ctrl+d'],
	['Space', 'space'],
	['esc', 'escape'],
	['PGUP', 'pageup'],
	['f12', 'f12'],
	['^', '^'],
	['+', '+'],
	['é', 'é'],
	['shift+tab', 'shift+tab'],
	['f13', undefined],
	['nothing', undefined],
	['', undefined],
	[' ', 'space'],
])('the key %j is read as %j', (given, key) => {
	expect(readKey(given)).toBe(key);
});
