import {ask} from '../../hooks/layers.ts';
import {removeTask} from '../../qbit/create/make.ts';
import {isOver} from '../../qbit/create/task.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut} from '../../terminal/text.ts';
import {copyLines} from '../copy-lines.ts';
import {tell} from '../doing.ts';
import {plural} from '../format.ts';
import {blockedNow} from '../keys/verb-keys.ts';
import {showTorrent} from '../lists/answers.ts';
import {motionKeys, rowUnder, toggleWhole} from '../lists/list-keys.ts';
import {open} from '../menus/open.ts';
import {createPlaces} from '../places.ts';
import type {Binding, Scene} from '../scene.ts';
import {openAddMade} from './add.ts';
import {createView} from './create.ts';
import {valuesFor} from './fields.ts';
import {openCreateForm} from './form.ts';
import {type CreateRow, createRows, nameOf} from './rows.ts';
import {askSave} from './save.ts';
import {identityOf, optionsOf} from './told.ts';

const rowNow = (scene: Scene): CreateRow | undefined => rowUnder(createView, scene);

const noRow = (scene: Scene): string | undefined =>
	rowNow(scene) ? undefined : 'There is no task here.';

const blockedHere = (scene: Scene): string | undefined => blockedNow(scene) ?? scene.work.noCreator;

const withRow =
	(run: (scene: Scene, row: CreateRow) => void): Binding['run'] =>
	scene => {
		const row = rowNow(scene);
		if (row) run(scene, row);
	};

const notMade = (scene: Scene): string | undefined => {
	const row = rowNow(scene);
	if (!row) return 'There is no task here.';
	if (row.state === 'done') return undefined;
	return row.state === 'failed' || row.state === 'lost'
		? 'It was not made: r runs it again.'
		: 'It is not made yet.';
};

const short = (row: CreateRow): string => `“${cut(harmless(nameOf(row)), 30)}”`;

const isEnded = ({state}: CreateRow): boolean =>
	state === 'done' || state === 'failed' || state === 'lost';

/** Takes rows away: here, and on the server where they are tasks of it. */
const remove = async (scene: Scene, rows: readonly CreateRow[]): Promise<void> => {
	const {creator} = scene.engine;
	let left = 0;
	for (const {making, task, isLost} of rows) {
		if (making) creator.giveUp(making.key);
		if (task && !isLost && !(await removeTask(scene.engine, task.id))) left++;
	}
	creator.forget(rows.map(({key}) => key));
	creator.poke();
	if (left > 0) {
		tell(scene, {
			text: `${plural(left, 'task')} could not be deleted on the server.`,
			look: 'warning',
		});
	} else tell(scene, {text: `Deleted ${plural(rows.length, 'task')}.`, look: 'good'});
};

const askRemove = withRow((scene, row) => {
	if (isEnded(row)) return void remove(scene, [row]);
	open(
		scene,
		ask(
			`End the making of ${short(row)}, and delete its task? Its files stay as they are.`,
			() => void remove(scene, [row]),
		),
	);
});

/** All that have ended, whatever the filter hides. */
const endedRows = ({work}: Scene): CreateRow[] =>
	createRows(work.creations, '').filter(
		row => isEnded(row) && (row.task === undefined || row.isLost || isOver(row.task)),
	);

const askRemoveEnded = (scene: Scene): void => {
	const rows = endedRows(scene);
	const unsaved = rows.filter(({state}) => state === 'done').length;
	const kept =
		unsaved > 0 ? ` The server’s .torrent of ${unsaved} will be lost (no torrent is).` : '';
	open(
		scene,
		ask(`Delete ${plural(rows.length, 'task')} that ended?${kept}`, () => void remove(scene, rows)),
	);
};

/** Where one most likely has what is to be shared: a disk of the settings, or where torrents are. */
const firstPlace = ({engine}: Scene): string => {
	const [place] = createPlaces(engine, () => {}).list;
	return place === undefined ? '' : `${place}/`;
};

const runAgain = withRow((scene, {making, task}) => {
	const options = making?.wish.options ?? (task && optionsOf(task));
	if (!options) return;
	openCreateForm(scene, valuesFor(options, making ? making.wish.add : undefined));
});

const copyMagnet = withRow((scene, row) => {
	const known = identityOf(row, scene.work.creations);
	if (known) copyLines(scene, 'magnet link', [known.magnet]);
});

const noIdentity = (scene: Scene): string | undefined => {
	const row = rowNow(scene);
	if (!row) return 'There is no task here.';
	if (identityOf(row, scene.work.creations)) return undefined;
	return row.state === 'done' ? 'Enter reads its .torrent first.' : 'It is not made yet.';
};

/** TABLE: the keys of the torrents in the making. */
export const createKeys: readonly Binding[] = [
	{
		in: 'create',
		keys: ['n'],
		label: 'Make a torrent from a file or folder on the server',
		hint: 'new',
		blocked: blockedHere,
		run: scene => openCreateForm(scene, scene.presets.left() ?? {source: firstPlace(scene)}),
	},
	{
		in: 'create',
		keys: ['enter', 'right', 'l'],
		label: 'All about what is being made; again to close',
		hint: 'details',
		blocked: noRow,
		run: scene => {
			const row = rowNow(scene);
			if (row?.state === 'done' && row.task && !row.making) scene.engine.creator.look(row.task.id);
			toggleWhole('create')(scene);
		},
	},
	{
		in: 'create',
		keys: ['s'],
		label: 'Save the .torrent here',
		hint: 'save',
		blocked: notMade,
		run: withRow((scene, row) => askSave(scene, row)),
	},
	{
		in: 'create',
		keys: ['a'],
		label: 'Add what was made to the torrents, with category and tags',
		hint: 'add',
		blocked: scene => blockedNow(scene) ?? notMade(scene),
		run: withRow(openAddMade),
	},
	{
		in: 'create',
		keys: ['r'],
		label: 'Run it again, with changes',
		hint: 'again',
		blocked: scene => blockedHere(scene) ?? noRow(scene),
		run: runAgain,
	},
	{
		in: 'create',
		keys: ['d'],
		label: 'Delete the task; one that runs is ended',
		hint: 'delete',
		blocked: scene => blockedNow(scene) ?? noRow(scene),
		run: askRemove,
	},
	...motionKeys(createView, 'task'),
	{
		in: 'create',
		keys: ['t'],
		label: 'Show the torrent that was made in the list',
		hint: 'torrent',
		blocked: noIdentity,
		run: withRow((scene, row) =>
			showTorrent(scene, identityOf(row, scene.work.creations)?.hash ?? ''),
		),
	},
	{
		in: 'create',
		keys: ['y'],
		label: 'Copy the magnet link of what was made',
		hint: 'copy magnet',
		blocked: noIdentity,
		run: copyMagnet,
	},
	{
		in: 'create',
		keys: ['X'],
		label: 'Delete all tasks that ended',
		hint: 'clear',
		blocked: scene =>
			blockedNow(scene) ?? (endedRows(scene).length === 0 ? 'No task has ended.' : undefined),
		run: askRemoveEnded,
	},
];
