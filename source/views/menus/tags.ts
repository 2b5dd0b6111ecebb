import {ask, type MenuItem, menu} from '../../hooks/layers.ts';
import {createTags, deleteTags} from '../../qbit/server-verbs.ts';
import {step, tagsOf} from '../../qbit/step.ts';
import type {Torrent} from '../../qbit/types.ts';
import {runSteps} from '../../qbit/undoable.ts';
import {verbs} from '../../qbit/verbs.ts';
import {describeTargets, doTo, doToServer, targets} from '../act.ts';
import {controlsOf} from '../doing.ts';
import {plural} from '../format.ts';
import type {Scene} from '../scene.ts';
import {askFor, countsOf, markFor, open} from './open.ts';

const allTags = ({engine}: Scene): string[] => [...engine.mirror.store.get().maindata.tags].sort();

/** Picking a tag that all have takes it away; one that some or none have is given to all. */
export const chooseTags = (scene: Scene): void => {
	const torrents = targets(scene);
	const counts = countsOf(torrents, tagsOf);
	const item = (tag: string): MenuItem => {
		const {mark} = markFor(counts.get(tag) ?? 0, torrents.length);
		return {
			label: tag,
			...(mark && {mark}),
			run: () => doTo(scene, mark === 'all' ? verbs.removeTags : verbs.addTags, torrents, [tag]),
		};
	};
	open(
		scene,
		menu(
			`Tags of ${describeTargets(torrents)}`,
			[...allTags(scene).map(item), ...tagItems(scene)],
			tag => ({...item(tag), label: `create ${tag}`}),
		),
	);
};

/** What can be done to the tags themselves. */
export const tagItems = (scene: Scene): MenuItem[] => {
	const none = allTags(scene).length === 0 ? 'The server has no tags.' : undefined;
	return [
		{label: 'new one, given to none…', run: () => askForNew(scene)},
		{label: 'delete one from the server…', blocked: none, run: () => chooseDeletion(scene)},
	];
};

const askForNew = (scene: Scene): void =>
	askFor(scene, 'New tags (with commas between)', '', text => {
		const tags = text
			.split(',')
			.map(tag => tag.trim())
			.filter(tag => tag !== '');
		if (tags.length === 0) return 'A tag needs a name.';
		const {client} = scene.engine;
		doToServer(scene, 'New tags', async () => {
			const known = new Set(allTags(scene));
			const fresh = tags.filter(tag => !known.has(tag));
			if (fresh.length === 0) return {text: `There already: ${tags.join(', ')}`};
			await createTags(client, fresh);
			return {
				text: `Created: ${fresh.join(', ')}`,
				undo: {label: `new tags ${fresh.join(', ')}`, run: () => deleteTags(client, fresh)},
			};
		});
		return undefined;
	});

const havingTag = ({engine}: Scene, tag: string): Torrent[] =>
	[...engine.mirror.store.get().maindata.torrents.values()].filter(torrent =>
		tagsOf(torrent).includes(tag),
	);

const chooseDeletion = (scene: Scene): void => {
	const counts = countsOf(scene.engine.mirror.store.get().maindata.torrents.values(), tagsOf);
	const item = (tag: string): MenuItem => {
		const count = plural(counts.get(tag) ?? 0, 'torrent');
		return {
			label: `${tag}   ${count}`,
			run: () =>
				open(
					scene,
					ask(`Delete the tag ${tag} from the server and ${count}?`, () => deleteOne(scene, tag)),
				),
		};
	};
	open(scene, menu('Delete from the server', allTags(scene).map(item)));
};

const deleteOne = (scene: Scene, tag: string): void => {
	const {client} = scene.engine;
	const had = havingTag(scene, tag);
	doToServer(scene, `Tag ${tag}`, async () => {
		await deleteTags(client, [tag]);
		const back = async () => {
			await createTags(client, [tag]);
			return runSteps(controlsOf(scene), step(verbs.addTags, had, [tag]));
		};
		return {
			text: `Tag ${tag} deleted; ${plural(had.length, 'torrent')} had it.`,
			undo: {label: `deletion of tag ${tag}`, restore: back},
		};
	});
};
