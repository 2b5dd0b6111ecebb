import {ask} from '../../hooks/layers.ts';
import {say} from '../../hooks/screen-state.ts';
import {messageOf} from '../../qbit/message.ts';
import {isEmptyPlan} from '../../snapshot/plan.ts';
import type {Restored} from '../../snapshot/restore.ts';
import {harmless} from '../../terminal/harmless.ts';
import {copyLines} from '../copy-lines.ts';
import {reasonsOf, tell, tellFailure} from '../doing.ts';
import {plural} from '../format.ts';
import {motionKeys, rowUnder, toggleWhole} from '../lists/list-keys.ts';
import {open} from '../menus/open.ts';
import type {Binding, Scene} from '../scene.ts';
import type {Looked} from './live-saved.ts';
import type {SnapshotRow} from './snapshot-rows.ts';
import {stateView} from './state.ts';
import {planText} from './state-told.ts';

const rowHere = (scene: Scene): SnapshotRow | undefined => rowUnder(stateView, scene);

const noRow = (scene: Scene): string | undefined => {
	const row = rowHere(scene);
	if (!row) return 'There is no snapshot here.';
	return 'problem' in row.listed ? row.listed.problem : undefined;
};

const isBusy = ({work}: Scene): string | undefined => work.saved.doing;

const save = (scene: Scene, withTorrents: boolean): void => {
	scene.saved
		.save({kind: 'asked', ...(withTorrents && {withTorrents: 'all'})})
		.then(({path}) => tell(scene, {text: `Saved ${path}`, look: 'good'}))
		.catch(error => tellFailure(scene, 'No snapshot was saved', error));
};

const compareHere = (scene: Scene): void => {
	const row = rowHere(scene);
	if (row) void scene.saved.compare(row.key);
};

const readOrCompare = (scene: Scene): void => {
	const row = rowHere(scene);
	if (row && scene.work.saved.looked?.path !== row.key) void scene.saved.compare(row.key);
	toggleWhole('state')(scene);
};

/** First the plan, as it is now; then the question. */
const planAndAsk = async (scene: Scene): Promise<void> => {
	const row = rowHere(scene);
	if (!row) return;
	scene.update(state => say(state, 'It is being compared with now …', 'good'));
	const looked = await scene.saved.compare(row.key);
	if (looked.state === 'failed') return tell(scene, {text: looked.why, look: 'bad'});
	if (looked.state === 'reading') return;
	if (isEmptyPlan(looked.plan)) {
		return tell(scene, {text: 'Nothing is missing: there is nothing to put back.', look: 'good'});
	}
	open(
		scene,
		ask(
			`${otherServer(scene, looked)}${planText(looked.plan)} Put back what is missing, stopped?`,
			() => void putBack(scene, looked),
			undefined,
			'nothing is removed or changed',
		),
	);
};

/** One that was saved from another server is put back only by who knows that. */
const otherServer = ({engine}: Scene, {opened}: Looked & {state: 'read'}): string => {
	const {address} = opened.snapshot.server;
	return address === engine.address ? '' : `This snapshot is of ${harmless(address)}. `;
};

const putBack = async (scene: Scene, looked: Looked & {state: 'read'}): Promise<void> => {
	try {
		const restored = await scene.saved.restore(looked);
		tell(scene, {
			text: restoredText(restored),
			look: restored.refused.length === 0 ? 'good' : 'warning',
		});
	} catch (error) {
		tell(scene, {
			text: `Cut off: ${messageOf(error)} r goes on where it was.`,
			look: 'bad',
		});
	}
	scene.engine.mirror.poke();
	void scene.saved.compare(looked.path);
};

const restoredText = ({back, refused, checked}: Restored): string => {
	const not = refused.length > 0 ? `; ${refused.length} not: ${reasonsOf(refused)}` : '';
	const data = checked > 0 ? ` The server looks at the data of ${checked}.` : '';
	return `${plural(back.length, 'torrent')} put back, stopped${not}.${data}`;
};

/** TABLE: the keys of the snapshots. */
export const stateKeys: readonly Binding[] = [
	{
		in: 'state',
		keys: ['s'],
		label: 'Save a snapshot now',
		hint: 'save',
		blocked: isBusy,
		run: scene => save(scene, false),
	},
	{
		in: 'state',
		keys: ['S'],
		label: 'Save a snapshot with all .torrent files',
		hint: 'with .torrents',
		blocked: isBusy,
		run: scene => save(scene, true),
	},
	{
		in: 'state',
		keys: ['d'],
		label: 'Compare the snapshot with now',
		hint: 'compare',
		blocked: noRow,
		run: compareHere,
	},
	{
		in: 'state',
		keys: ['r'],
		label: 'Put back what is missing, after the plan was shown',
		hint: 'restore',
		blocked: scene => (scene.readOnly ? 'qbtui is read-only.' : (isBusy(scene) ?? noRow(scene))),
		run: scene => void planAndAsk(scene),
	},
	{
		in: 'state',
		keys: ['enter', 'right', 'l'],
		label: 'All about the snapshot, and what changed since; again to close',
		hint: 'details',
		blocked: noRow,
		run: readOrCompare,
	},
	{
		in: 'state',
		keys: ['y'],
		label: 'Copy the path of the snapshot',
		blocked: scene => (rowHere(scene) ? undefined : 'There is no snapshot here.'),
		run: scene => {
			const row = rowHere(scene);
			if (row) copyLines(scene, row.key, [row.key]);
		},
	},
	...motionKeys(stateView, 'snapshot'),
];
