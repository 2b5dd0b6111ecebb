import {describe, expect, it} from 'vitest';
import type {Category, Torrent} from '../../source/qbit/types.ts';
import {ConfigError, resolveConfig, type Sources} from '../../source/settings/config.ts';
import {planLimits} from '../../source/settings/plan-limits.ts';
import {destinationOf} from '../../source/space/rules/destination.ts';
import {compileRules} from '../../source/space/rules/match.ts';
import {parseRules} from '../../source/space/rules/parse.ts';
import {GIB, torrent} from './planned.ts';

const none: Sources = {flags: {}, env: {}, dotenv: {}, file: undefined};
const configOf = (content: Record<string, unknown>, env: Sources['env'] = {}) =>
	resolveConfig({...none, env, file: {path: '/etc/qbtui.json', content}});

const problem = (content: Record<string, unknown>, env: Sources['env'] = {}): string => {
	try {
		configOf(content, env);
	} catch (error) {
		if (error instanceof ConfigError) return error.message;
		throw error;
	}
	return 'nothing is wrong';
};

describe('wrong rules are named, with rule and field', () => {
	const at = 'rules in /etc/qbtui.json';
	it.each<[rules: unknown, message: string]>([
		['films', `${at} must be a list of rules.`],
		[[1], `${at} must hold objects, which rule 1 is not.`],
		[[{name: 'a'}, {name: 'a'}], `${at} must not name two rules “a”.`],
		[[{colour: 1}], `${at} has rule 1, whose colour is no field of a rule.`],
		[
			[{name: 'a', match: {categry: 'x'}}],
			`${at} has rule “a”, whose match.categry is no field of a rule.`,
		],
		[[{name: 'a', match: 'x'}], `${at} has rule “a”, whose match must be an object.`],
		[
			[{name: 'a', match: {size: '20GiB'}}],
			`${at} has rule “a”, whose match.size must be a size such as ">=20GiB".`,
		],
		[
			[{name: 'a', match: {private: 'yes'}}],
			`${at} has rule “a”, whose match.private must be true or false.`,
		],
		[
			[{name: 'a', match: {tags_any: ['b,c']}}],
			`${at} has rule “a”, whose match.tags_any must hold tags, in which there are no commas.`,
		],
		[
			[{name: 'a', match: {category: []}}],
			`${at} has rule “a”, whose match.category must be a text or a list of texts.`,
		],
		[
			[{name: 'a', move: 'always'}],
			`${at} has rule “a”, whose move must be on_complete or on_pressure or never.`,
		],
		[
			[{name: 'a', priority: 11}],
			`${at} has rule “a”, whose priority must be a whole number from -10 to 10.`,
		],
		[
			[{name: 'a', protect_until: {min_age: 'soon'}}],
			`${at} has rule “a”, whose protect_until.min_age must be a time such as 3d, 12h or 15m.`,
		],
		[
			[{name: 'a', protect_until: {mode: 'some'}}],
			`${at} has rule “a”, whose protect_until.mode must be all or any.`,
		],
		[
			[{name: 'a', dest: {path: '../x'}}],
			`${at} has rule “a”, whose dest.path must be folders below the disk’s: “..” is no name of a folder.`,
		],
		[
			[{name: 'a', dest: {path: '/x'}}],
			`${at} has rule “a”, whose dest.path must be folders below the disk’s: a name in it is empty.`,
		],
		[
			[{name: 'a', dest: {path: '{tag}'}}],
			`${at} has rule “a”, whose dest.path may hold {category} and nothing else in {}.`,
		],
		[
			[{name: 'a', dest: {volume: 'ssd'}}],
			`${at} has rule “a”, whose dest.volume must be hdd, not “ssd”.`,
		],
		[
			[{name: 'a', match: {save_path_under: 'tape'}}],
			`${at} has rule “a”, whose match.save_path_under must hold paths from the root, ssd or hdd, not “tape”.`,
		],
	])('%j', (rules, message) => {
		expect(problem({rules})).toBe(message);
	});

	it('and they stand in the config file only', () => {
		expect(problem({}, {QBTUI_RULES: '[]'})).toBe(
			'QBTUI_RULES is not read: rules stands in the config file.',
		);
	});
});

describe('settings that do not go together, or are wrong, are named', () => {
	it.each<[content: Record<string, unknown>, env: Sources['env'], message: RegExp]>([
		[
			{space_high_gb: 5},
			{DISK_SPACE_THRESHOLD_GB: '10'},
			/^space_high_gb in .* must be more than DISK_SPACE_THRESHOLD_GB\.$/,
		],
		[{space_high_gb: 5}, {}, /^space_high_gb in .* must be more than space_low_gb\.$/],
		[
			{space_low_gb: 5, space_crit_gb: 6},
			{},
			/^space_crit_gb in .* must not be more than space_low_gb in /,
		],
		[
			{},
			{SSD_LOCATION_TAG: 'hdd'},
			/^hdd_location_tag must not be the same as SSD_LOCATION_TAG\.$/,
		],
		[{}, {SSD_LOCATION_TAG: 'a,b'}, /^SSD_LOCATION_TAG must be a tag without commas, not "a,b"\.$/],
		[
			{},
			{DOWNLOAD_PATH_SSD: '/a', FINAL_DEST_BASE_HDD: '/a/'},
			/^FINAL_DEST_BASE_HDD must not be the same folder as DOWNLOAD_PATH_SSD\.$/,
		],
		[{}, {DISK_SPACE_THRESHOLD_GB: 'much'}, /^DISK_SPACE_THRESHOLD_GB must be a number from 0/],
		[
			{max_bytes_per_day: 'all'},
			{},
			/^max_bytes_per_day in .* must be a size such as 500GiB, not "all"\.$/,
		],
		[{protect_min_age: 'soon'}, {}, /^protect_min_age in .* must be a time such as 3d/],
		[{move_order: 'by_name'}, {}, /^move_order in .* must be .*idle_first/],
		[
			{uncategorized_folder: '../x'},
			{},
			/^uncategorized_folder in .* “\.\.” is no name of a folder\.$/,
		],
	])('%j %j', (content, env, message) => {
		expect(problem(content, env)).toMatch(message);
	});
});

it('two folders are a full configuration: what is complete goes to the folder of its category', () => {
	const env = {DOWNLOAD_PATH_SSD: '/ssd', FINAL_DEST_BASE_HDD: '/hdd'};
	const limits = planLimits(configOf({}, env));
	expect(limits).toMatchObject({
		volumes: [
			{tag: 'ssd', path: '/ssd'},
			{tag: 'hdd', path: '/hdd'},
		],
		rules: [{move: 'on_complete', match: {}, dest: {volume: 'hdd', path: '{category}'}}],
		low: undefined,
		uncategorizedFolder: undefined,
	});
});

it('the older threshold is the low watermark, in GiB', () => {
	const {low, high} = planLimits(
		configOf({space_high_gb: 150.5}, {DISK_SPACE_THRESHOLD_GB: '100'}),
	);
	expect([low, high]).toEqual([100 * GIB, 150.5 * GIB]);
});

describe('a rule matches', () => {
	const context = {
		volumes: [{tag: 'ssd', path: '/ssd'}],
		hostsOf: () => ['tracker.example.org', 'b.net'],
	};
	const matches = (match: unknown, fields: Partial<Torrent> = {}) => {
		const found = compileRules(parseRules([{match}]))(torrent('x', fields), context);
		return found?.unknown ?? found !== undefined;
	};

	it.each<[match: unknown, fields: Partial<Torrent>, expected: boolean | string]>([
		[{}, {}, true],
		[{category: 'tv'}, {category: 'tv'}, true],
		[{category: 'tv'}, {category: 'tv/old'}, false],
		[{category: 'tv'}, {category: 'TV'}, false],
		[{category: 'tv/**'}, {category: 'tv'}, true],
		[{category: 'tv/**'}, {category: 'tv/old/x'}, true],
		[{category: 'tv/**'}, {category: 'tv2'}, false],
		[{category: 'tv/*'}, {category: 'tv/old'}, true],
		[{category: 'tv/*'}, {category: 'tv/old/x'}, false],
		[{category: 'tv/*'}, {category: 'tv'}, false],
		[{category: '*'}, {category: ''}, false],
		[{category: '**'}, {category: 'a/b'}, true],
		[{category: ''}, {category: ''}, true],
		[{category: ['a', 'b.c']}, {category: 'b.c'}, true],
		[{category: 'b.c'}, {category: 'bxc'}, false],
		[{category: '**/old'}, {category: 'tv/x/old'}, true],
		[{tags_any: ['keep']}, {tags: 'a, keep'}, true],
		[{tags_any: ['keep']}, {tags: 'keeper'}, false],
		[{tags_all: ['a', 'b']}, {tags: 'b, a'}, true],
		[{tags_all: ['a', 'b']}, {tags: 'a'}, false],
		[{tags_none: 'keep'}, {tags: ''}, true],
		[{tags_none: 'keep'}, {tags: 'keep'}, false],
		[{tracker: '*.example.org'}, {}, true],
		[{tracker: 'example.org'}, {}, false],
		[{tracker: 'B.NET'}, {}, true],
		[{tracker: '*.example?org'}, {}, false],
		[{private: true}, {private: true}, true],
		[{private: true}, {private: false}, false],
		[{private: false}, {private: false}, true],
		[{private: true}, {}, 'private'],
		[{private: true, category: 'no'}, {}, false],
		[{size: '>=1GiB'}, {size: GIB}, true],
		[{size: '>1 GiB'}, {size: GIB}, false],
		[{size: ['>1MB', '<2G']}, {size: GIB}, true],
		[{size: '<=1GB'}, {size: GIB}, false],
		[{size: '>1'}, {total_size: -1, size: 0}, 'size'],
		[{save_path_under: 'ssd'}, {save_path: '/ssd/films'}, true],
		[{save_path_under: 'ssd'}, {save_path: '/ssd2/films'}, false],
		[{save_path_under: '/ssd/films'}, {save_path: '/ssd/films/x'}, true],
		[{save_path_under: '/ssd/films'}, {save_path: '/ssd/films2'}, false],
	])('%j: %j → %s', (match, fields, expected) => {
		expect(matches(match, fields)).toBe(expected);
	});

	it('the first that matches decides, and what can’t be told stops the search', () => {
		const rules = parseRules([
			{name: 'a', match: {category: 'a'}},
			{name: 'private', match: {private: true}},
			{name: 'rest'},
		]);
		const match = compileRules(rules);
		const nameOf = (fields: Partial<Torrent>) => match(torrent('x', fields), context)?.rule.name;
		expect(nameOf({category: 'a', private: true})).toBe('a');
		expect(nameOf({private: false})).toBe('rest');
		expect(match(torrent('x'), context)).toMatchObject({
			rule: {name: 'private'},
			unknown: 'private',
		});
	});
});

describe('the destination', () => {
	const volumes = [
		{tag: 'ssd', path: '/data/ssd'},
		{tag: 'hdd', path: '/data'},
	];
	const savePaths: Array<[string, string]> = [
		...([
			['own', '/data/else/own/'],
			['away', '/mnt/x'],
			['relative', 'x'],
		] as Array<[string, string]>),
	];
	const categories = new Map<string, Category>(
		savePaths.map(([name, savePath]) => [name, {name, savePath}]),
	);
	const goes = (path: string, category: string, uncategorizedFolder?: string) => {
		const context = {volumes, categories, uncategorizedFolder};
		const found = destinationOf({dest: {volume: 'hdd', path}}, category, context);
		return 'path' in found ? found.path : found.code;
	};

	it.each([
		['{category}', 'films', '/data/films'],
		['{category}', 'tv/4k', '/data/tv/4k'],
		['{category}', '$&', '/data/$&'],
		['archive/{category}/x', 'tv', '/data/archive/tv/x'],
		['fixed', '', '/data/fixed'],
		['', 'films', '/data'],
		['{category}', '', 'UNCATEGORIZED'],
		['{category}', '..', 'POLICY_PATH'],
		['{category}', 'a/../../etc', 'POLICY_PATH'],
		['{category}', 'a/./b', 'POLICY_PATH'],
		['{category}', 'a//b', 'POLICY_PATH'],
		['{category}', '/a', 'POLICY_PATH'],
		['{category}', 'a\0b', 'POLICY_PATH'],
		['{category}', 'a\nb', 'POLICY_PATH'],
		['{category}', 'é'.repeat(128), 'POLICY_PATH'],
		['{category}', 'é'.repeat(127), `/data/${'é'.repeat(127)}`],
		// The small disk lies in the large one’s folder: that is no way to the large one.
		['{category}', 'ssd', 'POLICY_PATH'],
		['{category}', 'ssd/x', 'POLICY_PATH'],
		['{category}', 'ssd2', '/data/ssd2'],
		['category_save_path', 'own', '/data/else/own'],
		['category_save_path', 'away', 'POLICY_PATH'],
		['category_save_path', 'relative', 'POLICY_PATH'],
		['category_save_path', 'unknown', 'POLICY_PATH'],
		['category_save_path', '', 'UNCATEGORIZED'],
	])('%s, category “%s” → %s', (path, category, expected) => {
		expect(goes(path, category)).toBe(expected);
	});

	it('without a category is the folder of the settings', () => {
		expect(goes('{category}', '', 'others/x')).toBe('/data/others/x');
	});
});
