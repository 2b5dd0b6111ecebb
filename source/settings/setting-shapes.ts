import {isRecord, tryParse} from '../qbit/shape.ts';
import {wrongSegment} from '../space/plan/segments.ts';
import {type MoveOrder, moveOrders} from '../space/plan/shape.ts';
import {parseRules, RulesProblem} from '../space/rules/parse.ts';
import type {Rule} from '../space/rules/shape.ts';
import {wrongAddress, wrongCommand} from '../space/run/hook-values.ts';
import {type Preset, readPreset} from '../views/create/presets.ts';
import type {SavedView} from '../views/filter/saved-views.ts';
import {absolutePath, oneOf, ownAbsolutePath, quoted, text, time, Wrong} from './setting-values.ts';

/** Servers keep tags without spaces around, and send them with commas between. */
export const placeTag = (given: unknown): string => {
	const tag = text(given).trim();
	if (tag === '' || /[,\0-\x1f]/.test(tag)) {
		throw new Wrong(`must be a tag without commas, not ${quoted(given)}`);
	}
	return tag;
};

export const folderBelow = (given: unknown): string => {
	const path = text(given);
	const wrong = wrongSegment(path);
	if (wrong !== undefined) throw new Wrong(`must be a folder below the large disk’s: ${wrong}`);
	return path;
};

export const ruleList = (given: unknown): readonly Rule[] => {
	try {
		return parseRules(given);
	} catch (error) {
		if (error instanceof RulesProblem) throw new Wrong(error.message);
		throw error;
	}
};

export const orderList = (given: unknown): readonly MoveOrder[] =>
	(Array.isArray(given) ? given : text(given).split(',')).map(item =>
		oneOf(...moveOrders)(typeof item === 'string' ? item.trim() : item),
	);

/** A shell command, or a program with its arguments, which then needs no shell. */
export const command = (given: unknown): string | readonly string[] => {
	if (typeof given === 'string' && given !== '') return given;
	if (Array.isArray(given) && given.length > 0 && given.every(part => typeof part === 'string')) {
		return given;
	}
	throw new Wrong('must be a command, or a list of a program and its arguments');
};

/** Server's folder to this machine's folder. As text: /downloads=/mnt/tank/downloads,/a=/b */
export const pathMap = (given: unknown): ReadonlyArray<readonly [server: string, here: string]> => {
	const pairs =
		typeof given === 'string'
			? given.split(',').map(pair => pair.split('=').map(part => part.trim()))
			: typeof given === 'object' && given !== null
				? Object.entries(given)
				: [];
	if (pairs.length === 0 || pairs.some(pair => pair.length !== 2)) {
		throw new Wrong('must be pairs such as {"/downloads": "/mnt/downloads"}');
	}
	return pairs.map(([server, here]) => [absolutePath(server), ownAbsolutePath(here)] as const);
};

/** A program with its arguments; in the environment as JSON. */
export const hookCommand = (given: unknown): readonly string[] => {
	const value = typeof given === 'string' ? tryParse(given) : given;
	const parts = Array.isArray(value) ? value.filter(part => typeof part === 'string') : [];
	if (!Array.isArray(value) || parts.length === 0 || parts.length < value.length) {
		throw new Wrong(
			'must be a list such as ["/usr/bin/scan", "{path}"]: a program and its arguments',
		);
	}
	const wrong = parts[0] === '' ? 'must begin with a program' : wrongCommand(parts);
	if (wrong !== undefined) throw new Wrong(wrong);
	return parts;
};

/** Not quoted back: it may hold a key. */
export const hookAddress = (given: unknown): string => {
	const address = text(given);
	const wrong = wrongAddress(address);
	if (wrong !== undefined) throw new Wrong(wrong);
	return address;
};

export const hookMethod = (given: unknown): 'GET' | 'POST' =>
	oneOf('get', 'post')(given) === 'get' ? 'GET' : 'POST';

/** Kept in seconds. */
export const hookTime = (given: unknown): number => {
	const seconds = time(given);
	if (seconds <= 0) throw new Wrong('must be more than nothing, such as 1m');
	return seconds;
};

/** Which keys do what another one did; whether they clash is seen when all keys are known. */
export const keyMap = (given: unknown): Readonly<Record<string, readonly string[]>> => {
	if (typeof given !== 'object' || given === null || Array.isArray(given))
		throw new Wrong('must be pairs such as {"p": "S"}, and can be given in the file only');
	const pairs = Object.entries(given).map(([key, keys]) => [key, [keys].flat().map(text)] as const);
	return Object.fromEntries(pairs);
};

/** Name to {filter, sort}, or to the filter alone. */
export const views = (given: unknown): readonly SavedView[] => {
	const value = typeof given === 'string' ? tryParse(given) : given;
	if (!isRecord(value)) {
		throw new Wrong('must be pairs such as {"big": {"filter": "size>10G", "sort": "-size"}}');
	}
	const found = Object.entries(value).map(([name, view]) =>
		viewOf(name, typeof view === 'string' ? {filter: view} : view),
	);
	for (const [i, {name}] of found.entries()) {
		const same = found.slice(0, i).find(view => view.name.toLowerCase() === name.toLowerCase());
		if (same) throw new Wrong(`must not have both ${quoted(same.name)} and ${quoted(name)}`);
	}
	return found;
};

const viewOf = (name: string, view: unknown): SavedView => {
	const must = (what: string) => new Wrong(`must have ${what} for the view ${quoted(name)}`);
	if (name.trim() === '') throw new Wrong('must have a name for each view');
	if (!isRecord(view)) throw must('a filter, or {"filter": …, "sort": …},');
	const {filter, sort, ...others} = view;
	const [unknown] = Object.keys(others);
	if (unknown !== undefined) {
		throw new Wrong(
			`must not have ${quoted(unknown)} in the view ${quoted(name)}: only filter and sort`,
		);
	}
	if (typeof filter !== 'string') throw must('a text as "filter"');
	if (sort !== undefined && typeof sort !== 'string') throw must('a text as "sort"');
	return {name, filter, sort};
};

/** Name to what the form says. */
export const presets = (given: unknown): readonly Preset[] => {
	if (!isRecord(given)) throw new Wrong('must be pairs such as {"my tracker": {"format": "v1"}}');
	return Object.entries(given).map(([name, values]) => {
		const preset = readPreset(name, values);
		if (typeof preset === 'string') throw new Wrong(preset);
		return preset;
	});
};

/** As the config file has them. */
export const viewsAsSetting = (views: readonly SavedView[]): Record<string, unknown> =>
	Object.fromEntries(
		views.map(({name, filter, sort}) => [name, sort === undefined ? {filter} : {filter, sort}]),
	);
