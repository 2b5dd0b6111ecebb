import {describe, expect, it} from 'vitest';
import {jobDocument} from '../../source/space/job/document.ts';
import {answered} from '../../source/space/job/flight.ts';
import type {Seen, SeenTorrent} from '../../source/space/job/seen.ts';
import type {Job, JobState, ReasonCode} from '../../source/space/job/shape.ts';
import {afterRestart, step} from '../../source/space/job.ts';
import {
	aJob,
	atDestination,
	atSource,
	aWorld,
	clean,
	from,
	full,
	hash,
	later,
	limits,
	lost,
	move,
	noon,
	other,
	sentMove,
	server,
	to,
	twice,
} from './job-world.ts';

const ends = (job: Job): string => (job.reason ? `${job.state} ${job.reason.code}` : job.state);

const allStates: readonly JobState[] = [
	...(['QUEUED', 'READY', 'BLOCKED', 'ISSUING', 'MOVING', 'RECONCILE', 'VERIFYING'] as const),
	...(['TAGGING', 'HELD', 'DONE', 'SKIPPED', 'GONE', 'CANCELLED'] as const),
];
const finals: readonly JobState[] = ['DONE', 'SKIPPED', 'GONE', 'CANCELLED'];

describe('after a restart of qbtui', () => {
	it.each(allStates)('%s is', state => {
		const inFlight = state === 'ISSUING' || state === 'MOVING';
		const job = aJob(state, {evidence: {sign: 'x', since: 1}, intent: sentMove});
		const found = afterRestart(job);
		expect(found.state).toBe(inFlight ? 'RECONCILE' : state);
		expect(found.evidence).toBeUndefined();
		expect(found.intent).toEqual(sentMove);
	});
});

it.each(finals)('%s stays, whatever is seen', state => {
	for (const torrent of [atSource, atDestination, lost, undefined]) {
		const job = aJob(state);
		expect(twice(job, aWorld(torrent)).job).toBe(job);
	}
});

describe('while the server is away', () => {
	it.each<[JobState, string]>([
		['QUEUED', 'QUEUED QBT_DOWN'],
		['READY', 'BLOCKED QBT_DOWN'],
		['BLOCKED', 'BLOCKED QBT_DOWN'],
		['ISSUING', 'RECONCILE'],
		['MOVING', 'MOVING QBT_DOWN'],
		['RECONCILE', 'RECONCILE QBT_DOWN'],
		['VERIFYING', 'VERIFYING QBT_DOWN'],
		['TAGGING', 'TAGGING QBT_DOWN'],
		['HELD', 'HELD'],
	])('%s becomes %s, without an attempt', (state, expected) => {
		const seen = aWorld(undefined, {server: {...server, reachable: false}, torrents: {}});
		const next = step(aJob(state), seen, limits);
		expect(ends(next.job)).toBe(expected);
		expect(next.job.attempts).toBe(0);
	});
});

describe('a torrent that is not in the list', () => {
	const alive: readonly JobState[] = [
		...(['READY', 'BLOCKED', 'MOVING', 'RECONCILE', 'VERIFYING', 'TAGGING', 'HELD'] as const),
	];
	it.each(alive)('%s becomes GONE after two whole lists', state => {
		const gone = aWorld(undefined);
		const first = step(aJob(state), gone, limits);
		expect(first.job.state).toBe(state);
		expect(step(first.job, later(gone, 1000), limits).job.state).toBe(state);
		expect(step(first.job, later(gone, 5000), limits).job.state).toBe('GONE');
	});

	it.each(alive)('%s stays when the list may be cut', state => {
		const cut = aWorld(undefined, {listIsWhole: false});
		expect(twice(aJob(state), cut, 1e6).job.state).toBe(state);
	});

	it('that comes back between two lists counts as there', () => {
		const first = step(aJob('VERIFYING'), aWorld(undefined), limits);
		const back = step(first.job, later(aWorld(atDestination), 3000), limits);
		expect(step(back.job, later(aWorld(undefined), 6000), limits).job.state).toBe('VERIFYING');
	});

	it('one of a group: the others go on', () => {
		const job = aJob('READY', {hashes: [hash, other]});
		const seen = aWorld(undefined, {torrents: {[other]: atSource}});
		const next = twice(job, seen).job;
		expect([next.state, next.member, next.removed]).toEqual(['READY', 1, [hash]]);
	});
});

it('answers that were long under way decide nothing', () => {
	const old = aWorld(atDestination, {server: {...server, age: 6000}});
	for (const state of allStates.filter(one => one !== 'ISSUING')) {
		expect(twice(aJob(state), old, 1e6).job.state).toBe(state);
	}
});

describe('QUEUED', () => {
	it('is planned, and the plan is frozen', () => {
		const bare = aJob('QUEUED', {source: '', destination: '', volume: '', bytes: 0, name: ''});
		const {job} = step(bare, aWorld(atSource), limits);
		expect(job).toMatchObject({
			...{state: 'READY', source: from, destination: to, volume: 'hdd', bytes: 1000},
		});
		expect(job.places).toBeUndefined();
	});

	it('keeps a place for each member where they differ', () => {
		const places = [
			{from, to},
			{from: `${from}/Show`, to: `${to}/Show`},
		];
		const verdict = {...move, hashes: [hash, other], places};
		expect(step(aJob('QUEUED'), aWorld(atSource, {verdict}), limits).job.places).toEqual(places);
	});

	it.each([
		['skip', 'SKIPPED NEVER'],
		['wait', 'QUEUED NEVER'],
		['hold', 'HELD NEVER'],
	] as const)('when the rules say %s: %s', (say, expected) => {
		const verdict = {say, reason: {code: 'NEVER', text: 'no'} as const};
		expect(ends(step(aJob('QUEUED'), aWorld(atSource, {verdict}), limits).job)).toBe(expected);
	});

	it('waits for a torrent that is announced before it is listed, a day long', () => {
		const unknown = aWorld(undefined, {verdict: undefined});
		expect(ends(twice(aJob('QUEUED'), unknown).job)).toBe('QUEUED UNRESOLVED');
		const old = aJob('QUEUED', {createdAt: noon - 25 * 3_600_000});
		expect(ends(twice(old, unknown).job)).toBe('GONE REMOVED');
		expect(ends(twice(old, {...unknown, listIsWhole: false}).job)).toBe('QUEUED UNRESOLVED');
	});

	it('ends when a torrent that was listed is removed, seen twice in a whole list', () => {
		const gone = aWorld(undefined, {verdict: undefined});
		const listed = aJob('QUEUED', {listed: true});
		expect(step(listed, gone, limits).job.state).toBe('QUEUED');
		expect(ends(twice(listed, gone).job)).toBe('GONE REMOVED');
		expect(twice(listed, {...gone, listIsWhole: false}).job.state).toBe('QUEUED');
		expect(ends(step(listed, aWorld(atSource, {verdict: undefined}), limits).job)).toBe(
			'QUEUED UNRESOLVED',
		);
	});
});

describe('READY', () => {
	it('moves when all holds twice, with its intent in the job', () => {
		const next = twice(aJob('READY'), aWorld(atSource));
		expect(next.intent).toEqual({do: 'move', hash, to});
		expect(next.job).toMatchObject({
			state: 'ISSUING',
			intent: {hash, to, sentAt: noon + 5000, launchTime: server.launchTime},
		});
	});

	it('does not move at the first sample, nor on another job’s turn', () => {
		const seen = aWorld(atSource);
		expect(step(aJob('READY'), seen, limits).intent.do).toBe('look');
		expect(twice(aJob('READY'), seen, 4999).job.state).toBe('READY');
		expect(twice(aJob('READY'), {...seen, turn: false}, 1e6).job.state).toBe('READY');
	});

	it('a server that was restarted in between begins the samples anew', () => {
		const first = step(aJob('READY'), aWorld(atSource), limits);
		const restarted = aWorld(atSource, {server: {...server, launchTime: 1_700_009_999}});
		expect(step(first.job, later(restarted, 9000), limits).job.state).toBe('READY');
	});

	it('is at its goal already: only verified', () => {
		expect(step(aJob('READY'), aWorld(atDestination), limits).job.state).toBe('VERIFYING');
	});

	it('follows the rules when they change before anything has moved', () => {
		const elsewhere = {...move, places: [{from, to: '/hdd/films'}]};
		const changed = aWorld(atSource, {verdict: elsewhere});
		expect(step(aJob('READY'), changed, limits).job.state).toBe('QUEUED');
		const skip = {say: 'skip', reason: {code: 'PROTECTED', text: 'no'}} as const;
		const never = aWorld(atSource, {verdict: skip});
		expect(ends(step(aJob('READY'), never, limits).job)).toBe('SKIPPED PROTECTED');
		const begun = aJob('READY', {hashes: [other, hash], member: 1});
		const mate = {[hash]: atSource, [other]: atDestination};
		expect(twice(begun, {...never, torrents: mate}).job.state).toBe('ISSUING');
	});
});

const torrent = (changes: Partial<SeenTorrent>): Partial<Seen> => ({
	torrents: {[hash]: {...atSource, ...changes}},
});

/** TABLE: one row for each thing that stops a move. */
const obstacles: ReadonlyArray<[ReasonCode, 'BLOCKED' | 'HELD', Partial<Seen>, Partial<Job>?]> = [
	['RETRY', 'BLOCKED', {}, {notBefore: noon + 60_000}],
	['PAUSED', 'BLOCKED', {controller: 'paused'}],
	['QUIET_HOURS', 'BLOCKED', {controller: 'quiet'}],
	['UNSUPPORTED_VERSION', 'BLOCKED', {server: {...server, version: 'v4.5.5'}}],
	['UNSUPPORTED_VERSION', 'BLOCKED', {server: {...server, version: undefined}}],
	['CONTESTED', 'HELD', {contested: true}],
	['CONTESTED', 'HELD', torrent({contentPath: '/mnt/x/Show'})],
	[
		'POLICY_PATH',
		'HELD',
		{verdict: {...move, places: [{from, to: '/hdd/../x'}]}},
		{destination: '/hdd/../x'},
	],
	['POLICY_PATH', 'HELD', {}, {volume: 'tape'}],
	['FOREIGN_MOVE', 'BLOCKED', {moving: [other]}],
	['CHECKING', 'BLOCKED', torrent({state: 'checkingUP'})],
	['CHECKING', 'BLOCKED', torrent({state: 'checkingResumeData'})],
	['TORRENT_ERROR', 'BLOCKED', torrent({state: 'missingFiles'})],
	['TORRENT_ERROR', 'BLOCKED', torrent({state: 'error'})],
	['NOT_COMPLETE', 'BLOCKED', torrent({state: 'downloading', progress: 0.9, amountLeft: 100})],
	['NOT_COMPLETE', 'BLOCKED', torrent({amountLeft: 1})],
	['TORRENT_ERROR', 'BLOCKED', {source: {...full, complete: false}}],
	['AUTO_TMM', 'BLOCKED', torrent({autoTmm: true})],
	['DST_NOT_MOUNTED', 'BLOCKED', {destination: {...clean, mounted: false}}],
	['DST_UNSEEN', 'BLOCKED', {destination: {...clean, there: undefined}}],
	['DST_UNSEEN', 'BLOCKED', {destination: {...clean, mounted: undefined}}],
	['DST_UNSEEN', 'BLOCKED', {destination: {...clean, free: undefined}}],
	['DST_UNSEEN', 'BLOCKED', {destination: undefined}],
	['DEST_RESIDUE', 'HELD', {destination: full}],
	['DST_FULL', 'BLOCKED', {destination: {...clean, free: 999}}],
	['UNRESOLVED', 'BLOCKED', {verdict: undefined}],
];

describe.each(['READY', 'BLOCKED'] as const)('%s, what stops a move:', state => {
	it.each(obstacles)('%s: %s', (code, becomes, changes, job = {}) => {
		const seen = aWorld(atSource, changes);
		const next = twice(aJob(state, job), seen);
		expect(ends(next.job)).toBe(`${becomes} ${code}`);
		expect(next.job.reason?.text).toMatch(/^(qB|[A-Z]).+\.$/);
		expect(next.job.attempts).toBe(0);
		expect(next.intent.do).not.toBe('move');
	});
});

describe('BLOCKED', () => {
	it('goes on as soon as nothing stops it', () => {
		const blocked = aJob('BLOCKED', {reason: {code: 'PAUSED', text: 'x'}});
		const next = step(blocked, aWorld(atSource), limits);
		expect(ends(next.job)).toBe('READY');
	});

	it('a clock that was set back years does not keep it', () => {
		const job = aJob('BLOCKED', {notBefore: noon + 1e12});
		expect(twice(job, aWorld(atSource)).job.state).toBe('ISSUING');
	});

	it('AutoTMM is taken over where the rules say so', () => {
		const job = aJob('READY', {takeManual: true});
		expect(twice(job, aWorld(atSource, torrent({autoTmm: true}))).job.state).toBe('ISSUING');
	});

	it('an unseen destination is trusted once, and only when the user says so', () => {
		const trusting = {...limits, trustDestination: true};
		const unseen = aWorld(atSource, {destination: {...clean, there: undefined}});
		expect(twice(aJob('READY'), unseen, 5000, trusting).job.state).toBe('ISSUING');
		expect(ends(twice(aJob('READY'), unseen).job)).toBe('BLOCKED DST_UNSEEN');
		const sent = aJob('READY', {intent: sentMove});
		expect(ends(twice(sent, unseen, 5000, trusting).job)).toBe('BLOCKED DST_UNSEEN');
		// Nor where another job has sent one, or where the look itself has failed.
		for (const changes of [{triedBefore: true}, {destination: undefined}]) {
			const next = twice(aJob('READY'), {...unseen, ...changes}, 5000, trusting);
			expect(ends(next.job)).toBe('BLOCKED DST_UNSEEN');
			expect(next.job.reason?.text).not.toMatch(/Set path_map/);
		}
		const away = {...unseen, destination: {...clean, mounted: false}};
		expect(ends(twice(aJob('READY'), away, 5000, trusting).job)).toBe('BLOCKED DST_NOT_MOUNTED');
	});
});

describe('ISSUING', () => {
	it.each([
		['accepted', 'MOVING', 0],
		['unknown', 'RECONCILE', 0],
		['notHeard', 'BLOCKED QBT_DOWN', 0],
		['noFolder', 'BLOCKED DST_MKDIR', 1],
		['rejected', 'HELD REFUSED', 0],
	] as const)('the answer %s makes it %s', (answer, expected, attempts) => {
		const job = aJob('ISSUING', {intent: sentMove});
		const next = answered({...job, sent: 3}, answer, {now: noon, chance: 0.5}, limits);
		expect(ends(next.job)).toBe(expected);
		expect(next.job.attempts).toBe(attempts);
		// Programs are told of all that were sent: what was not heard was not.
		expect(jobDocument(next.job).attempts).toBe(answer === 'notHeard' ? 2 : 3);
		expect(next.job.intent).toMatchObject(sentMove);
	});

	it('a folder that can’t be made twice needs a person', () => {
		const job = aJob('ISSUING', {intent: sentMove, attempts: 1});
		const next = answered(job, 'noFolder', {now: noon, chance: 0.5}, limits);
		expect(ends(next.job)).toBe('HELD DST_MKDIR');
	});

	it('an answer that comes late changes nothing', () => {
		const job = aJob('RECONCILE', {intent: sentMove});
		expect(answered(job, 'accepted', {now: noon, chance: 0.5}, limits).job).toBe(job);
	});

	it('found without an answer, it is in doubt', () => {
		const next = step(aJob('ISSUING', {intent: sentMove}), aWorld(atSource), limits);
		expect(next.job.state).toBe('RECONCILE');
		expect(next.intent.do).toBe('look');
	});
});

const flying = (state: JobState, answer: 'accepted' | 'unknown' = 'accepted'): Job =>
	aJob(state, {intent: {...sentMove, answer}});
const moving: SeenTorrent = {...atSource, state: 'moving'};

describe('MOVING', () => {
	it.each<[string, SeenTorrent, JobState]>([
		['moves', moving, 'MOVING'],
		['has arrived', atDestination, 'VERIFYING'],
		['is checked at the destination', {...atDestination, state: 'checkingUP'}, 'VERIFYING'],
		['has its resume data checked', {...atSource, state: 'checkingResumeData'}, 'MOVING'],
		['is where it was', atSource, 'RECONCILE'],
		['is elsewhere', lost, 'RECONCILE'],
	])('when it %s twice', (_, seen, expected) => {
		expect(step(flying('MOVING'), aWorld(seen), limits).job.state).toBe('MOVING');
		expect(twice(flying('MOVING'), aWorld(seen), 4999).job.state).toBe('MOVING');
		expect(twice(flying('MOVING'), aWorld(seen)).job.state).toBe(expected);
	});

	it('one sample of something else in between begins anew', () => {
		const first = step(flying('MOVING'), aWorld(atSource), limits);
		const again = step(first.job, later(aWorld(moving), 2500), limits);
		expect(step(again.job, later(aWorld(atSource), 5000), limits).job.state).toBe('MOVING');
	});

	it('another launch of the server has forgotten it', () => {
		const restarted = aWorld(moving, {server: {...server, launchTime: 1_700_009_999}});
		const doubtful = step(flying('MOVING'), restarted, limits);
		expect(doubtful.job.state).toBe('RECONCILE');
		const again = step(doubtful.job, restarted, limits);
		expect(again.job.state).toBe('MOVING');
		expect(step(again.job, restarted, limits).job.state).toBe('MOVING');
	});

	it('is told once that it takes too long, and stays', () => {
		const long = later(aWorld(moving), 3 * 3_600_000);
		const told = step(flying('MOVING'), long, limits);
		expect([ends(told.job), told.intent.do]).toEqual(['MOVING STALLED', 'tell']);
		expect(step(told.job, long, limits).intent.do).toBe('look');
	});
});

describe('RECONCILE', () => {
	it('decides only by looking', () => {
		expect(step(flying('RECONCILE'), aWorld(moving), limits).job.state).toBe('MOVING');
		expect(step(flying('RECONCILE'), aWorld(atDestination), limits).job.state).toBe('VERIFYING');
	});

	it('where it was, and nothing left at the destination: tried again later', () => {
		const next = twice(flying('RECONCILE'), aWorld(atSource));
		expect(next.job).toMatchObject({state: 'READY', attempts: 1, notBefore: noon + 5000 + 15_000});
		expect(next.intent.do).toBe('look');
	});

	it('where it was, and files at the destination: held, with the paths and the good copy', () => {
		const next = twice(flying('RECONCILE'), aWorld(atSource, {destination: full}));
		expect(ends(next.job)).toBe('HELD DEST_RESIDUE');
		expect(next.job.reason).toMatchObject({paths: [`${to}/Show/1.mkv`], good: from});
		expect(next.intent.do).toBe('tell');
	});

	it.each<[string, Partial<Seen>]>([
		['files are missing at the source', {source: {...full, complete: false}}],
		['the source can’t be seen', {source: undefined}],
		['the server does not find it whole', torrent({progress: 0.99})],
	])('no copy is called good when %s', (_, changes) => {
		const seen = aWorld(atSource, {destination: full, ...changes});
		const {reason} = twice(flying('RECONCILE'), seen).job;
		expect(reason).toMatchObject({code: 'DEST_RESIDUE', paths: [`${to}/Show/1.mkv`]});
		expect(reason?.good).toBeUndefined();
		expect(reason?.text).toContain('delete nothing');
	});

	it('waits longer where the answer is not known', () => {
		const seen = aWorld(atSource);
		expect(twice(flying('RECONCILE', 'unknown'), seen, 29_999).job.state).toBe('RECONCILE');
		expect(twice(flying('RECONCILE', 'unknown'), seen, 30_000).job.state).toBe('READY');
		expect(twice(aJob('RECONCILE', {intent: sentMove}), seen, 5000).job.state).toBe('RECONCILE');
	});

	it.each<[string, Seen]>([
		['it is checked', aWorld({...atSource, state: 'checkingResumeData'})],
		['the server has just started', aWorld(atSource, {server: {...server, upFor: 29_000}})],
	])('waits while %s', (_, seen) => {
		expect(twice(flying('RECONCILE'), seen, 1e6).job.state).toBe('RECONCILE');
	});

	it('after three moves that did not happen a person is asked', () => {
		const job = {...flying('RECONCILE'), attempts: 2};
		expect(ends(twice(job, aWorld(atSource)).job)).toBe('HELD ATTEMPTS');
	});

	it('somewhere else: contested', () => {
		expect(ends(twice(flying('RECONCILE'), aWorld(lost)).job)).toBe('HELD CONTESTED');
	});

	it('with a destination that can’t be seen now, READY waits until it can', () => {
		const away = aWorld(atSource, {destination: {...clean, mounted: false}});
		const ready = twice(flying('RECONCILE'), away).job;
		const due = {...later(away, 60_000)};
		expect(ends(step(ready, due, limits).job)).toBe('BLOCKED DST_NOT_MOUNTED');
	});
});

describe('VERIFYING', () => {
	const there = (changes: Partial<SeenTorrent>): SeenTorrent => ({...atDestination, ...changes});
	const whole = {destination: full};
	it.each<[string, SeenTorrent, Partial<Seen>, string]>([
		['whole', atDestination, whole, 'TAGGING'],
		['checked', there({state: 'checkingUP', progress: 0.2}), whole, 'VERIFYING CHECKING'],
		['moved on just now', there({state: 'moving'}), whole, 'VERIFYING'],
		[
			'not whole',
			there({state: 'downloading', progress: 0.35, amountLeft: 650}),
			whole,
			'HELD INCOMPLETE_AFTER_MOVE',
		],
		['nearly whole', there({amountLeft: 1}), whole, 'HELD INCOMPLETE_AFTER_MOVE'],
		['missing files', there({state: 'missingFiles'}), whole, 'HELD INCOMPLETE_AFTER_MOVE'],
		['in error', there({state: 'error'}), whole, 'HELD INCOMPLETE_AFTER_MOVE'],
		[
			'called whole, but its files are not there',
			atDestination,
			{destination: clean},
			'HELD INCOMPLETE_AFTER_MOVE',
		],
		[
			'on a volume that is gone',
			atDestination,
			{destination: {...clean, mounted: false}},
			'VERIFYING DST_NOT_MOUNTED',
		],
		[
			'below the mount point of a volume that is gone',
			atDestination,
			{destination: {...full, mounted: false}},
			'HELD DST_NOT_MOUNTED',
		],
		['back at the source', atSource, whole, 'HELD CONTESTED'],
		['elsewhere', lost, whole, 'HELD CONTESTED'],
		[
			'in another folder of it',
			there({savePath: `${to}/x`, contentPath: `${to}/x/Show`}),
			whole,
			'HELD CONTESTED',
		],
	])('%s', (_, seen, changes, expected) => {
		const world = aWorld(seen, changes);
		expect(step(flying('VERIFYING'), world, limits).job.state).toBe('VERIFYING');
		expect(ends(twice(flying('VERIFYING'), world).job)).toBe(expected);
	});

	it('tells at once where the good copy is', () => {
		const torn = there({state: 'downloading', progress: 0.35, amountLeft: 650});
		const next = twice(flying('VERIFYING'), aWorld(torn, {destination: full, source: full}));
		expect(next.intent.do).toBe('tell');
		expect(next.job.reason?.good).toBe(from);
		const bare = twice(flying('VERIFYING'), aWorld(torn, {source: clean}));
		expect(bare.job.reason?.good).toBeUndefined();
	});

	it('what was moved while the volume was away is not believed', () => {
		const away = aWorld(moving, {destination: {...clean, mounted: false}});
		const job = step(flying('MOVING'), away, limits).job;
		const arrived = twice(job, aWorld(atDestination, {destination: full})).job;
		expect(arrived.state).toBe('VERIFYING');
		const judged = twice(arrived, aWorld(atDestination, {destination: full})).job;
		expect(ends(judged)).toBe('HELD DST_NOT_MOUNTED');
	});

	it('what someone else moved while it waited for the volume is not believed', () => {
		const away = aWorld(atSource, {destination: {...clean, mounted: false}});
		const waiting = step(aJob('READY', {intent: sentMove}), away, limits).job;
		expect(ends(waiting)).toBe('BLOCKED DST_NOT_MOUNTED');
		// What our own move has left lies on the volume, and has the right size.
		const back = aWorld(atDestination, {destination: full});
		expect(ends(twice(step(waiting, back, limits).job, back).job)).toBe('HELD DST_NOT_MOUNTED');
		const again = twice(waiting, aWorld(atSource)).job;
		expect(again).toMatchObject({state: 'ISSUING', intent: {hash, to}});
		expect(again.intent?.unmounted).toBeUndefined();
	});
});

describe('TAGGING', () => {
	const tagged = (...tags: string[]): Seen => aWorld({...atDestination, tags}, {destination: full});
	it.each<[readonly string[], unknown, JobState]>([
		[['ssd'], {do: 'addTags', hash, tags: ['hdd']}, 'TAGGING'],
		[['ssd', 'hdd', 'mine'], {do: 'removeTags', hash, tags: ['ssd']}, 'TAGGING'],
		[['nossd', 'hdd', 'ssd 2'], {do: 'hooks'}, 'DONE'],
		[['hdd'], {do: 'hooks'}, 'DONE'],
	])('with the tags %j', (tags, intent, state) => {
		const next = step(aJob('TAGGING'), tagged(...tags), limits);
		expect([next.intent, next.job.state]).toEqual([intent, state]);
	});

	it('sends the same again only after a while', () => {
		const seen = tagged('ssd');
		const first = step(aJob('TAGGING'), seen, limits);
		expect(step(first.job, later(seen, 1000), limits).intent.do).toBe('look');
		expect(step(first.job, later(seen, 5000), limits).intent.do).toBe('addTags');
	});

	it('no tags are set where none are managed', () => {
		const next = step(aJob('TAGGING'), tagged('ssd'), {...limits, placeTags: []});
		expect(next.job).toMatchObject({state: 'DONE', hooks: 'due'});
	});

	it('of what has left the place nothing is said', () => {
		expect(step(aJob('TAGGING'), aWorld(atSource), limits).job.state).toBe('VERIFYING');
	});
});
