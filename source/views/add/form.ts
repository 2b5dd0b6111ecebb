import {type Form, keepCarets, type Values, valuesOf} from '../../hooks/form.ts';
import type {Prompt} from '../../hooks/layers.ts';
import {openLayer, type ScreenState} from '../../hooks/screen-state.ts';
import {type Batch, nameOf, sortOut} from '../../qbit/add-batch.ts';
import {type AddDefaults, readAddDefaults} from '../../qbit/add-defaults.ts';
import {problemOf} from '../../qbit/add-options.ts';
import type {NoSource, Source} from '../../qbit/add-source.ts';
import {endpoints} from '../../qbit/endpoints.ts';
import {createKnown} from '../../qbit/identity.ts';
import {createPlaces, type Places} from '../places.ts';
import type {Scene} from '../scene.ts';
import {type AddScene, aboutAdding, placeOf} from './about.ts';
import {addFields, optionsOf} from './fields.ts';
import {addBatch} from './run.ts';

/** What is found out while the form is open already. */
type Learned = {batch?: Batch; defaults?: AddDefaults};

/**
 * Opens the form at once, and fills it as files are read and the server tells how it is set.
 *
 * @param texts links, files and folders
 * @param kept what was typed into it before
 * @param line goes back to where `texts` were typed
 */
export const openAddForm = (
	scene: Scene,
	texts: readonly string[],
	kept: Values,
	line: (values: Values) => Prompt,
): void => {
	const {engine, update} = scene;
	const id = Symbol('add');
	let learned: Learned = {};
	const places = createPlaces(engine, () => revise(form => ({...form})));
	const now = (): AddScene => sceneOf(scene, learned, places);

	/** Only while this form is still open. */
	const ifOpen = (change: (state: ScreenState, form: Form) => ScreenState): void =>
		update(state =>
			state.layer?.kind === 'form' && state.layer.id === id ? change(state, state.layer) : state,
		);
	const revise = (change: (form: Form) => Form): void =>
		ifOpen((state, form) => openLayer(state, change(form)));

	const learn = (more: Learned): void => {
		learned = {...learned, ...more};
		revise(form => {
			const values = valuesOf(form);
			return {...form, fields: keepCarets(form.fields, fieldsOf(now(), {...kept, ...values}))};
		});
		ifOpen((state, form) => {
			measure(valuesOf(form));
			return state;
		});
	};
	const measure = (values: Values): void => {
		const {defaults} = learned;
		for (const path of [defaults?.tempPath, placeOf(now(), values).place]) {
			if (path !== undefined) places.measure(path, defaults);
		}
	};

	const form: Form = {
		...{kind: 'form', id, title: 'Add', done: 'add', fields: fieldsOf(now(), kept), at: 0},
		about: values => aboutAdding(now(), values),
		changed: measure,
		back: values => update(state => openLayer(state, line(values))),
		submit: values => {
			const {batch} = learned;
			if (!batch) return 'What was given is still being read.';
			const options = optionsOf(values);
			const problem = problemOf(options, batch.fresh.length);
			if (problem === undefined) void addBatch(scene, batch, options);
			return problem;
		},
	};
	update(state => openLayer(state, form));

	void scene.readSources(texts).then(found => {
		const problem = nothingIn(found);
		if (problem === undefined) learn({batch: sortOut(found, knownNow(scene))});
		else {
			// The line has room for a few words of it.
			engine.events.note(4, `Nothing was added. ${problem}`);
			ifOpen((state, form) => openLayer(state, {...line(valuesOf(form)), label: 'Add', problem}));
		}
	});
	// While the server is away it is not known how it is set; that it is away is said elsewhere.
	engine.client.ask(endpoints.preferences).then(
		preferences => learn({defaults: readAddDefaults(preferences)}),
		() => {},
	);
};

const sceneOf = ({engine}: Scene, learned: Learned, places: Places): AddScene => {
	const {categories, tags} = engine.mirror.store.get().maindata;
	const {batch, defaults} = learned;
	const free = (path: string): number | undefined => places.free(path, defaults);
	return {batch, defaults, categories, tags, places: places.list, free};
};

const fieldsOf = ({batch, defaults, categories, tags, places}: AddScene, values: Values) => {
	const [first, ...others] = batch?.fresh ?? [];
	const world = {
		categories: [...categories.keys()].sort(),
		tags: [...tags].sort(),
		only: first && others.length === 0 ? nameOf(first) : undefined,
	};
	return addFields({...world, places, defaults}, values);
};

const knownNow = ({engine}: Scene) =>
	createKnown(engine.mirror.store.get().maindata.torrents.values());

/** Why there is nothing in it that could be added. */
const nothingIn = (found: ReadonlyArray<Source | NoSource>): string | undefined => {
	const [first] = found;
	if (!first) return 'Nothing was given.';
	if (first.kind !== 'none' || found.some(({kind}) => kind !== 'none')) return undefined;
	return found.length === 1
		? first.why
		: `None of these ${found.length} can be added. ${first.why}`;
};
