import {tagsOf} from '../../qbit/step.ts';
import type {Hash, Torrent} from '../../qbit/types.ts';
import {likeWildcards} from '../../qbit/wildcards.ts';
import {isWithin, type Volume} from '../paths.ts';
import type {Match, Rule, SizeTest} from './shape.ts';

/** The first rule that matches; or the one before which it can’t be told. */
export type Matched = {rule: Rule; unknown?: string} | undefined;

export type MatchContext = {
	volumes: readonly Volume[];
	/** Hosts of a torrent’s trackers; only asked by rules that name trackers. */
	hostsOf: (hash: Hash) => readonly string[];
};

type Test = (torrent: Torrent, context: MatchContext) => boolean | 'unknown';

/** Made once for a set of rules: patterns are compiled, and nothing in them is run. */
export const compileRules = (
	rules: readonly Rule[],
): ((torrent: Torrent, context: MatchContext) => Matched) => {
	const compiled = rules.map(rule => ({rule, tests: testsOf(rule.match)}));
	return (torrent, context) => {
		for (const {rule, tests} of compiled) {
			const results = tests.map(({field, test}) => ({field, is: test(torrent, context)}));
			if (results.some(({is}) => is === false)) continue;
			const unknown = results.find(({is}) => is === 'unknown');
			return unknown ? {rule, unknown: unknown.field} : {rule};
		}
		return undefined;
	};
};

const testsOf = (match: Match): ReadonlyArray<{field: string; test: Test}> =>
	matchers.flatMap(({field, make}) => {
		const test = make(match);
		return test ? [{field, test}] : [];
	});

/** TABLE: what a rule can ask, by the name that it has in the file. */
const matchers: ReadonlyArray<{field: string; make: (match: Match) => Test | undefined}> = [
	{
		field: 'category',
		make: ({category: globs}) => globs && categoryTest(globs.map(categoryGlob)),
	},
	{
		field: 'tags_any',
		make: ({tagsAny: wanted}) => wanted && (row => hasSome(row, wanted)),
	},
	{
		field: 'tags_all',
		make: ({tagsAll: wanted}) => wanted && (row => wanted.every(tag => tagsOf(row).includes(tag))),
	},
	{
		field: 'tags_none',
		make: ({tagsNone: unwanted}) => unwanted && (row => !hasSome(row, unwanted)),
	},
	{field: 'tracker', make: ({tracker: globs}) => globs && trackerTest(globs.map(likeWildcards))},
	{
		field: 'private',
		make: ({private: wanted}) =>
			wanted === undefined
				? undefined
				: row => (typeof row.private === 'boolean' ? row.private === wanted : 'unknown'),
	},
	{
		field: 'size',
		make: ({size}) =>
			size &&
			(row => (row.total_size < 0 ? 'unknown' : size.every(test => compare(row.size, test)))),
	},
	{
		field: 'save_path_under',
		make: ({savePathUnder: places}) =>
			places && ((row, {volumes}) => places.some(place => isUnder(row, place, volumes))),
	},
];

const hasSome = (row: Torrent, wanted: readonly string[]): boolean => {
	const tags = tagsOf(row);
	return wanted.some(tag => tags.includes(tag));
};

/** There are few categories and many torrents: each is looked at once. */
const categoryTest = (globs: readonly RegExp[]): Test => {
	const known = new Map<string, boolean>();
	return ({category}) => {
		const before = known.get(category);
		if (before !== undefined) return before;
		const is = globs.some(glob => glob.test(category));
		known.set(category, is);
		return is;
	};
};

const trackerTest =
	(tests: ReadonlyArray<(host: string) => boolean>): Test =>
	({hash}, {hostsOf}) =>
		hostsOf(hash).some(host => tests.some(isLike => isLike(host)));

const isUnder = ({save_path}: Torrent, place: string, volumes: readonly Volume[]): boolean => {
	const folder = place.startsWith('/') ? place : volumes.find(({tag}) => tag === place)?.path;
	return folder !== undefined && isWithin(save_path, folder);
};

const compare = (size: number, {is, bytes}: SizeTest): boolean => {
	if (is === '>=') return size >= bytes;
	if (is === '<=') return size <= bytes;
	return is === '>' ? size > bytes : size < bytes;
};

const literal = (text: string): string => text.replace(/[.+?^${}()|[\]\\*]/g, '\\$&');

/** `tv/**` is tv and all below it, `tv/*` what is right below, '' no category. */
const categoryGlob = (glob: string): RegExp => {
	const parts = glob.split(/(\/\*\*$|\*\*|\*)/).map(part => {
		if (part === '/**') return '(?:/.*)?';
		if (part === '**') return '.+';
		return part === '*' ? '[^/]+' : literal(part);
	});
	return new RegExp(`^${parts.join('')}$`, 's');
};

/** What a rule names that is no disk of the settings, said so that it reads on from “rules”. */
export const unknownDisk = (
	rules: readonly Rule[],
	tags: {from: string; to: string},
): string | undefined => {
	for (const {name, match, dest} of rules) {
		if (dest.volume !== '' && dest.volume !== tags.to) {
			return `has rule “${name}”, whose dest.volume must be ${tags.to}, not “${dest.volume}”`;
		}
		const wrong = match.savePathUnder?.find(
			place => !place.startsWith('/') && place !== tags.from && place !== tags.to,
		);
		if (wrong === undefined) continue;
		return `has rule “${name}”, whose match.save_path_under must hold paths from the root, ${tags.from} or ${tags.to}, not “${wrong}”`;
	}
	return undefined;
};
