import type {About, Values} from '../../hooks/form.ts';
import {badCategory, categoryForm} from '../../qbit/add-options.ts';
import {
	type Abilities,
	type CreateOptions,
	nameFrom,
	placeOf,
	wrongUrl,
	wrongWebSeed,
} from '../../qbit/create/options.ts';
import {piecesIn} from '../../qbit/create/read-values.ts';
import {type Seen, whyNoSource} from '../../qbit/create/source.ts';
import {tagsIn} from '../add/fields.ts';
import {bytes, count, plural} from '../format.ts';
import type {Draft} from './fields.ts';

/** What is known while the form is open. */
export type CreateScene = {
	draft: Draft;
	abilities: Abilities;
	/** undefined: not known yet. */
	seen: Seen | undefined;
	/** Bytes of the source, where the server tells. */
	size: number | undefined;
	categories: ReadonlySet<string>;
	tags: ReadonlySet<string>;
	onlyV1: boolean;
};

type Line = About['lines'][number];
type Note = About['notes'][string];

/** More than these make a .torrent of megabytes, which servers and trackers may refuse. */
const manyPieces = 50_000;

/** What the form says: of what would be made, and of each field. Pure. */
export const aboutCreating = (scene: CreateScene, values: Values): About => {
	const {draft} = scene;
	const {options} = draft;
	return {
		lines: linesOf(scene),
		notes: {
			source: sourceNote(scene, values.source ?? ''),
			piece_size: piecesNote(scene),
			private: {text: 'only its trackers tell of it', look: 'muted'},
			trackers: trackersNote(options),
			web_seeds: webSeedsNote(options),
			label: {text: 'a word that trackers ask for', look: 'muted'},
			dotfiles: {text: 'files whose names begin with a dot, too', look: 'muted'},
			after: thenNote(draft),
			category: categoryNote(scene),
			tags: tagsNote(scene),
			managed: draft.add?.managed
				? {text: 'moves its files to the category’s place', look: 'warning'}
				: muted(nameFrom(options.source) === '' ? '' : placeOf(options.source)),
			here:
				draft.here === '' ? muted('a folder of this machine; s saves it later, too') : muted(''),
			there: thereNote(scene),
			keep_as: muted('a preset of all this, for the next time'),
		},
		offers: {},
	};
};

const muted = (text: string): Note => ({text, look: 'muted'});

const linesOf = ({draft, seen, size, onlyV1}: CreateScene): Line[] => {
	const {source, withDotfiles = false} = draft.options;
	const lines: Line[] = [];
	const wrong = seen && whyNoSource(source, seen, withDotfiles);
	if (wrong) lines.push({text: `! ${wrong.message}`, look: 'bad', keep: 1});
	else if (seen?.is === 'folder' || seen?.is === 'file') {
		const told = size === undefined ? '' : `, ${bytes(size)}`;
		lines.push({
			text: `A torrent of the ${seen.is} ${nameFrom(source)}${told}`,
			look: 'text',
			keep: 1,
		});
	} else lines.push(hint);
	if (onlyV1) {
		lines.push({
			text: 'This server makes v1 torrents only (libtorrent 1.2).',
			look: 'warning',
			keep: 2,
		});
	}
	return lines;
};

const hint: Line = {
	text: 'A file or folder that the server has: → takes what is on offer.',
	...{look: 'muted', keep: 1},
};

/** Another path than was typed: that of this machine was meant. */
const sourceNote = ({draft, seen}: CreateScene, typed: string): Note => {
	const {source} = draft.options;
	if (typed === '') return muted('its path on the server');
	if (seen?.is === 'missing') return {text: 'not there', look: 'bad'};
	const what = seen?.is === 'file' || seen?.is === 'folder' ? seen.is : '';
	const isMapped = typed.replace(/(?<=.)[\\/]+$/, '') !== source;
	if (isMapped) return {text: `${source} on the server`, look: 'good'};
	return what === '' ? muted('') : {text: what, look: 'good'};
};

const piecesNote = ({draft, size}: CreateScene): Note => {
	const {pieceSize} = draft.options;
	if (pieceSize === undefined) return muted('→ chooses another size');
	if (size === undefined) return muted('how many is known when it is made');
	const pieces = piecesIn(size, pieceSize);
	return pieces > manyPieces
		? {text: `${count(pieces)} pieces: the .torrent would be large`, look: 'warning'}
		: {text: plural(pieces, 'piece'), look: 'good'};
};

const trackersNote = ({trackers = []}: CreateOptions): Note => {
	const wrong = trackers.flat().map(wrongUrl).find(Boolean);
	if (wrong !== undefined) return {text: wrong, look: 'bad'};
	if (trackers.length === 0) return muted('none; , within a tier, | between tiers');
	return muted(trackers.map((tier, i) => `tier ${i + 1}: ${tier.length}`).join(', '));
};

const webSeedsNote = ({webSeeds = []}: CreateOptions): Note => {
	const wrong = webSeeds.map(wrongWebSeed).find(Boolean);
	if (wrong !== undefined) return {text: wrong, look: 'bad'};
	return muted(webSeeds.length === 0 ? 'none; several with commas' : '');
};

const thenNote = ({add}: Draft): Note => {
	if (!add) return muted('it can be added later with a');
	return muted(add.stopped ? '' : 'as the server itself would do, too');
};

const categoryNote = ({draft, categories}: CreateScene): Note => {
	if (!draft.add) return muted('when it is added');
	const {category = ''} = draft.add;
	if (category === '') return muted('none');
	if (!categoryForm.test(category)) return {text: badCategory, look: 'bad'};
	return categories.has(category) ? muted('') : {text: 'new', look: 'good'};
};

const tagsNote = ({draft, tags}: CreateScene): Note => {
	const given = draft.add?.tags ?? [];
	if (given.length === 0)
		return muted(draft.add ? 'none; several with commas' : 'when it is added');
	const fresh = tagsIn(given.join(',')).filter(tag => !tags.has(tag));
	return fresh.length > 0 ? {text: `new: ${fresh.join(', ')}`, look: 'good'} : muted('');
};

const thereNote = ({draft, abilities}: CreateScene): Note =>
	draft.options.file === undefined
		? muted('a path of the server for the .torrent, too')
		: abilities.dotfiles
			? muted('folders are made')
			: muted('its folder must be there');
