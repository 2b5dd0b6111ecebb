import {ask, type MenuItem, menu} from '../../hooks/layers.ts';
import {closeLayer, openLayer} from '../../hooks/screen-state.ts';
import type {Torrent} from '../../qbit/types.ts';
import {verbs} from '../../qbit/verbs.ts';
import type {VolumeSpace} from '../../space/free-space.ts';
import {isWithin, volumeOf} from '../../space/paths.ts';
import {harmless} from '../../terminal/harmless.ts';
import {fit, pad, width as widthOf} from '../../terminal/text.ts';
import {describeTargets, doTo, sizeOf, targets} from '../act.ts';
import {bytes} from '../format.ts';
import type {Scene} from '../scene.ts';
import {firstLyingThere} from './lies-there.ts';
import {askFor, marked, open} from './open.ts';

/** The digits. */
const mostPlaces = 9;
/** Longer ones push on what is told of them. */
const widestPath = 48;

/** Known places by digit, with the space that is left there; m again asks for another. */
export const choosePlace = (scene: Scene): void => {
	const torrents = targets(scene);
	const places = placesOf(scene);
	const title = `Move ${describeTargets(torrents)} to`;
	const column = Math.min(widestPath, Math.max(...places.map(path => widthOf(harmless(path)))));
	const show = (free: ReadonlyMap<string, number>) =>
		menu(title, [
			...places.map((path, i) => {
				const known = free.get(path);
				return placeItem(scene, torrents, {path, letter: String(i + 1), free: known, column});
			}),
			{letter: 'm', label: 'another folder…', run: () => askForPlace(scene, torrents)},
		]);
	const known = new Map(
		places.flatMap((path): Array<[string, number]> => {
			const free = knownFree(scene, path);
			return free === undefined ? [] : [[path, free]];
		}),
	);
	open(scene, show(known));
	void askServer(scene, places, known).then(free => {
		// Only while the menu is still open, and not picked from.
		scene.update(state =>
			state.layer?.kind === 'menu' && state.layer.title === title
				? openLayer(state, {...show(free), index: state.layer.index})
				: state,
		);
	});
};

/** Volumes of the settings first, then where torrents are. */
const placesOf = ({engine}: Scene): string[] => {
	const volumes = engine.space.get().filter(({path}) => path !== '');
	const {torrents} = engine.mirror.store.get().maindata;
	const used = new Set([...torrents.values()].map(torrent => torrent.save_path));
	used.delete('');
	const paths = new Set([...volumes.map(({path}) => path), ...[...used].sort()]);
	return [...paths].slice(0, mostPlaces);
};

const volumeAt = ({engine}: Scene, path: string): VolumeSpace | undefined => {
	const volume = volumeOf(path, engine.volumes);
	return engine.space.get().find(known => known.path === volume?.path && known.path !== '');
};

/** What is free at a path as far as it is known without asking. */
const knownFree = (scene: Scene, path: string): number | undefined => volumeAt(scene, path)?.free;

/** Asks for what is not known; where it can’t be known nothing is said of it. */
const askServer = async (
	{engine}: Scene,
	paths: readonly string[],
	known: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> => {
	const free = new Map(known);
	const asked = paths.map(async path => {
		if (free.has(path)) return;
		const answer = await engine.freeAt(path);
		if (answer !== undefined) free.set(path, answer);
	});
	await Promise.all(asked);
	return free;
};

/** Bytes that would have to be copied: what is on the same volume already is only renamed. */
const bytesTo = (scene: Scene, torrents: readonly Torrent[], path: string): number => {
	const volume = volumeAt(scene, path);
	return sizeOf(
		torrents.filter(({save_path}) =>
			volume === undefined ? save_path !== path : !isWithin(save_path, volume.path),
		),
	);
};

const placeItem = (
	scene: Scene,
	torrents: readonly Torrent[],
	{
		path,
		letter,
		free,
		column,
	}: {
		path: string;
		letter: string;
		free: number | undefined;
		/** Cells of the paths, so that what is free stands below each other. */
		column: number;
	},
): MenuItem => {
	const needed = bytesTo(scene, torrents, path);
	const short = free !== undefined && needed > free ? `; not enough, ${bytes(needed)} needed` : '';
	const isThere = torrents.every(({save_path}) => save_path === path);
	return {
		letter,
		label:
			free === undefined
				? path
				: `${pad(harmless(path), column)}  ${fit(bytes(free), 5, 'right')} free${short}`,
		...marked(torrents, torrent => torrent.save_path === path),
		blocked: isThere ? 'It is there already.' : undefined,
		run: () => moveTo(scene, torrents, path, free),
	};
};

const askForPlace = (scene: Scene, torrents: readonly Torrent[]): void =>
	askFor(scene, `Move ${describeTargets(torrents)} to`, torrents[0]?.save_path ?? '', path => {
		const problem = verbs.setLocation.wrong?.(path);
		if (problem === undefined) void moveChecked(scene, torrents, path);
		return problem;
	});

const moveChecked = async (
	scene: Scene,
	torrents: readonly Torrent[],
	path: string,
): Promise<void> => {
	moveTo(scene, torrents, path, knownFree(scene, path) ?? (await scene.engine.freeAt(path)));
};

/** Where there is too little room the server would fail half-way, and leave files at both places. */
const moveTo = (
	scene: Scene,
	torrents: readonly Torrent[],
	path: string,
	free: number | undefined,
): void => {
	const go = () => void moveUnlessThere(scene, torrents, path);
	const needed = bytesTo(scene, torrents, path);
	if (free === undefined || needed <= free) return go();
	scene.update(closeLayer);
	open(
		scene,
		ask(
			`Only ${bytes(free)} free in ${path}, ${bytes(needed)} needed: the move would fail. Try?`,
			go,
		),
	);
};

/** Nothing of them is to be there: what is would be taken for theirs. */
const moveUnlessThere = async (
	scene: Scene,
	torrents: readonly Torrent[],
	path: string,
): Promise<void> => {
	const go = () => doTo(scene, verbs.setLocation, torrents, path);
	const found = await firstLyingThere(scene.engine.client, torrents, path);
	if (found === undefined) return go();
	open(
		scene,
		ask(
			`${harmless(found)} is there already: it would be taken as it is, and the good one left behind. Move?`,
			go,
			// It comes up by itself: a key that was on its way must not answer it.
			String(torrents.length),
		),
	);
};
