import {findNearest} from './find-nearest.ts';
import {type Line, lineOf} from './line-editor.ts';

/** A yes or no; no unless told otherwise. */
export type Ask = {
	kind: 'ask';
	/** Says what will be lost. */
	text: string;
	/** What has to be typed for a yes, where a slip of one key would cost too much. */
	typed: string | undefined;
	/** What else should be known, beside the keys. */
	note: string | undefined;
	line: Line;
	yes: () => void;
};

/** One line of text. */
export type Prompt = {
	kind: 'prompt';
	label: string;
	line: Line;
	problem: string | undefined;
	/** Takes the text, or says why it can't. */
	accept: (text: string) => string | undefined;
	/** Takes a paste with all its lines, and what was typed before and behind it. */
	pasted?: (text: string) => void;
};

/** One of several things; typing finds, a letter picks at once. */
export type Menu = {
	kind: 'menu';
	title: string;
	items: readonly MenuItem[];
	/** Makes an item of what was typed, where that may be new. */
	create: ((text: string) => MenuItem) | undefined;
	line: Line;
	index: number;
};

export type MenuItem = {
	label: string;
	/** Picks it at once; menus whose items have letters are not searched. */
	letter?: string;
	/** The keys that do the same from the list, shown before it. */
	keys?: string;
	/** It is in a menu that another one opens. */
	isInside?: boolean;
	/** It is so now, for all or for some of the torrents. */
	mark?: 'all' | 'some';
	/** Why it can't be picked. */
	blocked?: string | undefined;
	run: () => void;
};

export const ask = (text: string, yes: () => void, typed?: string, note?: string): Ask => ({
	kind: 'ask',
	text,
	typed,
	note,
	line: lineOf(''),
	yes,
});

export const prompt = (label: string, text: string, accept: Prompt['accept']): Prompt => ({
	kind: 'prompt',
	label,
	line: lineOf(text),
	problem: undefined,
	accept,
});

export const menu = (
	title: string,
	items: readonly MenuItem[],
	create?: (text: string) => MenuItem,
): Menu => ({kind: 'menu', title, items, create, line: lineOf(''), index: 0});

/** The items that are on offer: those that hold every word typed, and a new one last. */
export const offered = ({items, create, line}: Menu): MenuItem[] => {
	const wanted = line.text.trim();
	const found = findNearest(items, wanted);
	const isNew = wanted !== '' && !items.some(item => item.label === wanted);
	return create && isNew ? [...found, create(wanted)] : found;
};

/** Most that a menu takes of the screen. */
export const mostMenuLines = 10;

/** @param room Lines that there are for it. */
export const menuLines = (layer: Menu, room: number): number =>
	Math.min(mostMenuLines, Math.max(1, room), Math.max(1, offered(layer).length));
