/** `at` and `end`: where it stands in the text. */
export type Token = {at: number; end: number} & (
	| {kind: 'word'; text: string; quoted: boolean}
	| {kind: '(' | ')' | '|' | '!'}
);

const tokenPattern = /([()|])|(!)(?=\S|$)|((?:[^\s()|"]|"(?:[^"]|"")*(?:"|$))+)/g;

export const tokenize = (text: string): Token[] =>
	[...text.trimEnd().matchAll(tokenPattern)].map(({0: whole, 1: mark, 3: word, index: at}) => {
		const place = {at, end: at + whole.length};
		if (mark === '(' || mark === ')' || mark === '|') return {kind: mark, ...place};
		if (word === undefined) return {kind: '!', ...place};
		return {kind: 'word', text: unquote(word), quoted: word.startsWith('"'), ...place};
	});

const quotedPart = /"((?:[^"]|"")*)(?:"|$)/g;

/** Quotes hold what would else mean something, such as spaces; a quote among it stands twice. */
const unquote = (word: string): string =>
	word.replace(quotedPart, (_, inner: string) => inner.replaceAll('""', '"'));

/** A text as part of a word, in quotes where it needs them. */
export const quote = (text: string): string =>
	text !== '' && !/[\s()|"]/.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
