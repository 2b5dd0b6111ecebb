import {ask, type MenuItem, menu} from '../../hooks/layers.ts';
import {createCategory, editCategory, removeCategories} from '../../qbit/server-verbs.ts';
import {step} from '../../qbit/step.ts';
import type {Category, Torrent} from '../../qbit/types.ts';
import {runSteps} from '../../qbit/undoable.ts';
import {verbs} from '../../qbit/verbs.ts';
import {describeTargets, doTo, doToServer, targets} from '../act.ts';
import {controlsOf} from '../doing.ts';
import {plural} from '../format.ts';
import type {Scene} from '../scene.ts';
import {askFor, countsOf, markFor, open} from './open.ts';

const categoriesOf = ({engine}: Scene): ReadonlyMap<string, Category> =>
	engine.mirror.store.get().maindata.categories;

const namesOf = (scene: Scene): string[] => [...categoriesOf(scene).keys()].sort();

const having = ({engine}: Scene, category: string): Torrent[] =>
	[...engine.mirror.store.get().maindata.torrents.values()].filter(
		torrent => torrent.category === category,
	);

/** Of each category, how many torrents have it. */
const inCategories = (torrents: Iterable<Torrent>): ReadonlyMap<string, number> =>
	countsOf(torrents, ({category}) => [category]);

export const chooseCategory = (scene: Scene): void => {
	const torrents = targets(scene);
	const counts = inCategories(torrents);
	const item = (name: string): MenuItem => ({
		label: name === '' ? '(none)' : name,
		...markFor(counts.get(name) ?? 0, torrents.length),
		run: () => doTo(scene, verbs.setCategory, torrents, name),
	});
	open(
		scene,
		menu(
			`Category of ${describeTargets(torrents)}`,
			[...['', ...namesOf(scene)].map(item), ...categoryItems(scene)],
			name => ({
				label: `create ${name}`,
				run: () => createAndSet(scene, torrents, name, ''),
			}),
		),
	);
};

/** What can be done to the categories themselves. */
export const categoryItems = (scene: Scene): MenuItem[] => {
	const torrents = targets(scene);
	const none = categoriesOf(scene).size === 0 ? 'The server has no categories.' : undefined;
	return [
		{label: 'new one with a save path…', run: () => askForNew(scene, torrents)},
		{label: 'change the save path of one…', blocked: none, run: () => choosePathOf(scene)},
		{label: 'remove one from the server…', blocked: none, run: () => chooseRemoval(scene)},
	];
};

const askForNew = (scene: Scene, torrents: readonly Torrent[]): void =>
	askFor(scene, 'Name of the new category', '', name => {
		if (name === '') return 'A category needs a name.';
		if (categoriesOf(scene).has(name)) return 'There is one of that name.';
		askFor(scene, `Save path of ${name} (nothing: below the usual one)`, '', path => {
			createAndSet(scene, torrents, name, path);
			return undefined;
		});
		return undefined;
	});

const createAndSet = (
	scene: Scene,
	torrents: readonly Torrent[],
	category: string,
	savePath: string,
): void =>
	doToServer(scene, `Category ${category}`, async () => {
		await createCategory(scene.engine.client, category, {savePath});
		if (torrents.length > 0) doTo(scene, verbs.setCategory, torrents, category);
		return {text: `Category ${category} created.`};
	});

/** A menu of the categories, with where each has its files and how many torrents it has. */
const chooseOne = (scene: Scene, title: string, take: (category: Category) => void): void => {
	const counts = inCategories(scene.engine.mirror.store.get().maindata.torrents.values());
	const items = namesOf(scene).flatMap((name): MenuItem[] => {
		const category = categoriesOf(scene).get(name);
		if (!category) return [];
		const path = category.savePath === '' ? '' : `   ${category.savePath}`;
		const torrents = plural(counts.get(name) ?? 0, 'torrent');
		return [{label: `${name}   ${torrents}${path}`, run: () => take(category)}];
	});
	open(scene, menu(title, items));
};

const choosePathOf = (scene: Scene): void =>
	chooseOne(scene, 'Change the save path of', category =>
		askFor(scene, `Save path of ${category.name}`, category.savePath, path => {
			changePath(scene, category, path);
			return undefined;
		}),
	);

/** Its other place, for what is incomplete, has to be told again: it would be forgotten. */
const changePath = (scene: Scene, category: Category, savePath: string): void => {
	const {name, savePath: before, download_path: downloadPath} = category;
	const set = (path: string) =>
		editCategory(scene.engine.client, name, {
			savePath: path,
			downloadPath: downloadPath ?? undefined,
		});
	doToServer(scene, `Category ${name}`, async () => {
		await set(savePath);
		return {
			text: `Save path of ${name}: ${savePath || 'below the usual one'}`,
			undo: {label: `save path of category ${name}`, run: () => set(before)},
		};
	});
};

const chooseRemoval = (scene: Scene): void =>
	chooseOne(scene, 'Remove from the server', category => {
		const count = having(scene, category.name).length;
		const lose = count === 0 ? 'no torrent has it' : `${plural(count, 'torrent')} will lose it`;
		open(
			scene,
			ask(`Remove the category ${category.name}? ${lose};`, () => removeOne(scene, category)),
		);
	});

const removeOne = (scene: Scene, category: Category): void => {
	const {client} = scene.engine;
	const {name, savePath, download_path: downloadPath} = category;
	const had = having(scene, name);
	doToServer(scene, `Category ${name}`, async () => {
		await removeCategories(client, [name]);
		const back = async () => {
			await createCategory(client, name, {savePath, downloadPath: downloadPath ?? undefined});
			return runSteps(controlsOf(scene), step(verbs.setCategory, had, name));
		};
		return {
			text: `Category ${name} removed; ${plural(had.length, 'torrent')} had it.`,
			undo: {label: `removal of category ${name}`, restore: back},
		};
	});
};
