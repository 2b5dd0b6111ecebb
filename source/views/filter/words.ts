import {rowOf} from '../../qbit/row-of.ts';
import {tagsOf} from '../../qbit/step.ts';
import type {Torrent} from '../../qbit/types.ts';
import {likeWildcards} from '../../qbit/wildcards.ts';
import type {Volume} from '../../space/paths.ts';
import {isTime} from '../format.ts';
import {diskOf, trackerHost} from '../torrents/columns.ts';
import {healthOf, isHealth} from '../torrents/health.ts';
import {isActive, isStopped, stateOf, states} from '../torrents/states.ts';
import type {SavedView} from './saved-views.ts';

export type FilterContext = {
	volumes: readonly Volume[];
	/** ms since 1970: for ages such as `added<7d`. */
	now: () => number;
	/** Hosts of all its trackers; absent, the one tracker that works is all that is known. */
	hostsOf?: (torrent: Torrent) => readonly string[];
	/** What `view:` stands for. */
	views?: () => readonly SavedView[];
	/** Nobody types it on: what is half there is a mistake. */
	isWhole?: boolean;
};

/** What the words of one filter are read with. */
export type Reading = FilterContext & {
	/** The test of a saved view. @throws FilterProblem when there is none, or when it names itself. */
	viewNamed: (name: string) => Test;
};

export type Test = (torrent: Torrent) => boolean;

export const everything: Test = () => true;

/** What is wrong with a filter, for people. */
export class FilterProblem extends Error {}

const comparison = /^([a-z]+)(>=|<=|!=|>|<|=)(.*)$/is;
const field = /^([a-z]+):(.*)$/is;

/** One word of a filter: an amount, a field, or a part of the name. */
export const word = (text: string, context: Reading): Test => {
	const [, name = '', operator = '', amount = ''] = comparison.exec(text) ?? [];
	const measure = rowOf(measures, name.toLowerCase());
	if (measure) return compare(measure, operator, amount, text, context);
	const exact = rowOf(exactly, name.toLowerCase());
	if (exact && operator === '=') return exact(amount, context);
	const [, label = '', value = ''] = field.exec(text) ?? [];
	const make = rowOf(fields, label.toLowerCase());
	return make ? make(value, context) : nameHas(text);
};

/** In the name, in any case; a start of the hash is found, too. */
export const nameHas = (text: string): Test => {
	const wanted = text.toLowerCase();
	const isHash = /^[\da-f]{8,40}$/.test(wanted);
	return torrent =>
		torrent.name.toLowerCase().includes(wanted) || (isHash && torrent.hash.startsWith(wanted));
};

type Field = (value: string, context: Reading) => Test;

/** A category has those below it. */
const category: Field = given => {
	const value = given.toLowerCase();
	const matches = likeWildcards(value);
	return ({category: name}) =>
		matches(name) || (value !== '' && name.toLowerCase().startsWith(`${value}/`));
};

const stateWords: Readonly<Record<string, Test>> = {
	active: isActive,
	inactive: torrent => !isActive(torrent),
	complete: torrent => torrent.progress >= 1,
	incomplete: torrent => torrent.progress < 1,
	all: everything,
	running: torrent => !isStopped(torrent),
	stalled_uploading: ({state}) => state === 'stalledUP',
	stalled_downloading: ({state}) => state === 'stalledDL',
};

/** Other words for a group of states, among them those of qBittorrent's own filters. */
const synonyms: Readonly<Record<string, string>> = {
	paused: 'stopped',
	done: 'completed',
	error: 'errored',
	seed: 'seeding',
	stop: 'stopped',
};

/** The word by which a state is known: "paused" → "stopped". */
export const stateWord = (word: string): string => {
	const value = word.toLowerCase();
	return rowOf(synonyms, value) ?? value;
};

/** Groups, labels, the server's own words: all that a state may be called. */
const knownStates: ReadonlySet<string> = new Set([
	...[...Object.keys(stateWords), ...Object.keys(synonyms)],
	...Object.entries(states).flatMap(([name, {label, groups}]) =>
		[name, label, ...groups].map(word => word.toLowerCase()),
	),
]);

/** A word that is still being typed finds nothing yet; one that can't become a state is a mistake. */
const checkState = (given: string, {isWhole}: FilterContext): void => {
	const value = given.toLowerCase();
	const isFine = isWhole
		? knownStates.has(value)
		: [...knownStates].some(known => known.startsWith(value));
	if (isFine) return;
	throw new FilterProblem(
		`state:${given}: downloading, seeding, stopped, completed, active, stalled, queued, checking, moving, errored, running, or the server’s own word`,
	);
};

const state: Field = (given, context) => {
	const value = given.toLowerCase();
	const test = rowOf(stateWords, value);
	if (test) return test;
	checkState(given, context);
	const group = stateWord(value);
	return torrent => {
		const row = stateOf(torrent);
		return (
			torrent.state.toLowerCase() === value ||
			row.groups.some(name => name === group) ||
			row.label.toLowerCase() === value
		);
	};
};

const tag: Field = value => {
	const matches = likeWildcards(value.toLowerCase());
	return torrent => (torrent.tags === '' ? value === '' : tagsOf(torrent).some(matches));
};

const contains =
	(read: (torrent: Torrent) => string): Field =>
	given => {
		const value = given.toLowerCase();
		return torrent => read(torrent).toLowerCase().includes(value);
	};

const hostsIn =
	({hostsOf}: Reading) =>
	(torrent: Torrent): readonly string[] =>
		hostsOf?.(torrent) ?? (torrent.tracker === '' ? [] : [trackerHost(torrent.tracker)]);

const tracker: Field = (given, context) => {
	const value = given.toLowerCase();
	const hosts = hostsIn(context);
	return torrent =>
		value === ''
			? hosts(torrent).length === 0
			: hosts(torrent).some(host => host.toLowerCase().includes(value));
};

const disk: Field = (given, {volumes}) => {
	const value = given.toLowerCase();
	return torrent => diskOf(torrent, volumes).toLowerCase() === value;
};

const health: Field = (given, {now}) => {
	const value = given.toLowerCase();
	if (value === '') return everything;
	if (!isHealth(value))
		throw new FilterProblem(`health:${given}: ok, stalled, tracker, missing or error`);
	return torrent => healthOf(torrent, now() / 1000) === value;
};

/** TABLE: `name:value`. */
const fields: Readonly<Record<string, Field>> = {
	state,
	cat: category,
	category,
	tag,
	tracker,
	disk,
	health,
	/** A saved one; while it is being typed, all. */
	view: (name, {viewNamed}) => (name === '' ? everything : viewNamed(name)),
	name: contains(torrent => torrent.name),
	path: contains(torrent => torrent.content_path || torrent.save_path),
	hash: value => torrent => torrent.hash.startsWith(value.toLowerCase()),
};

const exactCategory: Field = value => torrent =>
	torrent.category === value || (value !== '' && torrent.category.startsWith(`${value}/`));

/** TABLE: `name=value`, to the letter: no other case, no `*`, no part of a host. */
const exactly: Readonly<Record<string, Field>> = {
	cat: exactCategory,
	category: exactCategory,
	tag: value => torrent => (value === '' ? torrent.tags === '' : tagsOf(torrent).includes(value)),
	tracker: (value, context) => {
		const hosts = hostsIn(context);
		return torrent => (value === '' ? hosts(torrent).length === 0 : hosts(torrent).includes(value));
	},
	disk:
		(value, {volumes}) =>
		torrent =>
			diskOf(torrent, volumes) === value,
};

type Measure = {
	kind: 'bytes' | 'fraction' | 'number' | 'seconds';
	/** undefined matches no comparison. */
	read: (torrent: Torrent, nowSeconds: number) => number | undefined;
};

const age = (at: number, now: number): number | undefined => (isTime(at) ? now - at : undefined);

/** TABLE: `name>value`. Times are ages: `added<7d` is what came in the last seven days. */
const measures: Readonly<Record<string, Measure>> = {
	size: {kind: 'bytes', read: torrent => torrent.size},
	left: {kind: 'bytes', read: torrent => torrent.amount_left},
	down: {kind: 'bytes', read: torrent => torrent.dlspeed},
	up: {kind: 'bytes', read: torrent => torrent.upspeed},
	uploaded: {kind: 'bytes', read: torrent => torrent.uploaded},
	downloaded: {kind: 'bytes', read: torrent => torrent.downloaded},
	done: {kind: 'fraction', read: torrent => torrent.progress},
	ratio: {kind: 'number', read: ({ratio}) => (ratio < 0 ? Number.POSITIVE_INFINITY : ratio)},
	seeds: {kind: 'number', read: torrent => torrent.num_seeds},
	peers: {kind: 'number', read: torrent => torrent.num_leechs},
	eta: {kind: 'seconds', read: torrent => torrent.eta},
	seedtime: {kind: 'seconds', read: torrent => torrent.seeding_time},
	added: {kind: 'seconds', read: (torrent, now) => age(torrent.added_on, now)},
	completed: {kind: 'seconds', read: (torrent, now) => age(torrent.completion_on, now)},
	seen: {kind: 'seconds', read: (torrent, now) => age(torrent.last_activity, now)},
};

const operators: Readonly<Record<string, (a: number, b: number) => boolean>> = {
	'>': (a, b) => a > b,
	'<': (a, b) => a < b,
	'>=': (a, b) => a >= b,
	'<=': (a, b) => a <= b,
	'=': (a, b) => a === b,
	'!=': (a, b) => a !== b,
};

const compare = (
	measure: Measure,
	operator: string,
	amount: string,
	text: string,
	context: FilterContext,
): Test => {
	const holds = operators[operator];
	// Half typed: nothing to compare with yet.
	if (!holds || (amount === '' && !context.isWhole)) return everything;
	const wanted = amountOf(amount, measure.kind);
	if (wanted === undefined) throw new FilterProblem(`${text}: ${examples[measure.kind]}`);
	return torrent => {
		const value = measure.read(torrent, context.now() / 1000);
		return value !== undefined && holds(value, wanted);
	};
};

const examples: Readonly<Record<Measure['kind'], string>> = {
	bytes: 'a size is written as 700M or 1.5G',
	fraction: 'how much is done is written as 50%',
	number: 'a plain number belongs here',
	seconds: 'a time is written as 30m, 12h or 7d',
};

const sizes = ['', 'k', 'm', 'g', 't', 'p'];
const secondsIn: Readonly<Record<string, number>> = {
	s: 1,
	'': 1,
	m: 60,
	h: 3600,
	d: 86_400,
	w: 604_800,
	y: 31_536_000,
};

const amountOf = (text: string, kind: Measure['kind']): number | undefined => {
	const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)([a-z%]*)$/i.exec(text) ?? [];
	if (digits === undefined) return undefined;
	const factor = factorOf(unit.toLowerCase(), kind);
	return factor === undefined ? undefined : Number(digits) * factor;
};

const factorOf = (unit: string, kind: Measure['kind']): number | undefined => {
	if (kind === 'seconds') return rowOf(secondsIn, unit);
	if (kind === 'fraction') return unit === '%' ? 0.01 : unit === '' ? 0.01 : undefined;
	if (kind === 'number') return unit === '' ? 1 : undefined;
	const power = sizes.indexOf(unit.replace(/(ib|b)$/, ''));
	return power === -1 ? undefined : 1024 ** power;
};
