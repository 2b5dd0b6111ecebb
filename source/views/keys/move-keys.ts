import {ask} from '../../hooks/layers.ts';
import {startPosition} from '../../hooks/list-position.ts';
import {type Notice, say, showView, withList} from '../../hooks/screen-state.ts';
import {messageOf} from '../../qbit/message.ts';
import type {Hash} from '../../qbit/types.ts';
import {locationOf} from '../../space/place.ts';
import {describeTargets, targets} from '../act.ts';
import {tellAnswer} from '../lists/answers.ts';
import {blockedByState, offText} from '../lists/standing.ts';
import {open} from '../menus/open.ts';
import {type MoveTold, moveOf} from '../queue/move-told.ts';
import type {Binding, Scene} from '../scene.ts';
import {rowOf} from '../space/plan-rows.ts';

const nothingThere = (scene: Scene): string | undefined =>
	targets(scene).length === 0 ? 'The list is empty.' : undefined;

/** Says why in a sentence, and goes to where all of it is: the job, or else the row of the plan. */
const showWhy = (scene: Scene): void => {
	const {cursor} = scene.state.position;
	const {jobs, state} = scene.work.orchestrated;
	if (cursor === undefined) return;
	const job = jobs.find(({hashes}) => hashes.includes(cursor));
	if (job) return goTo(scene, 'queue', cursor, {cursor: job.id});
	if (state !== 'running') return sayNothingKnown(scene);
	// The newest plan may be of half a minute ago: who asks wants to know how it is.
	scene.engine.orchestrator.plan().then(
		made => {
			const orchestrated = scene.engine.orchestrator.store.get();
			const found = rowOf(made, cursor);
			const next = {...scene, work: {...scene.work, orchestrated}};
			if (found) goTo(next, 'space', cursor, {cursor: found.key, row: found});
			else sayNothingKnown(scene);
		},
		error => scene.update(now => say(now, messageOf(error), 'warning')),
	);
};

const goTo = (
	scene: Scene,
	view: 'queue' | 'space',
	hash: Hash,
	{cursor, row}: {cursor: string; row?: ReturnType<typeof rowOf>},
): void => {
	const told = moveOf(hash, scene.work.orchestrated);
	scene.update(now => {
		const shown = showView(now, view);
		const choice = shown.lists[view];
		const open = new Set(choice.open);
		// What moves is open unless it is closed; all else is closed unless it is opened.
		if (row?.isMove) open.delete(row.below);
		else if (row) open.add(row.below);
		const position = {...startPosition, cursor, index: -1, chosen: true};
		const there = withList(shown, {...choice, filter: '', scroll: 0, open, position});
		return told ? say(there, told.text, noticeLook(told)) : there;
	});
};

const noticeLook = ({look}: MoveTold): Notice['look'] =>
	look === 'error' ? 'bad' : look === 'warning' ? 'warning' : 'good';

const sayNothingKnown = ({work, update}: Scene): void => {
	const {orchestrated, readOnly} = work;
	const isComing = orchestrated.state === 'starting';
	const why = isComing ? 'The queue is being opened.' : offText(orchestrated, readOnly);
	update(now => say(now, why, 'warning'));
};

/** Nothing of it would move. */
const allThere = (scene: Scene): string | undefined => {
	const {to, volumes} = scene.work.limits;
	const isThere = targets(scene).every(torrent => locationOf(torrent, volumes)?.tag === to);
	return isThere ? `It is on ${to} already.` : undefined;
};

const askMove = (scene: Scene): void => {
	const torrents = targets(scene);
	const hashes = torrents.map(({hash}) => hash);
	open(
		scene,
		ask(
			`Move ${describeTargets(torrents)} to ${scene.work.limits.to} by the rules, though space may not need it?`,
			() => tellAnswer(scene, scene.engine.orchestrator.move(hashes)),
		),
	);
};

/** TABLE: the keys of the list that have to do with what qbtui moves. */
export const moveKeys: readonly Binding[] = [
	{
		in: 'torrents',
		keys: ['w'],
		label: 'Why it is not moved, or when it will be',
		acts: true,
		blocked: nothingThere,
		run: showWhy,
	},
	{
		in: 'torrents',
		keys: ['M'],
		label: 'Move to the large disk now, by the rules',
		acts: true,
		blocked: scene => blockedByState(scene.work) ?? nothingThere(scene) ?? allThere(scene),
		run: askMove,
	},
];
