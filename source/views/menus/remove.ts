import {ask} from '../../hooks/layers.ts';
import {say} from '../../hooks/screen-state.ts';
import {messageOf} from '../../qbit/message.ts';
import type {Torrent} from '../../qbit/types.ts';
import {verbs} from '../../qbit/verbs.ts';
import {sharersOf} from '../../space/share-files.ts';
import {describeTargets, doTo, sizeOf, targets} from '../act.ts';
import {tell} from '../doing.ts';
import {count, plural} from '../format.ts';
import type {Scene} from '../scene.ts';
import {open} from './open.ts';

const manyTorrents = 10;
const muchData = 2 ** 40;

export const removeWith =
	(deleteFiles: boolean) =>
	(scene: Scene): void => {
		const torrents = targets(scene);
		const files = deleteFiles
			? `AND DELETE THE FILES${sharedWith(scene, torrents)}`
			: '(files stay)';
		const remove = (way = ''): void => doTo(scene, verbs.remove, torrents, {deleteFiles}, way);
		const saves = wantsSnapshot(scene, torrents);
		open(
			scene,
			ask(
				`Remove ${describeTargets(torrents)} ${files}?`,
				saves ? () => void saveFirst(scene, torrents, remove) : remove,
				typedFor(torrents),
				saves ? 'a snapshot is saved first; z can’t take it back' : 'z can’t take it back',
			),
		);
	};

/** Of torrents that stay, too: they would be without. */
const sharedWith = ({engine}: Scene, torrents: readonly Torrent[]): string => {
	const all = engine.mirror.store.get().maindata.torrents;
	const others = sharersOf(torrents, all.values()).length;
	if (others === 0) return '';
	return `, which ${plural(others, 'other')} ${others === 1 ? 'uses' : 'use'}`;
};

const typedFor = (torrents: readonly Torrent[]): string | undefined =>
	torrents.length > manyTorrents || sizeOf(torrents) > muchData
		? String(torrents.length)
		: undefined;

const wantsSnapshot = ({work}: Scene, torrents: readonly Torrent[]): boolean => {
	const {leastRemoved} = work.saved;
	return leastRemoved > 0 && torrents.length >= leastRemoved;
};

const saidFirst = 'Saving a snapshot first';

/** In place of itself only: what else is said meanwhile is not covered. */
const progress = ({update}: Scene): ((done: number, all: number) => void) => {
	const tellHow = (text: string): void =>
		update(state =>
			state.notice === undefined || state.notice.text.startsWith(saidFirst)
				? say(state, text, 'good')
				: state,
		);
	tellHow(`${saidFirst} …`);
	return (done, all) => tellHow(`${saidFirst}: ${count(done)} of ${count(all)} .torrent files …`);
};

/** Nothing is removed before it is on disk what was; or when someone says so, knowing that it is not. */
const saveFirst = async (
	scene: Scene,
	torrents: readonly Torrent[],
	remove: (way?: string) => void,
): Promise<void> => {
	try {
		const hashes = new Set(torrents.map(({hash}) => hash));
		const {path} = await scene.saved.saveBeforeRemoval(hashes, progress(scene));
		tell(scene, {text: `Saved ${path}`, look: 'good'});
		remove('   7 adds them again, from the snapshot');
	} catch (error) {
		open(
			scene,
			ask(
				`No snapshot could be saved: ${messageOf(error)} Remove ${describeTargets(torrents)} all the same?`,
				remove,
				// It comes up by itself: a key that was on its way must not answer it.
				String(torrents.length),
			),
		);
	}
};
