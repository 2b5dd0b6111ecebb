import {expect, it} from 'vitest';
import {createDemo} from '../../source/demo/demo.ts';
import {addSources} from '../../source/qbit/add.ts';
import {readFileSource, readLink} from '../../source/qbit/add-source.ts';
import {createClient} from '../../source/qbit/client.ts';
import {exportTorrent} from '../../source/qbit/detail-verbs.ts';
import {endpoints} from '../../source/qbit/endpoints.ts';
import {applyUpdate, emptyMaindata} from '../../source/qbit/maindata.ts';
import {runVerb} from '../../source/qbit/run-verb.ts';
import {createCategory, setAlternativeLimits} from '../../source/qbit/server-verbs.ts';
import {runSteps, runUndoable} from '../../source/qbit/undoable.ts';
import type {Controls, Verb} from '../../source/qbit/verb.ts';
import {verbs} from '../../source/qbit/verbs.ts';
import {syntheticTorrent} from '../lab/torrents.ts';
import {loginOf} from './real.ts';

/** All torrents of the embedded server, whose clock stands still. */
const open = async () => {
	const demo = createDemo({now: () => Date.UTC(2026, 10, 20)});
	const client = createClient({
		...{url: new URL(demo.url), fetch: demo.fetch, maxReplyBytes: 190e6, ...loginOf(demo)},
		password: async () => demo.password,
	});
	const look = async (): Promise<Controls> => {
		const maindata = emptyMaindata();
		applyUpdate(maindata, await client.ask(endpoints.maindata, {rid: 0}));
		return {client, torrents: maindata.torrents};
	};
	return {client, look};
};

type Act = <Args>(verb: Verb<Args>, args: Args) => Promise<void>;

const limits = {ratio: 1.5, seedingTime: 60, inactiveTime: 30, action: 'Stop', mode: 'MatchAll'};

it.each<[string, (act: Act) => Promise<void>]>([
	['stop', act => act(verbs.stop, undefined)],
	['start', act => act(verbs.start, undefined)],
	['force', act => act(verbs.force, true)],
	['setCategory', act => act(verbs.setCategory, 'new')],
	['addTags', act => act(verbs.addTags, ['a', 'b'])],
	['rename', act => act(verbs.rename, 'x')],
	['setDownloadLimit', act => act(verbs.setDownloadLimit, 20_480)],
	['setUploadLimit', act => act(verbs.setUploadLimit, 20_480)],
	['setShareLimits', act => act(verbs.setShareLimits, limits)],
	['setSequential', act => act(verbs.setSequential, true)],
	['setFirstLast', act => act(verbs.setFirstLast, true)],
	['setSuperSeeding', act => act(verbs.setSuperSeeding, true)],
	['setComment', act => act(verbs.setComment, 'mine')],
])('the demo can %s, and undo it', async (_, run) => {
	const {client, look} = await open();
	await createCategory(client, 'new', {});
	const controls = await look();
	const hashes = [...controls.torrents.keys()];
	const told = ({torrents}: Controls) =>
		[...torrents.values()].map(({hash, name, category, tags, ...row}) => [
			...[hash, name, category, tags, row.dl_limit, row.up_limit, row.ratio_limit, row.comment],
			...[row.seq_dl, row.f_l_piece_prio, row.super_seeding, row.force_start, row.auto_tmm],
			/^stopped/.test(row.state),
		]);
	await run(async (verb, args) => {
		const {result, undo} = await runUndoable(controls, verb, hashes, args);
		expect(result).toEqual({asked: hashes, done: hashes, refused: []});
		expect(told(await look())).not.toEqual(told(controls));
		expect((await runSteps(await look(), undo)).refused).toEqual([]);
	});
	expect(told(await look())).toEqual(told(controls));
});

it('the demo can do what can’t be undone', async () => {
	const {client, look} = await open();
	const controls = await look();
	const [first = '', second = ''] = controls.torrents.keys();
	const act: Act = async (verb, args) => {
		const {refused} = await runVerb(controls, verb, [first, second], args);
		expect(refused, verb.name).toEqual([]);
	};
	for (const verb of [
		'recheck',
		'reannounce',
		'toTop',
		'toBottom',
		'moveUp',
		'moveDown',
	] as const) {
		await act(verbs[verb], undefined);
	}
	await act(verbs.setLocation, '/hdd/there');
	await setAlternativeLimits(client, true);
	expect(await client.ask(endpoints.speedLimitsMode)).toBe(1);
	const exported = await exportTorrent(client, first);
	await act(verbs.remove, {deleteFiles: false});
	expect((await look()).torrents.has(first)).toBe(false);
	const file = readFileSource('a.torrent', exported);
	expect(await addSources(client, [file, file])).toMatchObject([
		{is: 'added', hash: first},
		{is: 'duplicate', hash: first},
	]);
});

it('the demo tells of a torrent what a server tells', async () => {
	const {client, look} = await open();
	const {torrents} = await look();
	for (const hash of [...torrents.keys()].slice(0, 20)) {
		await client.ask(endpoints.properties, {hash});
		await client.ask(endpoints.files, {hash});
		expect((await client.ask(endpoints.trackers, {hash})).length).toBeGreaterThan(2);
		await client.ask(endpoints.torrentPeers, {hash, rid: 0});
		await client.ask(endpoints.pieceStates, {hash});
		await client.ask(endpoints.pieceAvailability, {hash});
	}
	expect((await client.ask(endpoints.log, {last_known_id: -1})).length).toBeGreaterThan(0);
	expect(await client.ask(endpoints.directoryContent, {dirPath: '/', mode: 'dirs'})).not.toEqual(
		[],
	);
});

it('the demo takes sources of each kind', async () => {
	const {client} = await open();
	const {file, hash} = syntheticTorrent({index: 1});
	const given = [readFileSource('a', file), readLink('5'.repeat(40)), readLink('https://nas/a')];
	const results = await addSources(
		client,
		given.flatMap(source => source ?? []),
		{category: 'x', tags: ['y'], stopped: true},
	);
	expect(results).toMatchObject([{is: 'added', hash}, {is: 'added'}, {is: 'pending'}]);
});
