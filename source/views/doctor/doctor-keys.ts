import {ask} from '../../hooks/layers.ts';
import {moveTo} from '../../hooks/lists-choice.ts';
import {type ScreenState, say} from '../../hooks/screen-state.ts';
import type {Wish} from '../../qbit/doctor/doctor.ts';
import {messageOf} from '../../qbit/message.ts';
import {copyLines} from '../copy-lines.ts';
import {motionKeys, rowUnder, toggleWhole} from '../lists/list-keys.ts';
import {open} from '../menus/open.ts';
import type {Binding, Scene} from '../scene.ts';
import {doctorView} from './doctor.ts';
import {toldOfRow} from './doctor-told.ts';

const isRunning = ({work}: Scene): boolean => work.patient.diagnosis.state === 'running';

const blockedWhileRunning = (scene: Scene): string | undefined =>
	isRunning(scene) ? 'It is being asked already.' : undefined;

/** When it turns out to be well, the list is asked for as well: nobody needs to wait for the next try. */
const runDoctor = ({engine, update}: Pick<Scene, 'engine' | 'update'>, wish: Wish = {}): void => {
	engine.doctor.run(wish).then(
		({checks, verdict}) => {
			const failed = checks.find(({status}) => status === 'fail');
			if (failed && wish.only === undefined) update(state => lookAt(state, failed.name));
			if (!verdict?.ok || engine.mirror.store.get().link.state !== 'away') return;
			engine.client.forgive();
			engine.mirror.poke();
			// The list has a session of its own again.
			void engine.doctor.close();
		},
		error => update(state => say(state, messageOf(error), 'bad')),
	);
};

/** What is wrong is under the cursor, and told whole below the list. */
const lookAt = (state: ScreenState, key: string): ScreenState => {
	const {doctor} = state.lists;
	const position = {...doctor.position, cursor: key, chosen: true};
	return {...state, lists: {...state.lists, doctor: moveTo(doctor, position)}};
};

/** Who comes here wants to know: the first run needs no key. */
export const askFirst = (scene: Pick<Scene, 'engine' | 'update' | 'work'>): void => {
	if (scene.work.patient.diagnosis.state === 'never') runDoctor(scene);
};

const checkUnder = (scene: Scene) => {
	const row = rowUnder(doctorView, scene);
	return row?.kind === 'check' ? row.check : undefined;
};

const noRow = (scene: Scene): string | undefined =>
	rowUnder(doctorView, scene) ? undefined : 'There is nothing here.';

const whyNotSend = ({work}: Scene): string | undefined =>
	work.patient.diagnosis.checks.some(({name, status}) => name === 'login' && status === 'fail')
		? undefined
		: 'The login was not refused: r runs all checks.';

const askSend = (scene: Scene): void =>
	open(
		scene,
		ask(
			'Send the password now, once? If it is still wrong, qBittorrent may ban this address for an hour.',
			() => runDoctor(scene, {sendPassword: true}),
		),
	);

/** Into the clipboard of the terminal, to be pasted where one asks for help. */
const copyTold = (scene: Scene): void => {
	const row = rowUnder(doctorView, scene);
	if (!row) return;
	const lines = toldOfRow(row, scene.work.patient).filter(({text}) => text !== '');
	copyLines(
		scene,
		'what was found',
		lines.map(({label, text}) => `${label}: ${text}`),
	);
};

/** TABLE: the keys of the doctor. */
export const doctorKeys: readonly Binding[] = [
	{
		in: 'doctor',
		keys: ['enter', 'right', 'l'],
		label: 'All about the check: why, what to do, what was asked; again to close',
		hint: 'details',
		blocked: noRow,
		run: toggleWhole('doctor'),
	},
	{
		in: 'doctor',
		keys: ['r'],
		label: 'Run all checks again',
		hint: 'run all',
		blocked: blockedWhileRunning,
		run: scene => runDoctor(scene),
	},
	{
		in: 'doctor',
		keys: ['t'],
		label: 'Run only the check under the cursor again',
		hint: 'this one',
		blocked: scene =>
			blockedWhileRunning(scene) ?? (checkUnder(scene) ? undefined : 'This is no check.'),
		run: scene => {
			const check = checkUnder(scene);
			if (check) runDoctor(scene, {only: check.name});
		},
	},
	{
		in: 'doctor',
		keys: ['p'],
		label: 'Run all checks, and send the password even though it was refused before',
		hint: 'send password',
		blocked: scene => blockedWhileRunning(scene) ?? whyNotSend(scene),
		run: askSend,
	},
	...motionKeys(doctorView, 'check'),
	{
		in: 'doctor',
		keys: ['y'],
		label: 'Copy all about the check',
		hint: 'copy',
		blocked: noRow,
		run: copyTold,
	},
];
