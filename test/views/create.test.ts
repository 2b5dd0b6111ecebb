import {describe, expect, it} from 'vitest';
import {startLists} from '../../source/hooks/lists-choice.ts';
import {
	type Creations,
	type Work as Making,
	noCreations,
} from '../../source/qbit/create/creator.ts';
import {toLost} from '../../source/qbit/create/lost.ts';
import {abilitiesOf} from '../../source/qbit/create/options.ts';
import {type CreatorTask, readTasks} from '../../source/qbit/create/task.ts';
import {presets as readPresets} from '../../source/settings/setting-shapes.ts';
import {glyphSet} from '../../source/terminal/glyphs.ts';
import {width as widthOf} from '../../source/terminal/text.ts';
import {aboutCreating, type CreateScene} from '../../source/views/create/about.ts';
import {createView} from '../../source/views/create/create.ts';
import {createFields, draftOf, valuesFor} from '../../source/views/create/fields.ts';
import {presetOf, presetsAsSetting} from '../../source/views/create/presets.ts';
import {createRows} from '../../source/views/create/rows.ts';
import {drawList} from '../../source/views/lists/frame.ts';
import {expectFit} from './form-fits.ts';
import {pens, workOf} from './work.ts';

const taskOf = (id: string, status: string, more: Record<string, unknown> = {}): CreatorTask => {
	const [task] = readTasks([
		{taskID: id, status, sourcePath: `/data/films/${id}`, format: 'v1', trackers: [''], ...more},
	]);
	if (!task) throw new Error('one was made');
	return task;
};

const workWith = (stage: Making['stage'], more: Partial<Making> = {}): Making => ({
	...{key: 'work 1', begunAt: 0, taskId: undefined, stage},
	wish: {
		options: {source: '/data/own film', comment: 'x'},
		add: {stopped: false, category: 'films'},
	},
	...more,
});

const noon = workOf({}).now;

const creations: Creations = {
	...noCreations,
	answeredAt: noon,
	tasks: [
		taskOf('finished', 'Finished', {pieceSize: 65_536, timeAdded: 1_795_277_930}),
		taskOf('running', 'Running', {progress: 40}),
		taskOf('queued', 'Queued', {timeAdded: 'Fri Nov 20 09:32:50 2026'}),
		taskOf('failed', 'Failed', {errorMessage: 'misleading words'}),
	],
	lost: [taskOf('forgotten', 'Running')],
	works: [workWith({is: 'waiting'})],
	paces: new Map([['running', {at: noon - 60_000, progress: 0.2}]]),
	explained: new Map([['failed', 'The server has no /data/films/failed.']]),
};

const draw = (some: Creations, {width, height}: {width: number; height: number}, ascii = false) =>
	drawList(
		createView,
		workOf({}, {creations: some}),
		startLists.create,
		{width, height},
		{
			...pens,
			glyphs: glyphSet({ascii}),
		},
	).map(line => line.trimEnd());

describe('the list of what is being made', () => {
	it('what is under way stands first, then what waits, what failed, what is done', () => {
		const rows = createRows(creations, '');
		expect(rows.map(({key, state}) => `${key}: ${state}`)).toEqual([
			...['running: running', 'work 1: waiting', 'queued: queued'],
			...['failed: failed', 'forgotten: lost', 'finished: done'],
		]);
		expect(createRows(creations, 'FILMS fail').map(({key}) => key)).toEqual(['failed']);
	});

	it('tells time left by how it got on, pieces, times of both kinds, and why', () => {
		const lines = draw(creations, {width: 160, height: 24}).join('\n');
		expect(lines).toMatch(/hash +running .* 40% {3}3m v1/);
		expect(lines).toMatch(/queue +queued .* 09:32:50/);
		expect(lines).toMatch(/ ! FAILED failed .*The server has no \/data\/films\/fa/);
		expect(lines).toMatch(/GONE +forgotten .*gone with a restart/);
		expect(lines).toMatch(/ ✓ done +finished .* 64K/);
		expect(lines).toContain('Torrents in the making: 1 under way, 2 waiting, 1 failed, 1 done');
		expect(lines).toContain('forgot 1 task: r runs one again.');
	});

	it('of one that it makes itself, a single row from the wish to the torrent that seeds', () => {
		const task = taskOf('own', 'Finished', {sourcePath: '/data/own film'});
		const made = {
			...{
				hash: 'abc',
				name: 'own film',
				magnet: 'magnet:?xt=1',
				size: 5 * 2 ** 30,
				pieceSize: 2 ** 20,
			},
			...{file: Buffer.alloc(0), taskId: 'own', notes: []},
			added: {is: 'added', hash: 'abc', why: ''},
		} as const;
		const own = {...noCreations, tasks: [task]};
		const fetching = {...own, works: [workWith({is: 'task', task}, {taskId: 'own'})]};
		expect(createRows(fetching, '').map(({state}) => state)).toEqual(['adding']);
		const done = {...own, works: [workWith({is: 'done', made, notes: []}, {taskId: 'own'})]};
		const lines = draw(done, {width: 200, height: 24}).join('\n');
		expect(lines).toMatch(/✓ done +own film .* 5\.0G .* seeds/);
		expect(lines).toContain('magnet:?xt=1');
	});

	it('says why it is empty: no creator, no answer yet, nothing there', () => {
		const empty = (changes: Parameters<typeof workOf>[1]) =>
			drawList(createView, workOf({}, changes), startLists.create, {width: 120, height: 20}, pens)
				.join('\n')
				.trim();
		expect(empty({noCreator: 'It is too old.'})).toMatch(
			/makes no torrents\.\s+It is too old\. .*5\.0/,
		);
		expect(empty({})).toContain('is asked for its tasks');
		expect(empty({creations: {...noCreations, answeredAt: 1}})).toContain(
			'No torrent is being made.',
		);
	});

	it('fits at every size, whatever names and messages hold', () => {
		const hostile = ['\x1b[2J\u202e', '狂った一頁'.repeat(40), 'e\u0301'.repeat(300), 'a\nb\tc'];
		const tasks = hostile.map((name, i) =>
			taskOf(`${i}`, 'Failed', {sourcePath: `/x/${name}`, errorMessage: name, comment: name}),
		);
		const some = {...creations, tasks: [...creations.tasks, ...tasks]};
		for (const ascii of [false, true]) {
			for (const [width, height] of [
				[40, 6],
				[80, 20],
				[120, 36],
				[200, 46],
			] as const) {
				const lines = draw(some, {width, height}, ascii);
				expect(lines).toHaveLength(height);
				expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
				expect(lines.join('')).not.toMatch(/[\x00-\x1f\u202e]/);
			}
		}
	});
});

it('tasks are lost when none of the old ones is there any more, but those that are begun anew', () => {
	const [a, b] = [taskOf('a', 'Running'), taskOf('b', 'Finished')];
	const before = {...noCreations, tasks: [a, b]};
	expect(toLost(before, [taskOf('c', 'Queued')]).map(({id}) => id)).toEqual(['a', 'b']);
	expect(toLost(before, [b])).toEqual([]);
	const own = {...before, works: [workWith({is: 'task', task: a}, {taskId: 'a'})]};
	expect(toLost(own, []).map(({id}) => id)).toEqual(['b']);
});

const abilities = abilitiesOf({app: 'v5.3.0', webapi: '2.16.2'});
const world = {
	...{paths: ['/data/films/', '/data/x.iso'], categories: ['films'], tags: ['a'], presets: ['p']},
	...{abilities, onlyV1: false},
};
const same = (path: string): string => path;

describe('the form', () => {
	const sceneOf = (
		values: Record<string, string>,
		more: Partial<CreateScene> = {},
	): CreateScene => ({
		...{draft: draftOf(values, same), abilities, seen: {is: 'folder', isEmpty: false}},
		...{size: 10 * 2 ** 20, categories: new Set(['films']), tags: new Set(['a']), onlyV1: false},
		...more,
	});
	const noted = (name: string, values: Record<string, string>, more: Partial<CreateScene> = {}) =>
		aboutCreating(sceneOf(values, more), values).notes[name]?.text;

	it('what is left as it is, is not sent; and it seeds, which is the server’s own way', () => {
		const untouched = Object.fromEntries(createFields(world, {}).map(({name}) => [name, '']));
		expect(draftOf({...untouched, source: '/x'}, same)).toEqual({
			...{options: {source: '/x'}, add: {stopped: false}, cleans: false, here: '', keepAs: ''},
		});
	});

	it('is filled in for a task so that it says the same again', () => {
		const options = {
			...({
				source: '/data/x',
				format: 'v1',
				pieceSize: 2 ** 20,
				isPrivate: true,
				label: 'ABC',
			} as const),
			...{trackers: [['http://a/1', 'udp://b'], ['https://c']], webSeeds: ['http://w/']},
			...{comment: 'words', withDotfiles: true, file: '/data/x.torrent'},
		};
		const add = {stopped: true, category: 'films', tags: ['a', 'b'], managed: true};
		const values = valuesFor(options, add);
		expect(draftOf(values, same)).toMatchObject({options, add});
		expect(draftOf(valuesFor({source: '/x'}, undefined), same)).toMatchObject({
			...{options: {source: '/x'}, add: undefined},
		});
	});

	it('counts pieces, and warns of very many', () => {
		expect(noted('piece_size', {source: '/x', piece_size: '1048576'})).toBe('10 pieces');
		const large = {size: 4 * 2 ** 40};
		expect(noted('piece_size', {source: '/x', piece_size: '16384'}, large)).toMatch(
			/^268,435,456 pieces: .* large/,
		);
		const values = {source: '/x', piece_size: '16384'};
		expect(noted('piece_size', values, {size: undefined})).toMatch(/known when it is made/);
	});

	it('says what is not there, what is mapped, what can’t be, and what is new', () => {
		const missing = {seen: {is: 'missing', above: '/data', like: '/data/X'}} as const;
		const [line] = aboutCreating(sceneOf({source: '/data/x'}, missing), {source: '/data/x'}).lines;
		expect(line?.text).toBe('! The server has no /data/x. There is /data/X.');
		const mapped = draftOf({source: '/mnt/x'}, () => '/data/x');
		expect(noted('source', {source: '/mnt/x'}, {draft: mapped})).toBe('/data/x on the server');
		expect(noted('trackers', {trackers: 'nonsense'})).toBe(
			'nonsense is not the address of a tracker.',
		);
		expect(noted('trackers', {trackers: 'http://a, http://b | udp://c:1'})).toBe(
			'tier 1: 2, tier 2: 1',
		);
		expect(noted('category', {category: 'new one'})).toBe('new');
		expect(noted('tags', {tags: 'a, c'})).toBe('new: c');
		expect(noted('managed', {managed: 'yes'})).toMatch(/^moves its files/);
	});

	it('fits, and the chosen field is always in sight', () => {
		const fields = createFields(world, {source: `/${'狂'.repeat(90)}`, comment: '\x1b[2J\u202e'});
		const scene = sceneOf({source: '/x'}, {onlyV1: true});
		expectFit({fields, about: values => aboutCreating(scene, values)}, pens);
	});
});

describe('presets', () => {
	it('hold what is not for one source alone, and are read as they were kept', () => {
		const values = {source: '/x', format: 'v1', trackers: 'http://a', there: '/y', comment: ''};
		const preset = presetOf('mine', values);
		expect(presetsAsSetting([preset])).toEqual({mine: {format: 'v1', trackers: 'http://a'}});
		expect(readPresets({mine: {format: 'v1', trackers: 'http://a'}})).toEqual([preset]);
	});

	it.each([
		[[], /must be pairs/],
		[{mine: 'v1'}, /must have pairs such as .* for the preset "mine"/],
		[{mine: {source: '/x'}}, /must have none but format, .*, not source, for the preset "mine"/],
		[{mine: {private: true}}, /must have a text as private for the preset "mine"/],
		[{' ': {}}, /must have a name for each preset/],
	])('%j is told to be wrong', (given, wrong) => {
		expect(() => readPresets(given)).toThrow(wrong);
	});
});
