import {type LogChoice, moveInLog} from '../../hooks/log-position.ts';
import {logFrame} from '../log/lines.ts';
import type {Binding, Scene} from '../scene.ts';
import {choiceIn, chooseIn} from './list-keys.ts';
import {insideOf} from './seen.ts';

const change =
	(next: (log: LogChoice, scene: Scene) => LogChoice): Binding['run'] =>
	scene =>
		chooseIn(scene, tabs => ({...tabs, log: next(tabs.log, scene)}));

const heightIn = (scene: Scene): number =>
	logFrame(choiceIn(scene).log, scene.details.log.get(), insideOf(scene.areas)).height;

const noLines = ({details}: Scene): string | undefined =>
	details.log.get().length === 0 ? 'There are no lines.' : undefined;

const row = (
	keys: readonly string[],
	label: string,
	step: (height: number) => number,
): Binding => ({
	in: 'details log',
	keys,
	label,
	blocked: noLines,
	run: change((log, scene) => {
		const height = heightIn(scene);
		const rows = scene.details.log.get();
		return {...log, position: moveInLog(log.position, rows, height, step(height))};
	}),
});

/** TABLE: the keys of the lines that name a torrent. */
export const logOfKeys: readonly Binding[] = [
	row(['j', 'down'], 'Next line of the torrent’s log', () => 1),
	row(['k', 'up'], 'Line of the torrent’s log before', () => -1),
	row(['g', 'home'], 'Oldest line of the torrent’s log', () => -Infinity),
	{
		...row(['G', 'end'], 'Newest line of the torrent’s log; follows', () => Infinity),
		hint: 'follow',
	},
	row(['ctrl+d'], 'Half a page of its log down', height => Math.max(1, height >> 1)),
	row(['ctrl+u'], 'Half a page of its log up', height => -Math.max(1, height >> 1)),
	row(['pagedown', 'ctrl+f'], 'A page of its log down', height => Math.max(1, height - 1)),
	row(['pageup', 'ctrl+b'], 'A page of its log up', height => -Math.max(1, height - 1)),
	{
		in: 'details log',
		keys: ['enter', 'l', 'right'],
		label: 'The whole text of the line of its log; again to close',
		hint: 'whole line',
		blocked: noLines,
		run: change(log => ({...log, whole: !log.whole})),
	},
];
