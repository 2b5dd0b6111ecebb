import {type LogChoice, moveInLog} from '../../hooks/log-position.ts';
import {openFilter} from '../../hooks/screen-state.ts';
import type {Binding, Scene} from '../scene.ts';
import {nextLevel} from './lines.ts';

const change =
	(next: (log: LogChoice, scene: Scene) => LogChoice): Binding['run'] =>
	scene =>
		scene.update(state => ({...state, log: next(state.log, scene)}));

const move = (step: (height: number) => number): Binding['run'] =>
	change((log, {log: {rows, height}}) => ({
		...log,
		position: moveInLog(log.position, rows, height, step(height)),
	}));

const page = (height: number): number => Math.max(1, height - 1);
const half = (height: number): number => Math.max(1, height >> 1);

const noLines = ({log}: Scene): string | undefined =>
	log.rows.length === 0 ? 'There are no lines.' : undefined;

const row = (
	keys: readonly string[],
	label: string,
	step: (height: number) => number,
): Binding => ({
	in: 'log',
	keys,
	label,
	blocked: noLines,
	run: move(step),
});

/** TABLE: the keys of the log. */
export const logKeys: readonly Binding[] = [
	row(['j', 'down'], 'Next line', () => 1),
	row(['k', 'up'], 'Line before', () => -1),
	row(['g', 'home'], 'Oldest line', () => -Infinity),
	{...row(['G', 'end'], 'Newest line; follows what comes', () => Infinity), hint: 'follow'},
	row(['ctrl+d'], 'Half a page of the log down', half),
	row(['ctrl+u'], 'Half a page of the log up', height => -half(height)),
	row(['pagedown', 'ctrl+f'], 'A page of the log down', page),
	row(['pageup', 'ctrl+b'], 'A page of the log up', height => -page(height)),
	{
		in: 'log',
		keys: ['/'],
		label: 'Filter the log while you type',
		hint: 'filter',
		run: ({update}) => update(openFilter),
	},
	{
		in: 'log',
		keys: ['l'],
		label: 'Lowest level shown: normal, info, warning, critical',
		hint: 'level',
		run: change(log => ({...log, least: nextLevel(log.least)})),
	},
	{
		in: 'log',
		keys: ['enter', 'right'],
		label: 'The whole text of the line; again to close',
		hint: 'whole line',
		blocked: noLines,
		run: change(log => ({...log, whole: !log.whole})),
	},
];
