import {describe, expect, it} from 'vitest';
import type {Torrent} from '../../source/qbit/types.ts';
import type {JobState} from '../../source/space/job/shape.ts';
import {noControl} from '../../source/space/plan/controller.ts';
import {planSpace} from '../../source/space/plan/plan.ts';
import type {PlanLimits, PlanWorld} from '../../source/space/plan/shape.ts';
import {noProtection, usualRule} from '../../source/space/rules/shape.ts';
import {downloading, GIB, limits, noon, torrent, worldOf} from './planned.ts';

const rule = usualRule('hdd');

const moved = (world: PlanWorld, by: Partial<PlanLimits> = {}): string[] => {
	const plan = planSpace(world, limits(by));
	return plan.moves.flatMap(({hashes}) => hashes.map(hash => world.torrents.get(hash)?.name ?? ''));
};

describe('a torrent stays, with the reason', () => {
	it.each<[code: string, fields: Partial<Torrent>, changes?: Partial<PlanLimits>]>([
		['ELSEWHERE', {save_path: '/ssd2'}],
		['ELSEWHERE', {content_path: '', total_size: -1, progress: 0}],
		['ELSEWHERE', {content_path: 'x'}],
		['ALREADY_THERE', {save_path: '/hdd/films'}],
		['FOREIGN_MOVE', {state: 'moving'}],
		['TORRENT_ERROR', {state: 'missingFiles', progress: 0}],
		['TORRENT_ERROR', {state: 'error'}],
		['CHECKING', {state: 'checkingUP', progress: 0.2}],
		['NOT_COMPLETE', {progress: 0.99, amount_left: 1, state: 'downloading'}],
		['NO_RULE', {}, {rules: [{...rule, match: {category: ['music']}}]}],
		['NEVER', {}, {rules: [{...rule, move: 'never'}]}],
		['RULE_UNKNOWN', {private: null}, {rules: [{...rule, match: {private: true}}]}],
		['CATEGORY_PATH', {save_path: '/hdd/films', content_path: '/ssd/x', auto_tmm: true}],
		['AUTO_TMM', {auto_tmm: true}],
		['UNCATEGORIZED', {category: ''}],
		['POLICY_PATH', {category: 'films/..'}],
		['FILES_UNKNOWN', {content_path: '/ssd/pack', save_path: '/ssd/pack'}],
		['MIN_AGE', {completion_on: noon / 1000 - 60}, {protection: {...noProtection, minAge: 900}}],
		['PROTECTED', {seeding_time: 1}, {protection: {...noProtection, seedingTime: 259_200}}],
		['PROTECTED', {ratio: 0.99}, {protection: {...noProtection, ratio: 1}}],
		['NO_GAIN', {size: 0}],
		['DST_FULL', {size: 2000 * GIB}],
		['DAILY_CAP', {size: 2 * GIB}, {maxBytesPerDay: GIB}],
		['NO_WATERMARK', {}, {low: undefined}],
		['NO_PRESSURE', {}, {low: GIB}],
	])('%s: %j', (code, fields, changes) => {
		const one = torrent('one', fields);
		const world = worldOf([one]);
		const plan = planSpace(world, limits(changes));
		expect(plan.moves).toEqual([]);
		const kept = plan.kept.find(({hash}) => hash === one.hash);
		expect(kept?.reason).toBe(code);
		expect(kept?.text).toMatch(/^(qBittorrent|[A-Z“]).*\.$/);
		expect(plan.reasons).toEqual({[code]: 1});
	});

	it('rules may be overruled: manual where automatic, a folder without category, a rule’s own protection', () => {
		const rows = [
			torrent('a', {auto_tmm: true}),
			torrent('b', {category: ''}),
			torrent('c', {ratio: 0}),
		];
		const own = {...rule, autoTmm: 'take_manual' as const, protect: noProtection};
		const by = {
			...{rules: [own], uncategorizedFolder: 'others'},
			protection: {...noProtection, ratio: 9},
		};
		const plan = planSpace(worldOf(rows), limits(by));
		expect(
			plan.moves.map(({name, places, takeManual}) => [name, places[0]?.to, takeManual]),
		).toEqual([
			['a', '/hdd/films', true],
			['b', '/hdd/others', false],
			['c', '/hdd/films', false],
		]);
	});

	it('“any” asks for one of ratio and seeding time, “all” for both', () => {
		const world = worldOf([torrent('a', {ratio: 2, seeding_time: 0})]);
		const both = {...noProtection, ratio: 1, seedingTime: 60};
		expect(moved(world, {protection: {...both, mode: 'any'}})).toEqual(['a']);
		expect(moved(world, {protection: {...both, mode: 'all'}})).toEqual([]);
	});

	it.each([[-1], [0], [4_294_967_295], [noon / 1000 + 86_400]])(
		'a time of completion that is none (%d) falls back to when it was added',
		completion_on => {
			const protection = {...noProtection, minAge: 900};
			const [old, young] = [noon / 1000 - 3600, noon / 1000 - 60];
			expect(moved(worldOf([torrent('a', {completion_on, added_on: old})]), {protection})).toEqual([
				'a',
			]);
			expect(
				moved(worldOf([torrent('a', {completion_on, added_on: young})]), {protection}),
			).toEqual([]);
		},
	);
});

describe('nothing moves', () => {
	const stops = (changes: Parameters<typeof worldOf>[1], rows = [torrent('a')]) =>
		planSpace(worldOf(rows, changes), limits()).off;
	const spaces = (ssd: number | undefined, hdd: number | undefined): PlanWorld['spaces'] => [
		{tag: 'ssd', path: '/ssd', free: ssd, size: undefined},
		{tag: 'hdd', path: '/hdd', free: hdd, size: undefined},
	];

	it.each<[string, Parameters<typeof worldOf>[1]]>([
		['SPACE_UNKNOWN', {spaces: spaces(undefined, GIB)}],
		['SPACE_UNKNOWN', {spaces: spaces(GIB, undefined)}],
		['SPACE_UNKNOWN', {spaces: []}],
		['UNSUPPORTED_VERSION', {version: 'v4.5.5'}],
		['UNSUPPORTED_VERSION', {version: undefined}],
		['PAUSED', {control: {...noControl, paused: true}}],
		['BREAKER', {control: {...noControl, breaker: true}}],
		['NO_PRESSURE', {ssdFree: 10 * GIB}],
	])('%s', (code, changes) => {
		expect(stops(changes)).toBe(code);
	});

	it('while the server reads its torrents', () => {
		const reading = torrent('b', {state: 'checkingResumeData', progress: 0});
		expect(stops({}, [torrent('a'), reading])).toBe('UNSETTLED');
	});
});

describe('effective space', () => {
	const ssdOf = (rows: readonly Torrent[], changes = {}, by: Partial<PlanLimits> = {}) =>
		planSpace(worldOf(rows, changes), limits(by)).volumes[0];

	it.each<[string, Torrent, number]>([
		['what is being downloaded', downloading('d', GIB), GIB],
		['what waits in the queue', downloading('d', GIB, {state: 'queuedDL'}), GIB],
		[
			'a magnet link, by a guess',
			downloading('d', 0, {
				state: 'metaDL',
				content_path: '',
				total_size: -1,
				size: 0,
				progress: 0,
			}),
			GIB,
		],
		['not what is stopped', downloading('d', GIB, {state: 'stoppedDL'}), 0],
		['not what is paused (4.x)', downloading('d', GIB, {state: 'pausedDL'}), 0],
		['not what is broken', downloading('d', GIB, {state: 'error'}), 0],
		[
			'not what is checked, and complete',
			torrent('d', {state: 'checkingUP', progress: 0.1, amount_left: 9}),
			0,
		],
		['not what is written elsewhere', downloading('d', GIB, {save_path: '/hdd'}), 0],
		[
			'what is downloaded elsewhere, and comes here whole',
			downloading('d', GIB, {content_path: '/tmp/d', download_path: '/tmp', save_path: '/ssd'}),
			2 * GIB,
		],
		[
			'what is downloaded here, and ends elsewhere',
			downloading('d', GIB, {
				content_path: '/ssd/tmp/d',
				download_path: '/ssd/tmp',
				save_path: '/hdd',
			}),
			GIB,
		],
	])('incoming: %s', (_, row, incoming) => {
		expect(ssdOf([row])).toMatchObject({incoming, effective: 5 * GIB - incoming});
	});

	it('counts the stopped where the settings say so', () => {
		expect(
			ssdOf([downloading('d', GIB, {state: 'stoppedDL'})], {}, {countStopped: true})?.incoming,
		).toBe(GIB);
	});

	it('what a server sets aside at the beginning is not taken off twice', () => {
		const rows = [downloading('a', GIB), downloading('b', 2 * GIB, {state: 'queuedDL'})];
		expect(ssdOf(rows, {preallocates: true})?.incoming).toBe(2 * GIB);
	});

	const busy = (state: JobState, row: Torrent): Partial<PlanWorld> => ({
		jobs: [{hashes: [row.hash], state, bytes: row.size, volume: 'hdd'}],
	});

	it.each<[JobState, number]>([
		...(['ISSUING', 'MOVING', 'RECONCILE', 'VERIFYING', 'TAGGING'] as const).map(
			(state): [JobState, number] => [state, 3 * GIB],
		),
		...(['QUEUED', 'READY', 'BLOCKED', 'HELD', 'DONE'] as const).map(
			(state): [JobState, number] => [state, 0],
		),
	])('outgoing: a job that is %s', (state, outgoing) => {
		const row = torrent('a', {size: 3 * GIB});
		const plan = planSpace(worldOf([row], busy(state, row)), limits());
		expect(plan.volumes[0]).toMatchObject({outgoing, effective: 5 * GIB + outgoing});
		const promised = state === 'DONE' ? 0 : 3 * GIB;
		expect(plan.volumes[1]).toMatchObject({incoming: promised, outgoing: 0});
	});

	it('what has arrived is neither leaving nor coming', () => {
		const row = torrent('a', {save_path: '/hdd/films', size: 3 * GIB});
		const {volumes} = planSpace(worldOf([row], busy('VERIFYING', row)), limits());
		expect(volumes.map(({incoming, outgoing}) => [incoming, outgoing])).toEqual([
			[0, 0],
			[0, 0],
		]);
	});

	it('jobs that wait are enough: no more is planned on top of them', () => {
		const rows = [torrent('a', {size: 16 * GIB}), torrent('b')];
		const [first] = rows;
		if (!first) throw new Error('two were made');
		const plan = planSpace(worldOf(rows, busy('READY', first)), limits());
		expect(plan).toMatchObject({off: 'NO_PRESSURE', moves: []});
	});

	it('numbers beyond 2^53 break nothing', () => {
		const plan = planSpace(worldOf([torrent('a')], {ssdFree: 1, hddFree: 2 ** 60}), limits());
		expect(plan.moves).toHaveLength(1);
	});
});

describe('what is chosen', () => {
	it('is just enough, in the order of the settings', () => {
		const rows = Array.from({length: 8}, (_, i) =>
			torrent(`t${i}`, {size: 4 * GIB, completion_on: noon / 1000 - 1000 * (i + 1)}),
		);
		const world = worldOf(rows);
		expect(moved(world)).toEqual(['t7', 't6', 't5', 't4']);
		expect(planSpace(world, limits())).toMatchObject({status: 'planned'});
		expect(planSpace(world, limits()).reasons).toEqual({ENOUGH: 4});
	});

	it('goes by priority, then idle before busy, then by age, size and hash', () => {
		const rows = [
			torrent('busy', {upspeed: 1, completion_on: 1}),
			torrent('urgent', {tags: 'now', upspeed: 1}),
			torrent('small', {size: GIB / 2}),
			torrent('large', {size: 2 * GIB}),
			torrent('alike-b'),
			torrent('alike-a'),
			torrent('old', {completion_on: 1000}),
		];
		const urgent = {...rule, name: 'urgent', match: {tagsAny: ['now']}, priority: 5};
		expect(moved(worldOf(rows), {rules: [urgent, rule]})).toEqual([
			...['urgent', 'old', 'large', 'alike-a', 'alike-b', 'small', 'busy'],
		]);
	});

	it('one that does not fit is passed over for the next', () => {
		const rows = [
			torrent('big', {size: 8 * GIB, completion_on: 1000}),
			torrent('fits', {size: 2 * GIB}),
		];
		const world = worldOf(rows, {hddFree: 6 * GIB});
		expect(moved(world, {reserve: 3 * GIB})).toEqual(['fits']);
		expect(planSpace(world, limits({reserve: 3 * GIB})).reasons).toEqual({DST_FULL: 1});
	});

	it('leaves room for what the jobs will bring', () => {
		const [first, second] = [torrent('a', {size: 4 * GIB}), torrent('b', {size: 4 * GIB})];
		const jobs = [{hashes: [first.hash], state: 'BLOCKED' as const, bytes: 4 * GIB, volume: 'hdd'}];
		const plan = planSpace(worldOf([first, second], {jobs, hddFree: 6 * GIB}), limits());
		expect(plan.reasons).toEqual({IN_JOB: 1, DST_FULL: 1});
	});

	it('counts what was moved today, and forgets it tomorrow', () => {
		const control = {...noControl, day: Math.floor(noon / 86_400_000), movedToday: 9 * GIB};
		const by = {maxBytesPerDay: 10 * GIB};
		const rows = [torrent('a', {size: 2 * GIB})];
		expect(moved(worldOf(rows, {control}), by)).toEqual([]);
		expect(moved(worldOf(rows, {control, now: noon + 86_400_000}), by)).toEqual(['a']);
	});

	it('protection falls only below CRIT, and only when the settings say so, and last', () => {
		const rows = [torrent('protected', {ratio: 0, completion_on: 1000}), torrent('free')];
		const world = worldOf(rows);
		const protection = {...noProtection, ratio: 1};
		expect(moved(world, {protection, crit: 6 * GIB})).toEqual(['free']);
		expect(moved(world, {protection, crit: 4 * GIB, critOverridesProtection: true})).toEqual([
			'free',
		]);
		const all = {protection, crit: 6 * GIB, critOverridesProtection: true};
		expect(moved(world, all)).toEqual(['free', 'protected']);
	});

	it('a thing that is brought back twice is left alone', () => {
		const row = torrent('a');
		const control = {...noControl, returns: {[row.hash]: 2}};
		const plan = planSpace(worldOf([row], {control}), limits());
		expect(plan.reasons).toEqual({CONTESTED: 1});
		expect(plan.status).toBe('unsatisfied');
	});

	it('what a person gave up stays, until it is complete anew', () => {
		const row = torrent('a');
		const reasons = (at: number) => {
			const control = {...noControl, givenUp: {[row.hash]: at}};
			return planSpace(worldOf([row], {control}), limits()).reasons;
		};
		expect(reasons(noon)).toEqual({GIVEN_UP: 1});
		expect(reasons(row.completion_on * 1000 - 1)).toEqual({});
	});

	it('not enough is said, with a count of the reasons', () => {
		const rows = [torrent('a'), torrent('b', {category: ''}), torrent('c', {category: ''})];
		const plan = planSpace(worldOf(rows), limits());
		expect(plan).toMatchObject({status: 'unsatisfied', reasons: {UNCATEGORIZED: 2}});
		expect(plan.text).toBe(
			'1 move frees 1.0 GiB; that is not enough: 6.0 GiB of 20.0 GiB would be free.',
		);
		expect(planSpace(worldOf([torrent('b', {category: ''})]), limits()).text).toBe(
			'Nothing is moved: no torrent may be, and only 5.0 GiB of 20.0 GiB are free.',
		);
	});

	it('can’t be changed afterwards', () => {
		const plan = planSpace(worldOf([torrent('a')]), limits());
		expect(() => Object.assign(plan, {id: 'x'})).toThrow(TypeError);
		expect(() => Object.assign(plan.moves[0] ?? {}, {bytes: 0})).toThrow(TypeError);
	});
});
