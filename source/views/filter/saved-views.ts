import type {Volume} from '../../space/paths.ts';
import {quote, tokenize} from './tokens.ts';

/** A filter and an order under a name. */
export type SavedView = {
	name: string;
	filter: string;
	/** As in the settings: "-size"; undefined leaves the order as it is. */
	sort: string | undefined;
};

/** TABLE: the views that are there without being saved. */
const usualViews: readonly SavedView[] = [
	{name: 'new today', filter: 'added<1d', sort: '-added'},
	{name: 'stuck', filter: 'health:stalled', sort: 'added'},
	{name: 'in trouble', filter: '!health:ok', sort: 'state'},
	{name: 'big and idle', filter: 'state:complete state:inactive size>20G', sort: '-size'},
	{name: 'has given back', filter: 'state:seeding ratio>2 seedtime>14d', sort: '-size'},
	{name: 'unsorted', filter: 'cat:"" tag:""', sort: '-added'},
];

/** Complete, and still on the fast disk, which is the first one. */
const waitingOn = ({tag}: Volume): SavedView => ({
	name: `done, still on ${tag}`,
	filter: `disk:${quote(tag)} state:complete completed>7d`,
	sort: '-size',
});

/** All there are: those that were saved, and then ours that none of them hides. */
export const allViews = (
	saved: readonly SavedView[],
	volumes: readonly Volume[],
): readonly SavedView[] => {
	const [first, ...others] = volumes;
	const ours = first && others.length > 0 ? [...usualViews, waitingOn(first)] : usualViews;
	return [...saved, ...ours.filter(({name}) => !findView(saved, name))];
};

/** By its name; in another case, too, when none has just that. */
export const findView = (views: readonly SavedView[], name: string): SavedView | undefined =>
	views.find(view => view.name === name) ??
	views.find(view => view.name.toLowerCase() === name.toLowerCase());

/** Why a view can't have that name; `replaces` may have it now. */
export const nameProblem = (
	views: readonly SavedView[],
	name: string,
	replaces: SavedView | undefined,
): string | undefined => {
	if (name === '') return 'A view needs a name.';
	const taken = findView(views, name);
	if (!taken || taken === replaces) return undefined;
	return replaces ? undefined : `There is a view “${taken.name}” already.`;
};

/** A filter with another name wherever it names a view. */
export const renamedIn = (filter: string, name: string, next: string): string =>
	tokenize(filter)
		.filter(token => token.kind === 'word' && !token.quoted && namesView(token.text, name))
		.reduceRight(
			(text, {at, end}) => `${text.slice(0, at)}view:${quote(next)}${text.slice(end)}`,
			filter,
		);

const namesView = (word: string, name: string): boolean =>
	word.toLowerCase() === `view:${name.toLowerCase()}`;

/** The view that is all of a filter, whose order then holds, too. */
export const pickedView = (filter: string, views: readonly SavedView[]): SavedView | undefined => {
	const [token, ...others] = tokenize(filter);
	if (token?.kind !== 'word' || token.quoted || others.length > 0) return undefined;
	return /^view:/i.test(token.text) ? findView(views, token.text.slice('view:'.length)) : undefined;
};
