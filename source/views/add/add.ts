import type {Values} from '../../hooks/form.ts';
import {type Prompt, prompt} from '../../hooks/layers.ts';
import {openLayer} from '../../hooks/screen-state.ts';
import type {Scene} from '../scene.ts';
import {openAddForm} from './form.ts';

/** Asks for something to add: a magnet link, hash or URL, a .torrent file of this machine, a folder. */
export const askForSources = (scene: Scene): void =>
	scene.update(state => openLayer(state, sourcesPrompt(scene, '')));

/** What is pasted into the list is to be added, one source a line. */
export const addPasted = (scene: Scene, text: string): void => {
	const lines = linesOf(text);
	if (lines.length > 0) fill(scene, lines);
};

/** The form; from there one comes back to the line, and nothing that was typed is lost. */
const fill = (scene: Scene, lines: readonly string[], kept: Values = {}): void =>
	openAddForm(scene, lines, kept, values => sourcesPrompt(scene, lines.join('\n'), values));

/** @param kept what was typed into the form before, by who came back from it */
const sourcesPrompt = (scene: Scene, text: string, kept: Values = {}): Prompt => ({
	...prompt('Add (magnet, hash, URL, .torrent, folder)', text, given => {
		if (given === '') return 'Nothing was given.';
		fill(scene, linesOf(given), kept);
		return undefined;
	}),
	// Several lines go on at once; a single one may still be changed.
	pasted: whole => {
		const lines = linesOf(whole);
		if (lines.length > 1) fill(scene, lines, kept);
		else scene.update(state => openLayer(state, sourcesPrompt(scene, whole.trim(), kept)));
	},
});

const linesOf = (text: string): string[] =>
	text
		.split(/[\r\n]+/)
		.map(line => line.trim())
		.filter(line => line !== '');
