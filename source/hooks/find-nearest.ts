/** What is found by its name, or by the keys that do it. */
export type Named = {
	label: string;
	/** As they are pressed: "L d". */
	keys?: string;
	/** It is in a menu that another one opens. */
	isInside?: boolean;
};

/** Those that hold every word that was typed, or have just that key; the nearest first. */
export const findNearest = <Item extends Named>(items: readonly Item[], query: string): Item[] => {
	const typed = query.trim();
	if (typed === '') return [...items];
	const words = typed.toLowerCase().split(/\s+/);
	return items
		.map(item => ({item, distance: distanceOf(item, typed, words)}))
		.filter(({distance}) => distance < Infinity)
		.sort((a, b) => a.distance - b.distance || fewerWords(a.item, b.item))
		.map(({item}) => item);
};

/** A menu goes before what is in it: "tag" opens the tags, and does not delete one. */
const fewerWords = (a: Named, b: Named): number =>
	Number(a.isInside ?? false) - Number(b.isInside ?? false) || a.label.length - b.label.length;

/** 0 is the key itself; then labels that begin with it, words that do, and what only holds it. */
const distanceOf = ({keys = '', label}: Named, typed: string, words: readonly string[]): number => {
	const text = label.toLowerCase();
	if (keys === typed || keys.split(' ').includes(typed)) return 0;
	if (!words.every(word => text.includes(word))) return Infinity;
	if (text.startsWith(words[0] ?? '')) return 1;
	return words.every(word => beginsWord(text, word)) ? 2 : 3;
};

const beginsWord = (text: string, word: string): boolean =>
	text.startsWith(word) || text.includes(` ${word}`);
