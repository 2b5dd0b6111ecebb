import {mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {createClient} from '../../source/qbit/client.ts';
import {ownDiskMark} from '../../source/space/paths.ts';
import {wasTried} from '../../source/space/run/eyes.ts';
import {type Observer, observe} from '../../source/space/run/observe.ts';
import {createFakeServer} from '../qbit/fake-fetch.ts';
import {hashOf, makeFolder, openIn} from './a-store.ts';
import {aJob, noon, sentMove} from './job-world.ts';
import {torrent} from './planned.ts';

const files = ['Show/1.mkv'].map(name => ({
	...{index: 0, name, size: 3, progress: 1, priority: 1, availability: 1},
}));

/** Two torrents of the same file: the first is at the destination, it is the second one’s turn. */
const aPair = () => {
	const root = mkdtempSync(join(tmpdir(), 'qbtui-observe-'));
	onTestFinished(() => rmSync(root, {recursive: true}));
	const [ssd, hdd] = [join(root, 'ssd'), join(root, 'hdd')];
	for (const folder of [join(ssd, 'Show'), join(hdd, 'Show')]) mkdirSync(folder, {recursive: true});
	writeFileSync(join(hdd, 'Show/1.mkv'), 'abc');
	const first = torrent('First', {save_path: hdd, content_path: join(hdd, 'Show')});
	const second = torrent('Second', {save_path: ssd, content_path: join(ssd, 'Show')});
	const hashes = [first.hash, second.hash];
	const job = aJob('READY', {hashes, member: 1, source: ssd, destination: hdd});
	return {first, second, ssd, hdd, job};
};

const observerOf = (
	{first, second, ssd, hdd}: ReturnType<typeof aPair>,
	filesOf: (hash: string) => {status?: number; body?: unknown},
): Observer => ({
	client: createClient({
		...{url: new URL('http://nas:8080'), maxReplyBytes: 1_000_000},
		fetch: createFakeServer((_, {url}) => filesOf(url.searchParams.get('hash') ?? '')).fetch,
	}),
	list: () => ({
		torrents: new Map([first, second].map(one => [one.hash, one])),
		...{moving: [], reachable: true, age: 0, isWhole: true, launchTime: undefined, upFor: 1e6},
	}),
	verdict: async () => undefined,
	...{contested: () => false, triedBefore: () => false, controller: () => 'on'},
	volumes: [
		{tag: 'ssd', path: ssd},
		{tag: 'hdd', path: hdd},
	],
	...{pathMap: [], sameMachine: true, reserved: () => 0},
	moment: () => ({now: noon, ticks: 0, chance: 0}),
});

it('whose files lie at the destination is not known while the server does not tell: not residue', async () => {
	const pair = aPair();
	const told = await observe(
		pair.job,
		observerOf(pair, () => ({body: files})),
	);
	expect(told.destination?.there).toEqual([
		{path: join(pair.hdd, 'Show/1.mkv'), sharedWith: pair.first.hash},
	]);
	const silent = (hash: string) =>
		hash === pair.first.hash ? {status: 500, body: ''} : {body: files};
	expect((await observe(pair.job, observerOf(pair, silent))).destination?.there).toBeUndefined();
});

it('a move that another job has sent counts until one has brought it there', () => {
	const store = openIn(makeFolder());
	const put = (id: string, changes: Parameters<typeof aJob>[1], state: 'CANCELLED' | 'DONE') =>
		store.commit({at: noon, jobs: [aJob(state, {id, hashes: [hashOf(1)], ...changes})]});
	const now = aJob('READY', {id: '09', hashes: [hashOf(1)]});
	const isTried = (): boolean => wasTried(store.jobsOf(hashOf(1)), now);
	put('01', {}, 'CANCELLED');
	expect(isTried()).toBe(false);
	put('02', {intent: sentMove}, 'CANCELLED');
	put('03', {}, 'CANCELLED');
	expect(isTried()).toBe(true);
	put('04', {intent: sentMove}, 'DONE');
	expect(isTried()).toBe(false);
});

it('a disk that is the system’s own is there where its mark says so', async ({skip}) => {
	const pair = aPair();
	if (statSync(pair.hdd).dev !== statSync('/').dev)
		skip('the temporary folder is a disk of its own');
	// On a device of its own, whatever the machine.
	const volumes = [
		{tag: 'ssd', path: '/proc'},
		{tag: 'hdd', path: pair.hdd},
	];
	const observer = {...observerOf(pair, () => ({body: files})), volumes};
	const mounted = async () => (await observe(pair.job, observer)).destination?.mounted;
	expect(await mounted()).toBe(false);
	writeFileSync(join(pair.hdd, ownDiskMark), '');
	expect(await mounted()).toBe(true);
});

it('a disk that shows nothing of what should be there tells nothing of the other end, whoever went before', async () => {
	const pair = aPair();
	const observer = observerOf(pair, () => ({body: files}));
	expect((await observe(pair.job, observer)).destination?.there).toHaveLength(1);
	// The first was removed from the server, and never moved.
	const alone = {...pair.job, removed: [pair.first.hash]};
	expect((await observe(alone, observer)).destination?.there).toBeUndefined();
});
