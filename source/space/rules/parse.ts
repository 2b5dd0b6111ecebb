import {readSize, readSpan} from '../plan/amounts.ts';
import {wrongSegment} from '../plan/segments.ts';
import {
	categorySavePath,
	type Match,
	noProtection,
	type Protection,
	type Rule,
	type SizeTest,
	usualRule,
} from './shape.ts';

/** What is wrong with the rules, said so that it reads on from the setting’s name. */
export class RulesProblem extends Error {}

/** A field that can’t be read: what it must be. */
class Unfit extends Error {}

type Fields = Readonly<Record<string, unknown>>;
type Readers<Shape> = {
	readonly [Field in keyof Shape]-?: [key: string, read: (value: unknown) => Shape[Field]];
};

/**
 * Rules as they stand in the config file, in their order.
 *
 * @throws RulesProblem that names the rule and the field
 */
export const parseRules = (given: unknown): Rule[] => {
	if (!Array.isArray(given)) throw new RulesProblem('must be a list of rules');
	const rules = given.map((rule: unknown, index) => parseRule(rule, index));
	const names = rules.map(({name}) => name);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined) throw new RulesProblem(`must not name two rules “${twice}”`);
	return rules;
};

const parseRule = (given: unknown, index: number): Rule => {
	if (!isFields(given)) throw new RulesProblem(`must hold objects, which rule ${index + 1} is not`);
	const title = typeof given.name === 'string' ? `“${given.name}”` : String(index + 1);
	try {
		return {...usualRule('', `rule ${index + 1}`), ...read(given, '', ruleReaders)};
	} catch (error) {
		if (error instanceof Unfit) throw new RulesProblem(`has rule ${title}, ${error.message}`);
		throw error;
	}
};

/** Reads what is given by a table of fields; a field that is in none is an error. */
const read = <Shape extends object>(
	given: unknown,
	prefix: string,
	readers: Readers<Shape>,
): Partial<Shape> => {
	if (!isFields(given)) throw new Unfit(`whose ${prefix.slice(0, -1)} must be an object`);
	const rows = Object.entries<[string, (value: unknown) => unknown]>(readers);
	const unknown = Object.keys(given).find(key => !rows.some(([, [name]]) => name === key));
	if (unknown !== undefined) throw new Unfit(`whose ${prefix}${unknown} is no field of a rule`);
	const result: Partial<Shape> = {};
	for (const [field, [key, parse]] of rows) {
		if (given[key] === undefined) continue;
		Object.assign(result, {[field]: named(`${prefix}${key}`, () => parse(given[key]))});
	}
	return result;
};

const named = <Value>(field: string, parse: () => Value): Value => {
	try {
		return parse();
	} catch (error) {
		if (!(error instanceof Unfit) || error.message.startsWith('whose ')) throw error;
		throw new Unfit(`whose ${field} ${error.message}`);
	}
};

const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string => {
	if (typeof value !== 'string' || value === '') throw new Unfit('must be a text');
	return value;
};

/** One text or several; '' may be among categories. */
const texts =
	(least = 1) =>
	(value: unknown): readonly string[] => {
		const list: readonly unknown[] = Array.isArray(value) ? value : [value];
		const fits = list.every(item => typeof item === 'string' && item.length >= least);
		if (!fits || list.length === 0) throw new Unfit('must be a text or a list of texts');
		return list.map(String);
	};

/** A tag is stored without spaces around it, and none holds a comma. */
const tags = (value: unknown): readonly string[] => {
	const list = texts()(value).map(tag => tag.trim());
	if (list.some(tag => tag === '' || tag.includes(','))) {
		throw new Unfit('must hold tags, in which there are no commas');
	}
	return list;
};

const oneOf =
	<Word extends string>(...words: readonly Word[]) =>
	(value: unknown): Word => {
		const word = words.find(candidate => candidate === value);
		if (word === undefined) throw new Unfit(`must be ${words.join(' or ')}`);
		return word;
	};

const truth = (value: unknown): boolean => {
	if (typeof value !== 'boolean') throw new Unfit('must be true or false');
	return value;
};

const span = (value: unknown): number => {
	const seconds = readSpan(value);
	if (seconds === undefined) throw new Unfit('must be a time such as 3d, 12h or 15m');
	return seconds;
};

const ratio = (value: unknown): number => {
	if (typeof value !== 'number' || !(value >= 0)) throw new Unfit('must be a number from 0');
	return value;
};

const priority = (value: unknown): number => {
	if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 10) return value;
	throw new Unfit('must be a whole number from -10 to 10');
};

const operators = ['>=', '<=', '>', '<'] as const;

const sizeTest = (written: string): SizeTest => {
	const is = operators.find(operator => written.trim().startsWith(operator));
	const bytes = is && readSize(written.trim().slice(is.length));
	if (!is || bytes === undefined) throw new Unfit('must be a size such as ">=20GiB"');
	return {is, bytes};
};

const folder = (value: unknown): string => {
	if (typeof value !== 'string') throw new Unfit('must be a text');
	if (value === '' || value === categorySavePath) return value;
	if (/\{(?!category\})/.test(value)) throw new Unfit('may hold {category} and nothing else in {}');
	const wrong = wrongSegment(value.replaceAll('{category}', 'category'));
	if (wrong !== undefined) throw new Unfit(`must be folders below the disk’s: ${wrong}`);
	return value;
};

const matchReaders: Readers<Match> = {
	category: ['category', texts(0)],
	tagsAny: ['tags_any', tags],
	tagsAll: ['tags_all', tags],
	tagsNone: ['tags_none', tags],
	tracker: ['tracker', texts()],
	private: ['private', truth],
	size: ['size', value => texts()(value).map(sizeTest)],
	savePathUnder: ['save_path_under', texts()],
};

const protectionReaders: Readers<Protection> = {
	seedingTime: ['seeding_time', span],
	ratio: ['ratio', ratio],
	mode: ['mode', oneOf('all', 'any')],
	minAge: ['min_age', span],
};

const ruleReaders: Readers<Rule> = {
	name: ['name', text],
	match: ['match', value => read<Match>(value, 'match.', matchReaders)],
	dest: [
		'dest',
		value => ({
			...{volume: '', path: '{category}'},
			...read<Rule['dest']>(value, 'dest.', {
				volume: ['volume', text],
				path: ['path', folder],
			}),
		}),
	],
	move: ['move', oneOf('on_complete', 'on_pressure', 'never')],
	protect: [
		'protect_until',
		value => ({
			...noProtection,
			...read<Protection>(value, 'protect_until.', protectionReaders),
		}),
	],
	autoTmm: ['auto_tmm', oneOf('skip', 'take_manual')],
	hardlinkedOutside: ['hardlinked_outside', oneOf('skip', 'count_zero')],
	priority: ['priority', priority],
};
