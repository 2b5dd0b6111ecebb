import {ask} from '../../hooks/layers.ts';
import {startPosition} from '../../hooks/list-position.ts';
import {say, showView, withList} from '../../hooks/screen-state.ts';
import {describeTargets, targets} from '../act.ts';
import {tellAnswer} from '../lists/answers.ts';
import {blockedByState, offText} from '../lists/standing.ts';
import {open} from '../menus/open.ts';
import type {Binding, Scene} from '../scene.ts';
import {rowOf} from '../space/plan-rows.ts';

const nothingThere = (scene: Scene): string | undefined =>
	targets(scene).length === 0 ? 'The list is empty.' : undefined;

/** To its row in the plan, where the whole reason is. */
const showWhy = (scene: Scene): void => {
	const {cursor} = scene.state.position;
	const {orchestrated, readOnly} = scene.work;
	const {plan, state} = orchestrated;
	const row = plan && cursor !== undefined ? rowOf(plan, cursor) : undefined;
	if (!row) {
		const why =
			state === 'running' || state === 'starting'
				? 'The plan is not made yet: 3 shows it.'
				: (orchestrated.why ?? offText(orchestrated, readOnly));
		return scene.update(now => say(now, why, 'warning'));
	}
	scene.update(now => {
		const shown = showView(now, 'space');
		const choice = shown.lists.space;
		const open = new Set(choice.open);
		// What moves is open unless it is closed; all else is closed unless it is opened.
		if (row.isMove) open.delete(row.below);
		else open.add(row.below);
		const position = {...startPosition, cursor: row.key, index: -1, chosen: true};
		return withList(shown, {...choice, filter: '', scroll: 0, open, position});
	});
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
		label: 'Why is it not moved, or when',
		acts: true,
		blocked: nothingThere,
		run: showWhy,
	},
	{
		in: 'torrents',
		keys: ['M'],
		label: 'Move to the large disk now, by the rules',
		acts: true,
		blocked: scene => blockedByState(scene.work) ?? nothingThere(scene),
		run: askMove,
	},
];
