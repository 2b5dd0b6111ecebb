import {type MenuItem, menu, prompt} from '../../hooks/layers.ts';
import {type Layer, openLayer} from '../../hooks/screen-state.ts';
import type {Torrent} from '../../qbit/types.ts';
import {describeTargets, targets} from '../act.ts';
import type {Binding, Scene} from '../scene.ts';

export const open = (scene: Pick<Scene, 'update'>, layer: Layer): void =>
	scene.update(state => openLayer(state, layer));

/** A line to be typed; `accept` takes it, or says why it can’t. */
export const askFor = (
	scene: Scene,
	label: string,
	text: string,
	accept: (text: string) => string | undefined,
): void => open(scene, prompt(label, text, accept));

export const marked = (
	torrents: readonly Torrent[],
	isSo: (torrent: Torrent) => boolean,
): Pick<MenuItem, 'mark'> => markFor(torrents.filter(isSo).length, torrents.length);

/** Of what `some` of them have. */
export const markFor = (some: number, all: number): Pick<MenuItem, 'mark'> =>
	some === 0 ? {} : {mark: some === all ? 'all' : 'some'};

/** How many torrents have each value: counted once, as there may be a hundred thousand. */
export const countsOf = (
	torrents: Iterable<Torrent>,
	valuesOf: (torrent: Torrent) => Iterable<string>,
): ReadonlyMap<string, number> => {
	const counts = new Map<string, number>();
	for (const torrent of torrents) {
		for (const value of valuesOf(torrent)) counts.set(value, (counts.get(value) ?? 0) + 1);
	}
	return counts;
};

/** A key that opens a menu over the torrents; what is in it is found by name in `x` and `:`, too. */
export const opens = (
	name: string,
	items: (scene: Scene, torrents: readonly Torrent[]) => readonly MenuItem[],
	titleOf = (torrents: readonly Torrent[]) => `${name} of ${describeTargets(torrents)}`,
): Pick<Binding, 'run' | 'menu'> => ({
	menu: {name, items: scene => items(scene, targets(scene))},
	run: scene => {
		const torrents = targets(scene);
		open(scene, menu(titleOf(torrents), items(scene, torrents)));
	},
});
