import {say} from '../../hooks/screen-state.ts';
import {type Made, removeTask} from '../../qbit/create/make.ts';
import {nameFrom} from '../../qbit/create/options.ts';
import {messageOf} from '../../qbit/message.ts';
import {tell} from '../doing.ts';
import {fileName} from '../menus/file-name.ts';
import type {Scene} from '../scene.ts';
import type {Draft} from './fields.ts';

type Doing = Pick<Scene, 'engine' | 'update' | 'files'>;

/** Makes what a form says, and tells how it went. */
export const runDraft = async (scene: Doing, draft: Draft): Promise<void> => {
	const {engine, update} = scene;
	const {options, add, cleans, here} = draft;
	const name = nameFrom(options.source);
	update(state => say(state, `${name} is being made.`, 'good'));
	const work = await engine.creator.begin(
		{options, add},
		{note: text => engine.events.note(2, `${name}: ${text}`)},
	);
	const {stage} = work;
	if (stage.is === 'failed' && stage.isGivenUp) return;
	if (stage.is === 'failed') {
		return tell(scene, {text: `${name} was not made: ${stage.why}`, look: 'bad'});
	}
	if (stage.is !== 'done') return;
	const saved = here === '' ? undefined : await saveMade(scene, here, stage.made);
	// What is not whole is kept where it can be had again.
	if (cleans && saved?.why === undefined && stage.made.added?.is !== 'failed') {
		await removeTask(engine, stage.made.taskId);
	}
	engine.creator.poke();
	engine.mirror.poke();
	tell(scene, outcomeOf(stage.made, saved));
};

type Saved = {path: string; why?: undefined} | {path?: undefined; why: string};

const saveMade = async ({files}: Doing, here: string, made: Made): Promise<Saved> => {
	try {
		const folder = await files.folder(here);
		return {path: await files.save(folder, fileName(made.name, '.torrent', made.hash), made.file)};
	} catch (error) {
		return {why: messageOf(error)};
	}
};

const outcomeOf = ({name, added}: Made, saved: Saved | undefined) => {
	const what =
		added === undefined
			? `Made ${name}`
			: added.is === 'failed'
				? `Made ${name}, but: ${added.why}`
				: added.is === 'there'
					? `Made ${name}, which was among the torrents already`
					: `Made ${name}, and added it`;
	const kept = saved?.path === undefined ? '' : `; saved as ${saved.path}`;
	const unsaved = saved?.why === undefined ? '' : `; not saved: ${saved.why} s saves it`;
	const look = added?.is === 'failed' || unsaved !== '' ? 'warning' : 'good';
	return {text: `${what}${kept}${unsaved}.`.replace(/\.\.$/, '.'), look} as const;
};
