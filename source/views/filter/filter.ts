import type {Torrent} from '../../qbit/types.ts';
import {findView} from './saved-views.ts';
import {type Token, tokenize} from './tokens.ts';
import {
	everything,
	type FilterContext,
	FilterProblem,
	nameHas,
	type Reading,
	type Test,
	word,
} from './words.ts';

/**
 * The filter language of the screen and of `qbtui list`:
 *
 *     ubuntu iso            both words in the name
 *     "long name"           words with a space
 *     state:seeding tag:keep
 *     cat:linux | cat:films
 *     !disk:ssd size>10G ratio<1 (added<7d | up>1M)
 *     cat:"my films" tag=Keep   a quote in a name is written twice; = is to the letter
 *     view:big                  a saved one
 */
export type Filter = {
	test: (torrent: Torrent) => boolean;
	/** Why the text can't be read as a filter; `test` then lets everything pass. */
	problem?: string;
	/** It asks for ages, which go on without a change of the torrent. */
	ages: boolean;
};

/** As in `added<7d`. */
const agePattern = /\b((added|completed|seen)[<>=!]|health:)/i;

export const compileFilter = (text: string, context: FilterContext): Filter => {
	let ages = false;
	/** @param inside The views that are being read, so that none is read within itself. */
	const read = (text: string, inside: readonly string[]): Test => {
		if (agePattern.test(text)) ages = true;
		const viewNamed: Reading['viewNamed'] = name => {
			const view = findView(context.views?.() ?? [], name);
			if (!view) throw new FilterProblem(`There is no view “${name}”.`);
			const path = [...inside, view.name];
			if (inside.includes(view.name))
				throw new FilterProblem(`The view “${view.name}” names itself: ${path.join(' → ')}.`);
			return read(view.filter, path);
		};
		return parseFilter(tokenize(text), {...context, viewNamed});
	};
	try {
		const test = read(text, []);
		return {test, ages};
	} catch (error) {
		if (error instanceof FilterProblem)
			return {test: everything, problem: error.message, ages: false};
		throw error;
	}
};

/** Nobody writes so many; a paste that is none of a filter may have them. */
const deepest = 100;

/** any = all ("|" all)*, all = one*, one = "!" one | "(" any ")" | word */
const parseFilter = (tokens: readonly Token[], context: Reading): Test => {
	let at = 0;
	let depth = 0;

	const any = (): Test => {
		const choices = [all()];
		while (tokens[at]?.kind === '|') {
			at++;
			choices.push(all());
		}
		// While it is being typed, the other choice is not there yet.
		const given = choices.filter(test => test !== undefined);
		const [only = everything] = given;
		return given.length < 2 ? only : torrent => given.some(test => test(torrent));
	};

	const all = (): Test | undefined => {
		const tests: Test[] = [];
		for (let token = tokens[at]; token; token = tokens[at]) {
			if (token.kind === '|' || token.kind === ')') break;
			tests.push(one(token));
		}
		if (tests.length > 0) return torrent => tests.every(test => test(torrent));
		return undefined;
	};

	const one = (token: Token): Test => {
		at++;
		if (token.kind === 'word')
			return token.quoted ? nameHas(token.text) : word(token.text, context);
		if (++depth > deepest) throw new FilterProblem('Too many "(" or "!" are nested.');
		const test = within(token);
		depth--;
		return test;
	};

	const within = (token: Token): Test => {
		const next = tokens[at];
		if (token.kind === '!') {
			// Half typed: there is nothing yet that it negates.
			if (!next || next.kind === ')' || next.kind === '|') return everything;
			const test = one(next);
			return torrent => !test(torrent);
		}
		const test = any();
		// While it is being typed, the closing parenthesis is not there yet.
		if (tokens[at]?.kind === ')') at++;
		return test;
	};

	const test = any();
	if (at < tokens.length) throw new FilterProblem('There is one ")" too many.');
	return test;
};
