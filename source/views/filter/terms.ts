import {quote, type Token, tokenize} from './tokens.ts';
import {stateWord} from './words.ts';

/** What the list can be filtered by beside it; each has terms `name:value` in the filter language. */
export type FacetName = 'state' | 'disk' | 'category' | 'tag' | 'tracker' | 'health' | 'view';

/** One value of a facet, as it stands in a filter. */
export type Term = {
	facet: FacetName;
	/** `=`: to the letter. */
	exact: boolean;
	value: string;
	/** As it was written. */
	raw: string;
};

/**
 * A filter taken apart: all of its pieces must hold. Any of the terms of an `any`, none of a `not`;
 * what the facets can't show is left as it was written.
 */
export type Piece =
	| {kind: 'any'; facet: FacetName; terms: readonly Term[]}
	| {kind: 'not'; facet: FacetName; term: Term}
	| {kind: 'other'; raw: string};

/** The field of each facet, as qbtui writes it. */
const fieldOf: Readonly<Record<FacetName, string>> = {
	state: 'state',
	disk: 'disk',
	category: 'cat',
	tag: 'tag',
	tracker: 'tracker',
	health: 'health',
	view: 'view',
};

const facetOf: ReadonlyMap<string, FacetName> = new Map([
	['state', 'state'],
	['disk', 'disk'],
	['cat', 'category'],
	['category', 'category'],
	['tag', 'tag'],
	['tracker', 'tracker'],
	['health', 'health'],
	['view', 'view'],
]);

/** Facets whose values are met to the letter by `=`. */
const hasExact: readonly FacetName[] = ['category', 'tag', 'tracker', 'disk'];

/**
 * The term for a value. `others` are the values beside it: when `:` would find one of them, too,
 * the term is to the letter.
 */
export const termFor = (facet: FacetName, value: string, others: Iterable<string>): Term => {
	const exact = hasExact.includes(facet) && needsExact(facet, value, others);
	return {facet, exact, value, raw: `${fieldOf[facet]}${exact ? '=' : ':'}${quote(value)}`};
};

const needsExact = (facet: FacetName, value: string, others: Iterable<string>): boolean => {
	if (value === '') return false;
	if (value.includes('*') && facet !== 'tracker' && facet !== 'disk') return true;
	const wanted = value.toLowerCase();
	for (const other of others) {
		const name = other.toLowerCase();
		if (other === value || (facet === 'category' && other.startsWith(`${value}/`))) continue;
		if (facet === 'tracker' ? name.includes(wanted) : name === wanted) return true;
		if (facet === 'category' && name.startsWith(`${wanted}/`)) return true;
	}
	return false;
};

const means = (term: Term, value: string): boolean =>
	term.exact
		? term.value === value
		: term.facet === 'state'
			? stateWord(term.value) === value
			: term.value.toLowerCase() === value.toLowerCase();

/** The pieces of a filter; undefined when its parentheses do not fit. */
export const takeApart = (text: string): Piece[] | undefined => {
	const tokens = tokenize(text);
	const whole = anyOf(tokens, text);
	if (whole) return [whole];
	const {pieces, end, isChoice} = readAll(tokens, text);
	if (end < tokens.length) return undefined;
	return isChoice ? [{kind: 'other', raw: `(${closed(text, tokens)})`}] : pieces;
};

/** Reads up to what closes it. `isChoice`: a `|` stands between the pieces. */
const readAll = (
	tokens: readonly Token[],
	text: string,
): {pieces: Piece[]; end: number; isChoice: boolean} => {
	const pieces: Piece[] = [];
	let isChoice = false;
	let at = 0;
	while (at < tokens.length && tokens[at]?.kind !== ')') {
		if (tokens[at]?.kind === '|') {
			isChoice = true;
			at++;
			continue;
		}
		const end = endOf(tokens, at);
		const piece = pieceOf(tokens.slice(at, end), text);
		if (piece) pieces.push(piece);
		at = end;
	}
	return {pieces, end: at, isChoice};
};

/** Where the piece that begins at a token ends: after its words, its parentheses and all. */
const endOf = (tokens: readonly Token[], from: number): number => {
	let at = from;
	while (tokens[at]?.kind === '!') at++;
	if (tokens[at]?.kind !== '(') return Math.min(at + 1, tokens.length);
	for (let depth = 0; at < tokens.length; at++) {
		if (tokens[at]?.kind === '(') depth++;
		if (tokens[at]?.kind === ')') depth--;
		if (depth === 0) return at + 1;
	}
	return tokens.length;
};

/** undefined: half typed, and of no meaning yet. */
const pieceOf = (tokens: readonly Token[], text: string): Piece | undefined => {
	const [first, ...rest] = tokens;
	if (!first || tokens.every(({kind}) => kind === '!')) return undefined;
	const inside = tokens.at(-1)?.kind === ')' ? rest.slice(0, -1) : rest;
	const any = first.kind === '(' ? anyOf(inside, text) : anyOf(tokens, text);
	if (any) return any;
	const term = first.kind === '!' && rest.length === 1 ? termOf(rest[0], text) : undefined;
	if (term) return {kind: 'not', facet: term.facet, term};
	return {kind: 'other', raw: closed(text, tokens)};
};

/** `a | b | c`, all of one facet. */
const anyOf = (tokens: readonly Token[], text: string): Piece | undefined => {
	const terms: Term[] = [];
	for (const [i, token] of tokens.entries()) {
		if (i % 2 === 1 && token.kind !== '|') return undefined;
		if (i % 2 === 1) continue;
		const term = termOf(token, text);
		if (!term || (terms[0] && terms[0].facet !== term.facet)) return undefined;
		terms.push(term);
	}
	const [first] = terms;
	return first && tokens.length % 2 === 1 ? {kind: 'any', facet: first.facet, terms} : undefined;
};

const termPattern = /^([a-z]+)([:=])(.*)$/is;

const termOf = (token: Token | undefined, text: string): Term | undefined => {
	if (token?.kind !== 'word' || token.quoted) return undefined;
	const [, field = '', operator = '', value = ''] = termPattern.exec(token.text) ?? [];
	const facet = facetOf.get(field.toLowerCase());
	const exact = operator === '=';
	if (!facet || (exact && !hasExact.includes(facet))) return undefined;
	// Just begun: it would take in what comes after it.
	const raw = closed(text, [token]);
	return {facet, exact, value, raw: raw.endsWith(operator) ? `${raw}""` : raw};
};

/** The text of tokens, with the quotes and parentheses closed that are not closed yet. */
const closed = (text: string, tokens: readonly Token[]): string => {
	const [first] = tokens;
	const last = tokens.at(-1);
	if (!first || !last) return '';
	const written = text.slice(first.at, last.end);
	// Standing alone it is a word; before another it would negate that.
	const isLoneMark = last.kind === 'word' && text.slice(last.at, last.end) === '!';
	const raw = isLoneMark ? `${written.slice(0, -1)}"!"` : written;
	const quotes = raw.replace(/[^"]/g, '').length;
	const open = tokens.reduce((sum, {kind}) => sum + (kind === '(' ? 1 : kind === ')' ? -1 : 0), 0);
	return raw + (quotes % 2 === 1 ? '"' : '') + ')'.repeat(Math.max(0, open));
};

export const putTogether = (pieces: readonly Piece[]): string =>
	pieces
		.flatMap(piece => {
			if (piece.kind === 'other') return piece.raw;
			if (piece.kind === 'not') return `!${piece.term.raw}`;
			const [only, ...others] = piece.terms;
			if (!only) return [];
			return others.length === 0 ? only.raw : `(${piece.terms.map(({raw}) => raw).join(' | ')})`;
		})
		.join(' ');

const isOf = (piece: Piece, facet: FacetName): boolean =>
	piece.kind !== 'other' && piece.facet === facet;

/** Without what a facet filters by. */
export const clearFacet = (pieces: readonly Piece[], facet: FacetName): Piece[] =>
	pieces.filter(piece => !isOf(piece, facet));

/** Without what any facet filters by: what was written by hand stays. */
export const clearFacets = (pieces: readonly Piece[]): Piece[] =>
	pieces.filter(({kind}) => kind === 'other');

/** By this value alone, of all of its facet. */
export const chooseOnly = (pieces: readonly Piece[], term: Term): Piece[] => {
	const first = pieces.findIndex(piece => isOf(piece, term.facet));
	const chosen: Piece = {kind: 'any', facet: term.facet, terms: [term]};
	const rest = clearFacet(pieces, term.facet);
	return first === -1 ? [...rest, chosen] : rest.toSpliced(first, 0, chosen);
};

/** Adds a value to the others of its facet, of which any will do; or takes it away. */
export const toggleTerm = (pieces: readonly Piece[], term: Term): Piece[] => {
	const {facet, value} = term;
	if (markOf(pieces, facet, value) === 'in') return without(pieces, facet, value);
	const rest = without(pieces, facet, value);
	const last = rest.findLastIndex(piece => piece.kind === 'any' && piece.facet === facet);
	const group = rest[last];
	if (group?.kind !== 'any') return [...rest, {kind: 'any', facet, terms: [term]}];
	return rest.with(last, {...group, terms: [...group.terms, term]});
};

/** Hides a value; or no longer. */
export const excludeTerm = (pieces: readonly Piece[], term: Term): Piece[] => {
	const {facet, value} = term;
	const rest = without(pieces, facet, value);
	return markOf(pieces, facet, value) === 'out' ? rest : [...rest, {kind: 'not', facet, term}];
};

const without = (pieces: readonly Piece[], facet: FacetName, value: string): Piece[] =>
	pieces.flatMap(piece => {
		if (piece.kind === 'other' || piece.facet !== facet) return piece;
		if (piece.kind === 'not') return means(piece.term, value) ? [] : piece;
		const terms = piece.terms.filter(term => !means(term, value));
		return terms.length === 0 ? [] : {...piece, terms};
	});

/** How a value is in force: asked for, hidden, or neither. */
export const markOf = (
	pieces: readonly Piece[],
	facet: FacetName,
	value: string,
): 'in' | 'out' | undefined => {
	for (const piece of pieces) {
		if (piece.kind === 'other' || piece.facet !== facet) continue;
		if (piece.kind === 'not' && means(piece.term, value)) return 'out';
		if (piece.kind === 'any' && piece.terms.some(term => means(term, value))) return 'in';
	}
	return undefined;
};
