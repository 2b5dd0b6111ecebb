import {describe, expect, it} from 'vitest';
import {createClient} from '../../source/qbit/client.ts';
import {makeTorrent, removeTask, type Wish} from '../../source/qbit/create/make.ts';
import {abilitiesOf, paramsOf, wrongOptions} from '../../source/qbit/create/options.ts';
import {readTiers, readUrls} from '../../source/qbit/create/read-values.ts';
import {readTasks, secondsBetween} from '../../source/qbit/create/task.ts';
import {createTasks} from '../../source/qbit/create/tasks.ts';
import {type Patience, type Tools, usualPatience} from '../../source/qbit/create/tools.ts';
import {QbitError} from '../../source/qbit/errors.ts';
import type {Clock} from '../../source/qbit/mirror.ts';
import {syntheticTorrent} from '../lab/torrents.ts';
import {hear, onlyMade} from './creating.ts';
import {type Answer, createFakeServer} from './fake-fetch.ts';

type Form = Record<string, string>;

/** A server’s torrent creator that does as it is told to misbehave. */
type Creator = {
	/** Of what it took, in order. */
	taken: Form[];
	deleted: string[];
	tasks: Map<string, Form>;
	/** Of addTask: refuses, or loses its answer. */
	refuse?: (form: Form) => number | undefined;
	loses?: boolean;
	/** How a task stands when it is looked at for the nth time. */
	status: (nth: number, form: Form) => Record<string, unknown> | undefined;
	file: (nth: number) => Answer;
};

const torrent = syntheticTorrent({index: 1, name: 'x', size: 1_000_000});

const finished = (): Record<string, unknown> => ({status: 'Finished', pieceSize: 65_536});

const binary = (bytes: Uint8Array): Answer => ({body: Buffer.from(bytes).toString('latin1')});

const open = (changes: Partial<Creator>, patience: Partial<Patience> = {}) => {
	const creator: Creator = {
		...{taken: [], deleted: [], tasks: new Map(), status: finished},
		file: () => ({body: ''}),
		...changes,
	};
	let looks = 0;
	let files = 0;
	const routes: Record<string, (form: Form) => Answer> = {
		'app/version': () => ({body: 'v5.3.0'}),
		'app/webapiVersion': () => ({body: '2.16.2'}),
		'app/getDirectoryContent': () => ({body: ['/data/x/file']}),
		'torrentcreator/addTask': form => {
			const status = creator.refuse?.(form);
			if (status !== undefined) return {status, body: 'refused'};
			const taskID = `task ${creator.taken.push(form)}`;
			creator.tasks.set(taskID, {taskID, ...form});
			if (creator.loses) {
				creator.loses = false;
				throw new QbitError('Unreachable', 'The connection broke.', {
					cause: Object.assign(new Error('reset'), {code: 'ECONNRESET'}),
				});
			}
			return {body: {taskID}};
		},
		'torrentcreator/status': () => {
			looks++;
			const rows = [...creator.tasks.values()].flatMap(task => {
				const state = creator.status(looks, task);
				return state ? [{...task, ...state}] : [];
			});
			return {body: rows};
		},
		'torrentcreator/torrentFile': () => creator.file(++files),
		'torrentcreator/deleteTask': ({taskID = ''}) => {
			creator.deleted.push(taskID);
			return creator.tasks.delete(taskID) ? {} : {status: 500};
		},
	};
	const server = createFakeServer((path, {body}) => {
		const form = Object.fromEntries(new URLSearchParams(String(body ?? '')));
		return routes[path]?.(form) ?? {status: 404};
	});
	// A file has bytes that are no text.
	const fetch: typeof server.fetch = async request => {
		const reply = await server.fetch(request);
		if (!request.url.pathname.endsWith('torrentFile') || reply.status !== 200) return reply;
		return {
			...reply,
			body: (async function* () {
				yield torrent.file;
			})(),
		};
	};
	let time = 0;
	/** How far the wall clock was set forward (ms). */
	let jumped = 0;
	const setForward = (ms: number): void => {
		jumped += ms;
	};
	const clock: Clock = {
		now: () => time + jumped,
		ticks: () => time,
		random: () => 0.5,
		sleep: async ms => {
			time += ms;
		},
	};
	const client = createClient({
		...{url: new URL('http://nas:8080'), fetch, maxReplyBytes: 1e7},
	});
	const tools: Tools = {
		...{client, clock, tasks: createTasks(client, clock), signal: new AbortController().signal},
		patience: {...usualPatience, ...patience},
	};
	const heard = hear();
	const make = (wish: Wish = onlyMade({source: '/data/x', format: 'v1'})) =>
		makeTorrent(tools, wish, heard);
	return {creator, make, heard, tools, setForward};
};

describe('a server that refuses what it is given', () => {
	const full = onlyMade({
		...{source: '/data/x', format: 'v1', comment: 'words', label: 'ABC', pieceSize: 65_536},
		...{isPrivate: true, trackers: [['http://a.example/1']]},
	});

	it('is given all but what it refuses, and that is said', async () => {
		const {creator, make, heard} = open({refuse: form => ('comment' in form ? 400 : undefined)});
		expect((await make(full)).notes).toEqual(heard.notes);
		expect(heard.notes).toEqual([
			'The server did not take the comment: the torrent is made without.',
		]);
		expect(Object.keys(creator.taken[0] ?? {}).sort()).toEqual([
			...['format', 'pieceSize', 'private', 'source', 'sourcePath', 'startSeeding', 'trackers'],
		]);
	});

	it('is given the least where it refuses more than one; private stays, and it is not seeded', async () => {
		const {creator, make, heard} = open({
			refuse: form => ('comment' in form || 'source' in form ? 415 : undefined),
		});
		await make(full);
		expect(creator.taken).toEqual([
			{sourcePath: '/data/x', startSeeding: 'false', private: 'true'},
		]);
		expect(heard.notes[0]).toMatch(
			/^The server did not take the format, the piece size, the comment/,
		);
	});

	it('that takes no private torrents makes none', async () => {
		const {creator, make} = open({refuse: form => ('private' in form ? 400 : undefined)});
		await expect(make(full)).rejects.toMatchObject({code: 'Refused'});
		expect(creator.taken).toEqual([]);
	});

	it('a piece size that fails is left to the server, and that is said', async () => {
		const error = 'Reason: invalid piece size [libtorrent:48].';
		const {creator, make, heard} = open({
			status: (_, form) =>
				'pieceSize' in form
					? {status: 'Failed', errorMessage: error, pieceSize: 65_536}
					: finished(),
		});
		await make(full);
		expect(creator.taken.map(form => form.pieceSize)).toEqual(['65536', undefined]);
		expect(creator.deleted).toEqual(['task 1']);
		expect(heard.notes).toEqual([
			'The server does not take this piece size: it chooses one itself.',
		]);
	});
});

describe('a task that goes wrong', () => {
	it('and does not get on is given up after a while, and deleted', async () => {
		const {creator, make} = open({status: () => ({status: 'Running', progress: 12})});
		await expect(make()).rejects.toMatchObject({
			...{code: 'Stalled', message: expect.stringContaining('for 30 minutes')},
		});
		expect(creator.deleted).toEqual(['task 1']);
	});

	it('is not given up because the clock is set forward meanwhile', async () => {
		const {make, setForward, creator} = open({
			status: nth => {
				if (nth === 3) setForward(3_600_000);
				return nth < 5 ? {status: 'Running', progress: 12} : finished();
			},
		});
		expect((await make()).name).toBe('x');
		expect(creator.deleted).toEqual([]);
	});

	it('waits in the server’s queue as long as it likes, but no longer than it may', async () => {
		const {make} = open({status: nth => (nth < 10_000 ? {status: 'Queued'} : finished())});
		expect((await make()).name).toBe('x');
		const short = open({status: () => ({status: 'Queued'})}, {allMs: 60_000});
		await expect(short.make()).rejects.toMatchObject({code: 'TooLate'});
		expect(short.creator.deleted).toEqual(['task 1']);
	});

	it('and that someone else deleted is not made anew', async () => {
		const {creator, make} = open({
			status: nth => (nth < 3 ? {status: 'Running', progress: 1} : undefined),
		});
		await expect(make()).rejects.toMatchObject({code: 'Deleted'});
		expect(creator.taken).toHaveLength(1);
	});

	it('and whose answer was lost is not begun twice', async () => {
		const {creator, make} = open({
			loses: true,
			status: nth => (nth < 3 ? {status: 'Running', progress: 1} : finished()),
		});
		expect((await make()).name).toBe('x');
		expect(creator.taken).toHaveLength(1);
	});

	it('and whose .torrent is gone is begun anew, three times at most', async () => {
		const {creator, make, heard} = open({
			file: nth => (nth === 1 ? {status: 409, body: 'File open error.'} : binary(torrent.file)),
		});
		expect((await make()).name).toBe('x');
		expect(creator.taken).toHaveLength(2);
		expect(heard.notes).toEqual([
			'The server has lost the .torrent that it made: it is made anew.',
		]);
		const never = open({file: () => ({status: 409})});
		await expect(never.make()).rejects.toMatchObject({code: 'Lost'});
		expect(never.creator.taken).toHaveLength(3);
	});

	it('of another format than was asked for is told: libtorrent 1.2 makes v1 only', async () => {
		const {make, heard} = open({});
		await make(onlyMade({source: '/data/x'}));
		expect(heard.notes).toEqual(['The server made a v1 torrent, and not a hybrid one.']);
	});

	it('is cleaned up without ever failing', async () => {
		const {tools} = open({});
		expect(await removeTask(tools, 'not there')).toBe(false);
	});
});

describe('what is sent', () => {
	const abilities = (webapi: string) => abilitiesOf({app: 'v5', webapi});
	const trackers = [['http://a/x%20y|z', 'udp://b:1'], ['https://c/']];

	it('addresses with percent signs since 5.2, and as they are before', () => {
		const options = {source: '/x', trackers, webSeeds: ['http://w/%2F']};
		expect(paramsOf(options, abilities('2.15.1'))).toEqual({
			...{sourcePath: '/x', startSeeding: false, urlSeeds: 'http%3A%2F%2Fw%2F%252F'},
			trackers: 'http%3A%2F%2Fa%2Fx%2520y%7Cz|udp%3A%2F%2Fb%3A1||https%3A%2F%2Fc%2F',
		});
		expect(paramsOf({...options, trackers: [['http://a']]}, abilities('2.11.4'))).toMatchObject({
			...{trackers: 'http://a', urlSeeds: 'http://w/%2F'},
		});
	});

	it.each([
		[{source: ''}, /needs a file or folder/],
		[{source: 'films'}, /must be a path from the root/],
		[{source: '/'}, /whole disk/],
		[{source: 'C:\\'}, /whole disk/],
		[{source: '/x', pieceSize: 2 ** 28}, /16 KiB to 128 MiB/],
		[{source: '/x', pieceSize: 100_000}, /power of two/],
		[{source: '/x', withDotfiles: true}, /5\.3 is the first/],
		[{source: '/x', trackers}, /no \| within an address/],
		[{source: '/x', trackers: [['nonsense']]}, /not the address of a tracker/],
		[{source: '/x', webSeeds: ['udp://x']}, /not the address of a web seed/],
		[{source: '/x', file: 'x.torrent'}, /must be a path from the root/],
		[{source: '/x', pieceSize: 2 ** 27, trackers: [['udp://b:1']]}, undefined],
	])('%j', (options, wrong) => {
		const told = wrongOptions(options, abilities('2.11.4'));
		if (wrong === undefined) expect(told).toBeUndefined();
		else expect(told).toMatch(wrong);
	});

	it('tiers and addresses as people write them', () => {
		expect(readTiers('http://a/1,2 , udp://b | https://c')).toEqual([
			['http://a/1,2', 'udp://b'],
			['https://c'],
		]);
		expect(readUrls(' http://w/a,b%20c,https://v/  ')).toEqual(['http://w/a,b%20c', 'https://v/']);
		expect(readTiers(' | ')).toEqual([]);
	});
});

it('reads tasks of every version, and leaves out what is none', () => {
	const [old, current, ...others] = readTasks([
		{
			taskID: 'a',
			status: 'Finished',
			timeStarted: 'Fri Nov 20 09:32:50 2026',
			timeFinished: 'Fri Nov 20 09:33:20 2026',
			trackers: [''],
			pieceSize: 16_384,
		},
		{
			taskID: 'b',
			status: 'Running',
			progress: 41,
			timeStarted: 1_795_277_930,
			trackers: ['u', 'v', '', 'w'],
			format: 'v1',
		},
		{taskID: 'c', status: 'Dreaming'},
		{status: 'Queued'},
		'nonsense',
	]);
	expect(others).toEqual([]);
	expect(old).toMatchObject({progress: 1, trackers: [], format: undefined, ignoresDotfiles: true});
	expect(secondsBetween(old?.started, old?.finished)).toBe(30);
	expect(current).toMatchObject({progress: 0.41, trackers: [['u', 'v'], ['w']], added: undefined});
	expect(() => readTasks({})).toThrow();
});
