import {ask} from '../../hooks/layers.ts';
import {addTags, removeTags} from '../../qbit/label-verbs.ts';
import {step} from '../../qbit/step.ts';
import type {Torrent} from '../../qbit/types.ts';
import type {Step} from '../../qbit/verb.ts';
import {type TagChange, tagOperations} from '../../space/place-tags.ts';
import {doSteps} from '../act.ts';
import {plural} from '../format.ts';
import {blockedNow} from '../keys/verb-keys.ts';
import {showTorrent} from '../lists/answers.ts';
import {motionKeys, rowUnder, toggleWhole} from '../lists/list-keys.ts';
import {open} from '../menus/open.ts';
import type {Binding, Scene} from '../scene.ts';
import {tagWork} from './tag-rows.ts';
import {tagsView} from './tags.ts';

const noRow = (scene: Scene): string | undefined =>
	rowUnder(tagsView, scene) ? undefined : 'There is nothing here.';

/** All of them, whatever the filter hides. */
const changesNow = ({work}: Scene): readonly TagChange[] =>
	work.limits.volumes.length === 0 ? [] : tagWork(work).changes;

const stepsOf = (changes: readonly TagChange[], torrents: ReadonlyMap<string, Torrent>): Step[] =>
	tagOperations(changes).flatMap(operation =>
		step(
			operation.do === 'add' ? addTags : removeTags,
			operation.hashes.flatMap(hash => torrents.get(hash) ?? []),
			[operation.tag],
		),
	);

const turned = (changes: readonly TagChange[]): TagChange[] =>
	changes.map(change => ({...change, add: change.remove, remove: change.add}));

const askApply = (scene: Scene): void => {
	const changes = changesNow(scene);
	const {torrents} = scene.work;
	open(
		scene,
		ask(
			`Tag ${plural(changes.length, 'torrent')} by place: ${tagWork(scene.work).words}?`,
			() =>
				doSteps(
					scene,
					'tag by place',
					stepsOf(changes, torrents),
					stepsOf(turned(changes), torrents),
				),
			undefined,
			'z in the list takes it back',
		),
	);
};

/** TABLE: the keys of the tags by place. */
export const tagsKeys: readonly Binding[] = [
	{
		in: 'tags',
		keys: ['a'],
		label: 'Tag every torrent by its place',
		hint: 'tag them',
		blocked: scene =>
			blockedNow(scene) ??
			(changesNow(scene).length === 0 ? 'All tags are as they should be.' : undefined),
		run: askApply,
	},
	{
		in: 'tags',
		keys: ['t'],
		label: 'Show the torrent of the tags in the list',
		hint: 'torrent',
		blocked: noRow,
		run: scene => {
			const row = rowUnder(tagsView, scene);
			if (row) showTorrent(scene, row.torrent.hash);
		},
	},
	{
		in: 'tags',
		keys: ['enter', 'right', 'l'],
		label: 'All about the tags of a torrent; again to close',
		hint: 'details',
		blocked: noRow,
		run: toggleWhole('tags'),
	},
	...motionKeys(tagsView, 'tagged torrent'),
];
