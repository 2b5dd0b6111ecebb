import type {Hash, Torrent} from '../qbit/types.ts';
import {askMaindata} from '../qbit/whole-list.ts';
import {isLoopback} from '../server-address.ts';
import type {Seen} from '../space/job/seen.ts';
import type {Job} from '../space/job/shape.ts';
import {cancel, release, retry, type Verdict} from '../space/job/verbs.ts';
import type {Answer} from '../space/orchestrator-shape.ts';
import {createReleaser} from '../space/run/mover-client.ts';
import {movingIn, observe} from '../space/run/observe.ts';
import {createOperator, type Operator} from '../space/run/operator.ts';
import type {DurableStore} from '../space/store/shape.ts';
import {plural} from '../views/format.ts';
import {clearable} from '../views/queue/job-told.ts';
import type {CommandContext} from './command.ts';
import {nothingSet} from './failure.ts';

type Looked = {
	/** The one that was named. */
	job: Job | undefined;
	/** Those that have not ended. */
	open: readonly Job[];
	context: CommandContext;
};

/** What can be done to jobs. */
export type QueueWord = {
	needsJob: boolean;
	/** What would be done, and whether it can be. */
	dry: (looked: Looked) => Promise<Answer> | Answer;
	/** When no other qbtui has them. */
	run: (looked: Looked & {store: DurableStore}) => Promise<Answer>;
	/** The route by which a service that has them is asked. */
	path: (job: Job | undefined) => string;
};

const none: Answer = {done: false, why: 'There is no such job.'};

const jobPath =
	(verb: string) =>
	(job: Job | undefined): string =>
		`/jobs/${job?.id ?? ''}/${verb}`;

/** TABLE: the words of `qbtui queue`. */
export const queueWords: Readonly<Record<string, QueueWord>> = {
	retry: {
		needsJob: true,
		dry: ({job, context}) =>
			job ? judged(retry(job, context.now()), `${job.name} is tested again.`) : none,
		run: async ({store, job, context}) => (job ? operatorOf(store, context).retry(job.id) : none),
		path: jobPath('retry'),
	},
	cancel: {
		needsJob: true,
		dry: ({job, context}) =>
			job ? judged(cancel(job, context.now()), `${job.name}: cancelled.`) : none,
		run: async ({store, job, context}) => (job ? operatorOf(store, context).cancel(job.id) : none),
		path: jobPath('cancel'),
	},
	release: {
		needsJob: true,
		dry: async ({job, context}) => {
			if (!job) return none;
			const seen = await (await lookAtServer(context)).at(job);
			return judged(release(job, seen), `${job.name} is pointed back to ${job.source}.`);
		},
		run: async ({store, job, context}) => {
			if (!job) return none;
			const look = await lookAtServer(context);
			const seen = await look.at(job);
			return operatorOf(store, context, {...look, seen}).release(job.id);
		},
		path: jobPath('release'),
	},
	clear: {
		needsJob: false,
		dry: ({open, context}) => {
			const jobs = clearable(open, context.now());
			return {done: true, text: `${plural(jobs.length, 'job')} cancelled.`};
		},
		run: async ({store, open, context}) => {
			// Nothing brings them back: for that, it must be known which completions they were of.
			const needsLook = clearable(open, context.now()).length > 0;
			const look = needsLook ? await lookAtServer(context) : undefined;
			return operatorOf(store, context, look).clear();
		},
		path: () => '/queue/clear',
	},
	pause: {
		needsJob: false,
		dry: () => ({done: true, text: 'Moves are paused.'}),
		run: async ({store, context}) => operatorOf(store, context).pause(),
		path: () => '/control/pause',
	},
	resume: {
		needsJob: false,
		dry: () => ({done: true, text: 'Moves go on.'}),
		run: async ({store, context}) => operatorOf(store, context).resume(),
		path: () => '/control/resume',
	},
};

const judged = (verdict: Verdict, text: string): Answer =>
	'refused' in verdict ? {done: false, why: verdict.refused} : {done: true, text};

type Look = {
	torrents: ReadonlyMap<Hash, Torrent>;
	client: Parameters<typeof createReleaser>[0];
	seen?: Seen;
};

/** What a person may do, without a loop: that is done by the next qbtui that runs. */
const operatorOf = (store: DurableStore, {now}: CommandContext, look?: Look): Operator =>
	createOperator({
		durable: store,
		commit: changes => store.commit({...changes, at: now()}),
		now,
		plan: () => Promise.reject(new Error('There is no plan here.')),
		intake: {addMoves: () => [], addByHand: () => []},
		records: {planned: () => {}, reset: () => {}},
		torrents: () => look?.torrents ?? new Map(),
		seen: async () => {
			if (!look?.seen) throw new Error('qBittorrent was not asked.');
			return look.seen;
		},
		releaser: {
			release: async (hash, to, isThere) => {
				if (look) await createReleaser(look.client).release(hash, to, isThere);
			},
		},
		changed: () => {},
		note: () => {},
	});

/** One look at all torrents, and at the places of a job. */
const lookAtServer = async (
	context: CommandContext,
): Promise<Look & {at: (job: Job) => Promise<Seen>}> => {
	const {openEngine, config, now} = context;
	if (!config.url) throw nothingSet();
	const {client, limits} = await openEngine();
	await client.identify();
	const {torrents} = await askMaindata(client);
	const server = {reachable: true, age: 0, isWhole: true, launchTime: undefined, upFor: 0};
	return {
		torrents,
		client,
		at: async job => ({
			...(await observe(job, {
				...{client, volumes: limits.volumes, pathMap: config.pathMap},
				sameMachine: config.url !== undefined && isLoopback(config.url),
				list: () => ({torrents, moving: movingIn(torrents), ...server}),
				verdict: async () => undefined,
				...{contested: () => false, triedBefore: () => false},
				controller: () => 'on',
				reserved: () => 0,
				moment: () => ({now: now(), ticks: now(), chance: 0}),
			})),
			turn: false,
		}),
	};
};

/** The shortest end of an ID that is taken for it. */
const leastOfId = 4;

/** By its ID, an end of that which no other has, or the hash of a torrent in it. */
export const findJob = (id: string, jobs: readonly Job[]): Job | undefined => {
	const wanted = id.trim().toLowerCase();
	const exact = jobs.find(job => job.id.toLowerCase() === wanted || job.hashes.includes(wanted));
	if (exact || wanted.length < leastOfId) return exact;
	const ending = jobs.filter(job => job.id.toLowerCase().endsWith(wanted));
	return ending.length === 1 ? ending[0] : undefined;
};
