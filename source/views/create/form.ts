import {type Form, keepCarets, type Values, valuesOf} from '../../hooks/form.ts';
import {openLayer, type ScreenState} from '../../hooks/screen-state.ts';
import {badCategory, categoryForm} from '../../qbit/add-options.ts';
import {abilitiesOf, withoutEnd, wrongOptions} from '../../qbit/create/options.ts';
import {whyNoSource} from '../../qbit/create/source.ts';
import {endpoints} from '../../qbit/endpoints.ts';
import {tidyPath, type Volume} from '../../space/paths.ts';
import {tellFailure} from '../doing.ts';
import type {Scene} from '../scene.ts';
import {aboutCreating, type CreateScene} from './about.ts';
import {createFields, type Draft, draftOf} from './fields.ts';
import {createFolders} from './folders.ts';
import {presetOf} from './presets.ts';
import {runDraft} from './run.ts';

/**
 * Opens the form for a further torrent.
 *
 * @param first what it is filled in with
 */
export const openCreateForm = (scene: Scene, first: Values = {}): void => {
	const {engine, update, presets} = scene;
	const {client, mirror} = engine;
	const id = Symbol('create');
	let onlyV1 = false;
	let preset = '';
	const folders = createFolders(client, () => revise(valuesOf));

	const draftNow = (values: Values): Draft =>
		draftOf(values, path => withoutEnd(engine.toServer(tidyPath(path))));
	const sceneNow = (values: Values): CreateScene => {
		const {categories, tags} = mirror.store.get().maindata;
		const draft = draftNow(values);
		return {
			...{draft, onlyV1, tags, categories: new Set(categories.keys())},
			abilities: abilitiesOf(client.version()),
			seen: folders.seen(draft.options.source),
			size: folders.size(draft.options.source),
		};
	};
	const fieldsNow = (values: Values) => {
		const {categories, tags} = mirror.store.get().maindata;
		return createFields(
			{
				paths: folders.paths(values.source ?? ''),
				categories: [...categories.keys()].sort(),
				tags: [...tags].sort(),
				presets: presets.all().map(({name}) => name),
				...{onlyV1, abilities: abilitiesOf(client.version())},
			},
			values,
		);
	};

	/** Only while this form is still open. */
	const ifOpen = (change: (state: ScreenState, form: Form) => ScreenState): void =>
		update(state =>
			state.layer?.kind === 'form' && state.layer.id === id ? change(state, state.layer) : state,
		);
	const revise = (values: (form: Form) => Values): void =>
		ifOpen((state, form) => {
			const now = values(form);
			const fields = fieldsNow(now);
			// What was typed stays as it is, unless it is replaced.
			const isSame = Object.entries(valuesOf(form)).every(
				([name, text]) => (now[name] ?? '') === text,
			);
			return openLayer(state, {...form, fields: isSame ? keepCarets(form.fields, fields) : fields});
		});

	const changed = (values: Values): void => {
		const {source = '', keep_as = ''} = values;
		const chosen = presets.all().find(({name}) => name === values.preset);
		if (values.preset !== undefined && values.preset !== preset) {
			preset = values.preset;
			revise(() => ({...chosen?.values, source, keep_as, preset}));
		}
		folders.ask(source, draftNow(values).options.source);
	};

	const submit = (values: Values): string | undefined => {
		const draft = draftNow(values);
		const problem = wholeDisk(draft, engine.volumes) ?? problemOf(draft, sceneNow(values));
		if (problem !== undefined) return problem;
		folders.end();
		presets.leave(undefined);
		if (draft.keepAs !== '') {
			presets
				.keep(presetOf(draft.keepAs, values))
				.catch(error => tellFailure(scene, 'The preset is not kept', error));
		}
		void runDraft(scene, draft);
		return undefined;
	};

	const form: Form = {
		...{kind: 'form', id, title: 'Make a torrent', done: 'make it'},
		...{fields: fieldsNow(first), at: 0, changed, submit},
		about: values => aboutCreating(sceneNow(values), values),
		back: values => {
			folders.end();
			presets.leave(values);
		},
	};
	const at = form.fields.findIndex(({name}) => name === 'source');
	update(state => openLayer(state, {...form, at}));
	changed(first);
	// While the server is away it is not known how it is built; that it is away is said elsewhere.
	client.ask(endpoints.buildInfo).then(
		({libtorrent}) => {
			onlyV1 = /^1\./.test(String(libtorrent));
			if (onlyV1) revise(valuesOf);
		},
		() => {},
	);
};

/** The form begins with the folder of a disk: Enter alone must not read all of it. */
const wholeDisk = ({options}: Draft, volumes: readonly Volume[]): string | undefined => {
	const volume = volumes.find(({path}) => tidyPath(path) === tidyPath(options.source));
	return volume && `That is all of ${volume.tag}: name a file or folder in it.`;
};

/** Why it can’t be made so. */
const problemOf = ({options, add}: Draft, {abilities, seen}: CreateScene): string | undefined => {
	const {category = ''} = add ?? {};
	if (category !== '' && !categoryForm.test(category)) return badCategory;
	return (
		wrongOptions(options, abilities) ??
		(seen && whyNoSource(options.source, seen, options.withDotfiles === true)?.message)
	);
};
