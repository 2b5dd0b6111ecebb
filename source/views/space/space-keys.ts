import {ask} from '../../hooks/layers.ts';
import {toggleOpen} from '../../hooks/lists-choice.ts';
import {say} from '../../hooks/screen-state.ts';
import {messageOf} from '../../qbit/message.ts';
import type {Hash} from '../../qbit/types.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut} from '../../terminal/text.ts';
import {bytes, plural} from '../format.ts';
import {showTorrent, tellAnswer, tellLater} from '../lists/answers.ts';
import {change, motionKeys, rowUnder, toggleWhole} from '../lists/list-keys.ts';
import {blockedByState} from '../lists/standing.ts';
import {open} from '../menus/open.ts';
import {pauseOrResume} from '../queue/queue-keys.ts';
import type {Binding, Scene} from '../scene.ts';
import {hashesOf, type PlanRow} from './plan-rows.ts';
import {spaceView} from './space.ts';

const rowHere = (scene: Scene): PlanRow | undefined => rowUnder(spaceView, scene);

const noRow = (scene: Scene): string | undefined =>
	rowHere(scene) ? undefined : 'There is nothing here.';

const planNow = (scene: Scene, isAsked: boolean): void => {
	if (isAsked) scene.update(state => say(state, 'The plan is being made…', 'good'));
	scene.engine.orchestrator.plan().then(
		() => {
			if (isAsked) scene.update(state => say(state, 'The plan is new.', 'good'));
		},
		error => scene.update(state => say(state, messageOf(error), 'warning')),
	);
};

/** Who looks for the first time need not ask for the plan. */
export const planFirst = (scene: Scene): void => {
	const {plan, state} = scene.work.orchestrated;
	if (!plan && state === 'running') planNow(scene, false);
};

const noMoves = ({work}: Scene): string | undefined => {
	const {plan} = work.orchestrated;
	if (!plan) return 'There is no plan yet.';
	return plan.moves.length === 0 ? plan.text : undefined;
};

const askApply = (scene: Scene): void => {
	const {plan} = scene.work.orchestrated;
	if (!plan) return;
	const {moves, id} = plan;
	const torrents = moves.reduce((sum, {hashes}) => sum + hashes.length, 0);
	const sum = (of: (move: (typeof moves)[number]) => number): string =>
		bytes(moves.reduce((all, move) => all + of(move), 0));
	const {from, to} = scene.work.limits;
	open(
		scene,
		ask(
			`Move ${plural(torrents, 'torrent')} in ${plural(moves.length, 'group')} (${sum(({bytes: size}) => size)}) from ${from} to ${to}? ${sum(({gain}) => gain)} come free.`,
			() => tellLater(scene, scene.engine.orchestrator.apply(id)),
			undefined,
			'one after the other; 2 shows them',
		),
	);
};

const contestedHere = (scene: Scene): Hash | undefined => {
	const row = rowHere(scene);
	const {contested} = scene.work.orchestrated;
	return row && hashesOf(row).find(hash => contested.has(hash));
};

const askReleaseContested = (scene: Scene): void => {
	const hash = contestedHere(scene);
	if (hash === undefined) return;
	const name = cut(harmless(scene.work.torrents.get(hash)?.name ?? hash), 30);
	open(
		scene,
		ask(`Something else keeps moving “${name}” back. Let qbtui move it again?`, () =>
			tellAnswer(scene, scene.engine.orchestrator.releaseContested(hash)),
		),
	);
};

const openOrRead = (scene: Scene): void => {
	const row = rowHere(scene);
	const isHeading = row?.kind === 'moves' || row?.kind === 'reason';
	if (!row || !isHeading) return toggleWhole('space')(scene);
	change('space', choice => toggleOpen(choice, row.key))(scene);
};

/** TABLE: the keys of the disks. */
export const spaceKeys: readonly Binding[] = [
	{
		in: 'space',
		keys: ['enter', 'right', 'l', 'space'],
		label: 'Open or close what stands below a heading; the whole reason of a torrent',
		hint: 'open',
		blocked: noRow,
		run: openOrRead,
	},
	{
		in: 'space',
		keys: ['a'],
		label: 'Run the plan now: its moves go into the queue',
		hint: 'run now',
		blocked: scene => blockedByState(scene.work) ?? noMoves(scene),
		run: askApply,
	},
	{
		in: 'space',
		keys: ['r'],
		label: 'Make a new plan; this moves nothing',
		hint: 'plan anew',
		blocked: ({work}) => (work.readOnly ? undefined : blockedByState(work)),
		run: scene => planNow(scene, true),
	},
	{
		in: 'space',
		keys: ['P'],
		label: 'Pause all moves that qbtui makes, or resume them',
		hint: 'moves:',
		...pauseOrResume,
	},
	{
		in: 'space',
		keys: ['b'],
		label: 'Reset the breaker: move for space again, although none came back',
		blocked: ({work}) =>
			blockedByState(work) ??
			(work.orchestrated.breaker ? undefined : 'Moving has not stopped itself.'),
		run: scene =>
			open(
				scene,
				ask('Space did not come back by moving. Move on all the same?', () =>
					tellAnswer(scene, scene.engine.orchestrator.resetBreaker()),
				),
			),
	},
	{
		in: 'space',
		keys: ['u'],
		label: 'Allow moving a torrent again that something else kept moving back',
		blocked: scene =>
			blockedByState(scene.work) ??
			(contestedHere(scene) === undefined ? 'Nothing else moves this one.' : undefined),
		run: askReleaseContested,
	},
	{
		in: 'space',
		keys: ['t'],
		label: 'Show the torrent of the plan in the list',
		hint: 'torrent',
		blocked: scene => {
			const row = rowHere(scene);
			return row && hashesOf(row).length > 0 ? undefined : 'There is no torrent here.';
		},
		run: scene => {
			const row = rowHere(scene);
			const [hash] = row ? hashesOf(row) : [];
			if (hash !== undefined) showTorrent(scene, hash);
		},
	},
	...motionKeys(spaceView, 'line of the plan').map(row => ({
		...row,
		label: row.label.replace('line of the plans', 'lines of the plan'),
	})),
];
