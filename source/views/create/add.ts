import {choiceField, type Form, textField, type Values} from '../../hooks/form.ts';
import {openLayer} from '../../hooks/screen-state.ts';
import {badCategory, categoryForm} from '../../qbit/add-options.ts';
import type {AddWish} from '../../qbit/create/add-made.ts';
import {placeOf} from '../../qbit/create/options.ts';
import {tagsIn} from '../add/fields.ts';
import {tell, tellFailure} from '../doing.ts';
import type {Scene} from '../scene.ts';
import {type CreateRow, nameOf} from './rows.ts';
import {fileOf} from './save.ts';

/** Asks how a torrent that was made is to be added, and adds it where its files are. */
export const openAddMade = (scene: Scene, row: CreateRow): void => {
	const {categories, tags} = scene.engine.mirror.store.get().maindata;
	const wished = row.making?.wish.add;
	const form: Form = {
		...{kind: 'form', id: Symbol('add made'), title: `Add ${nameOf(row)}`, done: 'add', at: 0},
		fields: [
			textField('category', 'Category', wished?.category, [...categories.keys()].sort()),
			{...textField('tags', 'Tags', wished?.tags?.join(', '), [...tags].sort()), many: true},
			choiceField('start', 'Start', [
				{value: '', label: 'seed it'},
				{value: 'no', label: 'add it stopped'},
			]),
			choiceField('managed', 'Place', [
				{value: '', label: 'where its files are'},
				{value: 'yes', label: 'managed: its category’s'},
			]),
		],
		about: values => ({
			lines: [
				{
					text:
						values.managed === 'yes'
							? '! Automatic management moves its files to its category’s place.'
							: `Its files stay in ${placeOf(row.source)}.`,
					look: values.managed === 'yes' ? 'warning' : 'muted',
					keep: 1,
				},
			],
			notes: {tags: {text: 'several with commas', look: 'muted'}},
			offers: {},
		}),
		submit: values => {
			const {category = ''} = values;
			if (category !== '' && !categoryForm.test(category)) return badCategory;
			void addRow(scene, row, wishOf(values));
			return undefined;
		},
		back: () => {},
	};
	scene.update(state => openLayer(state, form));
};

const wishOf = ({category = '', tags = '', start, managed}: Values): AddWish => ({
	stopped: start === 'no',
	...(category !== '' && {category}),
	...(tags !== '' && {tags: tagsIn(tags)}),
	...(managed === 'yes' && {managed: true}),
});

const addRow = async (scene: Scene, row: CreateRow, wish: AddWish): Promise<void> => {
	const {creator, mirror} = scene.engine;
	const name = nameOf(row);
	try {
		const file = await fileOf(scene, row);
		const {is, why} = await creator.add({file, source: row.source}, wish);
		if (is === 'failed') tell(scene, {text: `${name}: ${why}`, look: 'bad'});
		else if (is === 'there') {
			tell(scene, {text: `${name} is among the torrents already. ${why}`.trim(), look: 'warning'});
		} else tell(scene, {text: `Added ${name}.`, look: 'good'});
	} catch (error) {
		tellFailure(scene, `${name} was not added`, error);
	}
	mirror.poke();
};
