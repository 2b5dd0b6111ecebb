import {ask, prompt} from '../hooks/layers.ts';
import {openLayer, say} from '../hooks/screen-state.ts';
import {addSources} from '../qbit/add.ts';
import type {AddResult} from '../qbit/add-one.ts';
import {plural} from './format.ts';
import type {Scene} from './scene.ts';

/** Asks for something to add: a magnet link, hash or URL, a .torrent file of this machine, a folder. */
export const askForSources = (scene: Scene): void =>
	scene.update(state =>
		openLayer(
			state,
			prompt('Add (magnet, hash, URL, .torrent, folder)', '', text => {
				if (text === '') return 'Nothing was given.';
				void addAll(scene, [text]);
				return undefined;
			}),
		),
	);

/** What is pasted into the list is to be added, one source a line; that is asked first. */
export const addPasted = (scene: Scene, text: string): void => {
	const lines = text
		.split('\n')
		.map(line => line.trim())
		.filter(line => line !== '');
	const [first] = lines;
	if (first === undefined) return;
	const what = lines.length === 1 ? `“${first}”` : `${lines.length} lines, the first “${first}”`;
	scene.update(state =>
		openLayer(
			state,
			ask(`Add ${what}?`, () => void addAll(scene, lines)),
		),
	);
};

const addAll = async (scene: Scene, texts: readonly string[]): Promise<void> => {
	const {engine, update, readSources} = scene;
	const sources = await readSources(texts);
	update(state => say(state, `Adding ${plural(sources.length, 'torrent')} …`, 'good'));
	const results = await addSources(engine.client, sources);
	const {text, look} = summarise(results);
	update(state => say(state, text, look));
	engine.mirror.poke();
};

/** "Added 2. 1 is there already: Sintel. 1 refused: …" */
export const summarise = (
	results: readonly AddResult[],
): {text: string; look: 'good' | 'warning' | 'bad'} => {
	const added = results.filter(result => result.is === 'added' || result.is === 'pending').length;
	const duplicates = results.flatMap(result => (result.is === 'duplicate' ? result.name : []));
	const refused = results.flatMap(result => (result.is === 'refused' ? result.why : []));
	const parts = [
		added > 0 ? `Added ${plural(added, 'torrent')}.` : '',
		duplicates.length > 0 ? `${duplicates.length} there already: ${duplicates[0]}.` : '',
		refused.length > 0 ? `${refused.length} refused: ${refused[0]}` : '',
	];
	const look = refused.length > 0 ? 'bad' : duplicates.length > 0 ? 'warning' : 'good';
	return {text: parts.filter(part => part !== '').join(' '), look};
};
