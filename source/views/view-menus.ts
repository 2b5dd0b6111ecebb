import {ask, type MenuItem, menu} from '../hooks/layers.ts';
import type {SortChoice} from '../hooks/screen-state.ts';
import {tell, tellFailure} from './doing.ts';
import {
	findView,
	nameProblem,
	pickedView,
	renamedIn,
	type SavedView,
} from './filter/saved-views.ts';
import {quote} from './filter/tokens.ts';
import {askFor, open} from './menus/open.ts';
import type {Scene} from './scene.ts';
import {firstSort} from './torrents/column-choice.ts';

/** The list by a view: its filter and its order. */
export const pickView = (scene: Scene, name: string): void => {
	const view = findView(scene.views.all(), name);
	if (!view) return;
	scene.update(state => ({
		...state,
		filter: `view:${quote(view.name)}`,
		sort: view.sort === undefined ? state.sort : firstSort(view.sort, scene.allColumns),
	}));
};

/** The views by name, and how to keep one more. */
export const openViews = (scene: Scene): void => open(scene, menu('Saved views', viewItems(scene)));

export const viewItems = (scene: Scene): readonly MenuItem[] => [
	{label: 'keep the filter and the order of now…', run: () => keepPresent(scene)},
	...scene.views.all().map(({name}) => ({label: name, run: () => pickView(scene, name)})),
];

const sortText = (sort: readonly SortChoice[]): string =>
	sort.map(({name, descending}) => (descending ? '-' : '') + name).join();

/** Asks for a name, and keeps the filter and the order under it. */
export const keepPresent = (scene: Scene): void => {
	const {filter, sort} = scene.state;
	askFor(scene, 'Keep filter and order as', '', name => {
		const view: SavedView = {name, filter: filter.trim(), sort: sortText(sort)};
		const known = findView(scene.views.saved(), name);
		const others = scene.views.saved().filter(other => other !== known);
		const problem =
			nameProblem(scene.views.all(), name, known) ?? scene.views.problemOf([...others, view], view);
		if (problem !== undefined) return problem;
		const keep = () =>
			change(scene, `Kept as the view “${name}”.`, saved => [
				...saved.filter(other => other.name !== known?.name),
				view,
			]);
		if (known) open(scene, ask(`The view “${known.name}” will be lost. Replace it?`, keep));
		else keep();
		return undefined;
	});
};

export const renameView = (scene: Scene, name: string): void => {
	const known = savedOrSay(scene, name);
	if (!known) return;
	askFor(scene, 'Name of the view', name, next => {
		if (next === name) return undefined;
		const problem = nameProblem(
			scene.views.all().filter(view => view !== known),
			next,
			undefined,
		);
		if (problem !== undefined) return problem;
		const renamed = (filter: string): string => renamedIn(filter, name, next);
		change(
			scene,
			`The view “${name}” is now “${next}”.`,
			saved =>
				saved.map(view => ({
					...view,
					name: view.name === name ? next : view.name,
					filter: renamed(view.filter),
				})),
			renamed,
		);
		return undefined;
	});
};

export const deleteView = (scene: Scene, name: string): void => {
	const known = savedOrSay(scene, name);
	if (!known) return;
	const users = scene.views
		.saved()
		.filter(view => view !== known && renamedIn(view.filter, name, '') !== view.filter);
	const [user] = users;
	if (user) {
		const text = `The view “${user.name}” is made of “${name}”: change or delete that first.`;
		return scene.update(state => ({...state, notice: {text, look: 'warning'}}));
	}
	open(
		scene,
		ask(`The view “${name}” will be lost (no torrent is). Delete it?`, () => {
			const without = (saved: readonly SavedView[]) => saved.filter(view => view.name !== name);
			// What it stood for stays on the screen.
			change(scene, `Deleted the view “${name}”.`, without, filter =>
				pickedView(filter, [known]) ? known.filter : filter,
			);
		}),
	);
};

const savedOrSay = (scene: Scene, name: string): SavedView | undefined => {
	const known = scene.views.saved().find(view => view.name === name);
	if (known) return known;
	const text = `“${name}” comes with qbtui: keep a view of your own under another name.`;
	scene.update(state => ({...state, notice: {text, look: 'warning'}}));
	return undefined;
};

/** @param refilter What becomes of the filter in force. */
const change = (
	scene: Scene,
	done: string,
	next: (saved: readonly SavedView[]) => readonly SavedView[],
	refilter = (filter: string): string => filter,
): void => {
	const told = () => {
		scene.update(state => ({...state, filter: refilter(state.filter)}));
		tell(scene, {text: done, look: 'good'});
	};
	scene.views.change(next).then(told, error => tellFailure(scene, 'The views are not kept', error));
};
