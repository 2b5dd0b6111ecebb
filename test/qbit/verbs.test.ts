import {afterAll, beforeEach, expect, it} from 'vitest';
import {runVerb} from '../../source/qbit/run-verb.ts';
import type {Torrent} from '../../source/qbit/types.ts';
import {runSteps, runUndoable} from '../../source/qbit/undoable.ts';
import type {Verb} from '../../source/qbit/verb.ts';
import {verbs} from '../../source/qbit/verbs.ts';
import {describeOnServers} from '../lab/lab.ts';
import {syntheticTorrent} from '../lab/torrents.ts';
import {until} from '../lab/until.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import {calm, controlsOf, isStopped, rowsOf, tagSet, untilAll} from './control.ts';
import {loginOf, type Opened, openClient} from './real.ts';

/** One way to do something, and how the server is seen to have done it. */
type Deed = {
	name: string;
	run: (act: <Args>(verb: Verb<Args>, args: Args) => Promise<void>) => Promise<void>;
	seen: (row: Torrent) => boolean;
	/** The server has a call that turns it over, and none that sets it. */
	turns?: true;
	/** WebAPI version without which the field is not there to be looked at. */
	needs?: '5.2';
};

const shares = {ratio: 1.5, seedingTime: 60, inactiveTime: 30, action: 'Stop', mode: 'MatchAll'};

/** TABLE: each verb that can be undone. The torrents differ before it. */
const deeds: Deed[] = [
	{name: 'stop', run: act => act(verbs.stop, undefined), seen: isStopped},
	{name: 'start', run: act => act(verbs.start, undefined), seen: row => !isStopped(row)},
	{
		name: 'force',
		run: act => act(verbs.force, true),
		seen: row => row.force_start && row.state.startsWith('forced'),
	},
	{name: 'no longer force', run: act => act(verbs.force, false), seen: row => !row.force_start},
	{
		name: 'category',
		run: act => act(verbs.setCategory, 'films'),
		seen: row => row.category === 'films',
	},
	{name: 'no category', run: act => act(verbs.setCategory, ''), seen: row => row.category === ''},
	{
		name: 'add tags',
		run: act => act(verbs.addTags, ['keep', 'new one']),
		seen: row => tagSet(row).includes('keep') && tagSet(row).includes('new one'),
	},
	{
		name: 'remove tags',
		run: act => act(verbs.removeTags, ['keep']),
		seen: row => !tagSet(row).includes('keep'),
	},
	{name: 'rename', run: act => act(verbs.rename, 'Ä & b'), seen: row => row.name === 'Ä & b'},
	{
		name: 'download limit',
		run: act => act(verbs.setDownloadLimit, 20_480),
		seen: row => row.dl_limit === 20_480,
	},
	{
		name: 'upload limit',
		run: act => act(verbs.setUploadLimit, 10_240),
		seen: row => row.up_limit === 10_240,
	},
	{
		name: 'share limits',
		run: act => act(verbs.setShareLimits, shares),
		seen: row =>
			row.ratio_limit === 1.5 &&
			row.seeding_time_limit === 60 &&
			(row.inactive_seeding_time_limit ?? 30) === 30 &&
			(row.share_limit_action ?? 'Stop') === 'Stop' &&
			(row.share_limits_mode ?? 'MatchAll') === 'MatchAll',
	},
	{
		name: 'sequential',
		turns: true,
		run: act => act(verbs.setSequential, true),
		seen: row => row.seq_dl,
	},
	{
		name: 'not sequential',
		turns: true,
		run: act => act(verbs.setSequential, false),
		seen: row => !row.seq_dl,
	},
	{
		name: 'first and last first',
		turns: true,
		run: act => act(verbs.setFirstLast, true),
		seen: row => row.f_l_piece_prio,
	},
	{
		name: 'super seeding',
		run: act => act(verbs.setSuperSeeding, true),
		seen: row => row.super_seeding,
	},
	{
		name: 'automatic management',
		run: act => act(verbs.setAutoManagement, true),
		seen: row => row.auto_tmm,
	},
	{
		name: 'no automatic management',
		run: act => act(verbs.setAutoManagement, false),
		seen: row => !row.auto_tmm,
	},
	{
		name: 'comment',
		run: act => act(verbs.setComment, 'mine'),
		seen: row => row.comment === 'mine',
		needs: '5.2',
	},
];

const kept = [
	...(['name', 'category', 'tags', 'dl_limit', 'up_limit', 'ratio_limit', 'comment'] as const),
	...(['seeding_time_limit', 'inactive_seeding_time_limit', 'share_limit_action'] as const),
	...(['share_limits_mode', 'seq_dl', 'f_l_piece_prio', 'super_seeding', 'auto_tmm'] as const),
	...(['force_start', 'save_path'] as const),
];

type Essence = Record<string, unknown> | undefined;

/** What undoing has to bring back. */
const essence = (row: Torrent): Record<string, unknown> => ({
	...Object.fromEntries(kept.map(field => [field, row[field]])),
	dl_limit: Math.max(0, row.dl_limit),
	up_limit: Math.max(0, row.up_limit),
	tags: tagSet(row).sort(),
	stopped: isStopped(row),
});

describeOnServers('verbs', VERSIONS, ({server, version}) => {
	let client: Opened | undefined;
	let hashes: string[] = [];
	const open = (): Opened => {
		client ??= openClient(server().url, loginOf(server()));
		return client;
	};
	const essences = async () => {
		const rows = await rowsOf(server());
		return hashes.map(hash => {
			const row = rows.get(hash);
			return row && essence(row);
		});
	};

	beforeEach(async () => {
		if (hashes.length > 0) return;
		const [one, two, three, four] = [0, 1, 2, 3].map(index =>
			syntheticTorrent({index, size: 2 ** 20, comment: `of ${index}`}),
		);
		if (!one || !two || !three || !four) throw new Error('four were made');
		for (const category of ['films', 'music']) {
			await server().call('torrents/createCategory', {category, savePath: ''});
		}
		await addTorrents(server(), [one], {stopped: true, tags: ['keep'], dlLimit: 1024});
		await addTorrents(server(), [two], {category: 'music', tags: ['keep', 'other']});
		await addTorrents(server(), [three, four], {category: 'films', upLimit: 2048});
		await settled(server());
		hashes = [one, two, three, four].map(({hash}) => hash);
		const on = (hash: string) => ({hashes: hash});
		await server().call('torrents/setForceStart', {...on(three.hash), value: true});
		await server().call('torrents/toggleSequentialDownload', on(three.hash));
		await server().call('torrents/toggleFirstLastPiecePrio', on(one.hash));
		await server().call('torrents/setAutoManagement', {...on(four.hash), enable: true});
		await untilAll(server(), [three.hash], 'forced', row => row.force_start && row.seq_dl);
	});
	afterAll(() => client?.end());

	it.each(deeds)('$name, and undone', async ({run, seen, needs, turns}) => {
		const controls = await controlsOf(open());
		const before = await essences();
		await run(async (verb, args) => {
			const {result, undo} = await runUndoable(controls, verb, hashes, args);
			if (needs && version !== '5.3') {
				const why = expect.stringMatching(/can’t do it/);
				expect(result.refused).toEqual(hashes.map(hash => ({hash, why})));
				expect(undo).toEqual([]);
				return;
			}
			expect(result).toEqual({asked: hashes, done: hashes, refused: []});
			const patience = turns ? {calm} : {};
			await untilAll(server(), hashes, 'done', seen, patience);
			const again = await runVerb(await controlsOf(open()), verb, hashes, args);
			expect(again.refused).toEqual([]);
			await untilAll(server(), hashes, 'still done', seen, patience);
			const undone = await runSteps(await controlsOf(open()), undo);
			expect(undone.refused).toEqual([]);
		});
		const differing = async () => (await essences()).map(changes(before));
		const patience = turns ? {calm} : {};
		await until('all to be as before', differing, rows => rows.join('') === '', patience);
	});
});

/** Where a torrent differs from what it was. */
const changes = (before: readonly Essence[]) => (now: Essence, index: number) =>
	Object.entries(before[index] ?? {})
		.map(([field, was]) => [field, JSON.stringify(was), JSON.stringify(now?.[field])] as const)
		.filter(([, was, is]) => was !== is)
		.map(words => words.join(' '))
		.join(', ');
