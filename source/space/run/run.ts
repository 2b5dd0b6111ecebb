import {setImmediate as nextTurn} from 'node:timers/promises';
import {messageOf} from '../../qbit/message.ts';
import {saveOlderState} from '../export.ts';
import {followJobId} from '../job/id.ts';
import {isFinal, isOutstanding, type Job, type Reason} from '../job/shape.ts';
import {afterRestart} from '../job.ts';
import type {OrchestratorParts} from '../orchestrator.ts';
import type {Notice, Notified, Orchestrated, Saved} from '../orchestrator-shape.ts';
import {joinPath} from '../paths.ts';
import {countText} from '../say.ts';
import type {AuditEntry, DurableStore} from '../store/shape.ts';
import {readIfThere} from '../store/state-folder.ts';
import {createEyes} from './eyes.ts';
import {createMoveFollower} from './follow-move.ts';
import {watchHealth} from './health.ts';
import {createHookLine} from './hook-line.ts';
import {inLine, restBetween, untilLook} from './in-line.ts';
import {createIntake} from './intake.ts';
import {createStepKeeper} from './keep-steps.ts';
import {createMover, createReleaser} from './mover-client.ts';
import {observe} from './observe.ts';
import {createOperator, type Operator} from './operator.ts';
import {advance, type Ports} from './perform.ts';
import {createPlans} from './plans.ts';
import {createRecords} from './records.ts';
import {watchServer} from './server-watch.ts';
import {createShelf} from './shelf.ts';

export type Run = Operator & {
	start: (byItself: boolean) => void;
	stop: () => Promise<void>;
	notify: (notices: readonly Notice[]) => ReadonlyArray<Extract<Notified, {done: true}>>;
	save: () => Extract<Saved, {done: true}>;
	job: DurableStore['job'];
	trouble: () => string | undefined;
	audit: (after: number, limit: number) => readonly AuditEntry[];
};

const longestWait = 1000;
/** Bytes: less than this makes no other plan. */
const oneStep = 2 ** 26;
const trimEvery = 24 * 3_600_000;
const endedShown = 200;

/** The orchestrator with its state folder open: one loop, and nothing beside it. */
export const createRun = (
	parts: OrchestratorParts,
	durable: DurableStore,
	publish: (changes: Partial<Orchestrated>) => void,
): Run => {
	const {client, mirror, clock, limits} = parts;
	const {from, crit = 0} = parts.plan;
	const stopping = new AbortController();
	let waking = new AbortController();
	/** By job: when it is looked at next, on the clock that never jumps. */
	const due = new Map<string, number>();
	let byItself = true;
	let trimmedAt = 0;
	let running: Promise<void> | undefined;
	let unwatch: (() => void) | undefined;

	const show = (): void => {
		const {contested, control} = durable;
		publish({
			...{jobs: durable.openJobs(), ended: durable.endedJobs(endedShown)},
			...{paused: pausedNow(), breaker: control('breaker'), rebuilt: control('rebuilt')},
			...{plan: plans.newest(), restsUntil: plans.restsUntil()},
			...{
				progress: following.progress(),
				contested: contested(),
				launchTime: server.seen().launchTime,
			},
		});
		watchMirror(durable.openJobs().length > 0);
	};

	/** Half a minute between two looks would make a move of seconds take minutes. */
	const watchMirror = (needed: boolean): void => {
		if (needed) unwatch ??= mirror.watch();
		else {
			unwatch?.();
			unwatch = undefined;
		}
	};

	const health = watchHealth(durable, clock);
	const wake = (): void => waking.abort();
	const shelf = createShelf(durable, clock.now, show);
	const records = createRecords(durable, shelf.commit, clock.now);
	const server = watchServer(client, mirror, clock, 3 * limits.settle);
	const intake = createIntake({parts, durable, commit: shelf.commit, server});

	const pausedNow = (): Orchestrated['paused'] => {
		const kept = durable.control('paused');
		const {folder} = durable;
		if (kept || folder === undefined) return kept;
		if (readIfThere(joinPath(folder, 'PAUSE')) === undefined) return undefined;
		return {since: clock.now(), why: `The file PAUSE is in ${folder}.`};
	};

	const {policy, observer} = createEyes({
		...{parts, durable, records, server, isPaused: () => pausedNow() !== undefined},
	});

	const tell = (job: Job, {text}: Reason): void => parts.note(4, `${job.name}: ${text}`);

	const ports: Ports = {
		jobs: {...shelf, save: job => save(job)},
		observe: job => observe(job, observer),
		mover: createMover(client),
		moment: observer.moment,
		limits: () => limits,
		critical: () => freeOn(from) < crit,
		tell,
		runHooks: async job => {
			hookLine.add(job);
			return 'due';
		},
	};

	const hookLine = createHookLine({
		run: parts.runHooks,
		save: job => {
			// It may take hours; what was noted of the job meanwhile stays.
			const {returned} = durable.job(job.id) ?? {};
			shelf.save(returned ? {...job, returned} : job);
		},
		complain: error => complain(error),
	});

	const freeOn = (tag: string): number =>
		plans.newest()?.volumes.find(volume => volume.tag === tag)?.effective ??
		Number.POSITIVE_INFINITY;

	const keeper = createStepKeeper({
		...{parts, durable, shelf, records},
		complain: error => complain(error),
	});

	const save = (job: Job): void => {
		keeper.save(job);
		if (isFinal(job)) plans.expire();
	};

	const following = createMoveFollower({
		...{client, mirror, inodeAt: parts.inodeAt, ticks: clock.ticks, changed: show},
	});

	const plans = createPlans({
		...{policy, intake, records, clock, note: parts.note, changed: show},
		sign: async () => {
			const spaces = await parts.measure({path: '', free: undefined});
			const free = spaces.map(space => Math.floor((space.free ?? 0) / oneStep));
			return [mirror.store.get().revision, ...free].join();
		},
		cooldown: parts.plan.cooldown,
	});

	const stepOne = async (id: string): Promise<void> => {
		const intent = await advance(id, ports);
		// What was asked for is seen soon, and so is what follows from it.
		const asks = intent && intent.do !== 'nothing' && intent.do !== 'look';
		const after = asks ? 500 : intent?.do === 'look' ? intent.after : limits.settle;
		const rest = asks ? after : restBetween(durable.job(id), after, durable.openJobs());
		due.set(id, clock.ticks() + rest);
	};

	const stepAll = async (): Promise<void> => {
		const world = {now: clock.now(), ticks: clock.ticks(), critical: ports.critical(), due};
		for (const {id} of inLine(durable.openJobs(), world)) {
			if (stopping.signal.aborted) return;
			due.set(id, clock.ticks() + limits.settle);
			await attempt(() => stepOne(id));
			// What was sent now keeps the others waiting.
			if (durable.openJobs().some(job => job.id === id && isOutstanding(job))) return;
			// Each step may wait for the disk: who asks for something meanwhile is not kept waiting by all.
			await nextTurn();
		}
		const open = new Set(durable.openJobs().map(({id}) => id));
		for (const id of due.keys()) if (!open.has(id)) due.delete(id);
	};

	/** The first that failed in this round. */
	let failure: unknown;
	/** What fails holds up nothing else: a move under way is followed though no plan can be made. */
	const attempt = async (part: () => Promise<void>): Promise<void> => {
		try {
			await part();
		} catch (error) {
			failure ??= error;
		}
	};

	const tick = async (): Promise<void> => {
		const isReachable = server.seen().reachable;
		if (isReachable) intake.checkLibrary();
		if (isReachable && byItself) {
			await attempt(() => intake.take(policy));
			if (server.listIsWhole()) await attempt(plans.follow);
		}
		await stepAll();
		await attempt(() => following.look(durable.openJobs()));
		if (clock.now() - trimmedAt > trimEvery) {
			trimmedAt = clock.now();
			durable.trim(trimmedAt);
		}
	};

	let told: string | undefined;
	/** What fails now is tried again; it is told once. */
	const complain = (error: unknown): void => {
		const text = messageOf(error);
		if (text !== told) parts.note(4, `The queue: ${text}`);
		told = text;
	};

	let hindered: string | undefined;
	const hinder = (why: string | undefined): void => {
		if (why === hindered) return;
		hindered = why;
		publish({why});
	};

	const loop = async (): Promise<void> => {
		while (!stopping.signal.aborted) {
			health.beat();
			failure = undefined;
			await attempt(tick);
			if (stopping.signal.aborted) return;
			if (failure === undefined) told = undefined;
			else complain(failure);
			hinder(failure === undefined ? undefined : told);
			const next = Math.min(
				longestWait,
				untilLook(durable.openJobs(), {due, ticks: clock.ticks()}),
			);
			waking = new AbortController();
			await clock.sleep(Math.max(20, next), AbortSignal.any([waking.signal, stopping.signal]));
		}
	};

	const takeUp = (): void => {
		for (const job of [...durable.openJobs(), ...durable.endedJobs(1)]) followJobId(job.id);
		for (const job of durable.openJobs()) {
			const found = afterRestart(job);
			if (found !== job) shelf.commit({jobs: [{...found, updatedAt: clock.now()}]});
		}
		if (byItself) intake.takeOver();
		const ended = durable.endedJobs(endedShown);
		for (const job of ended.toReversed()) if (job.hooks === 'due') hookLine.add(job);
	};

	const operator = createOperator({
		...{durable, commit: shelf.commit, now: clock.now, plan: plans.make, intake, records},
		torrents: () => mirror.store.get().maindata.torrents,
		seen: job => observe(job, observer).then(seen => ({...seen, turn: false})),
		releaser: createReleaser(client),
		changed: (id?: string) => {
			plans.expire();
			if (id === undefined) due.clear();
			else due.delete(id);
			show();
			wake();
		},
		note: parts.note,
	});

	return {
		...operator,
		start: looks => {
			byItself = looks;
			takeUp();
			publish({state: 'running'});
			show();
			running = loop();
		},
		stop: async () => {
			stopping.abort();
			await Promise.all([running, hookLine.stop()]);
			await keeper.settled();
			server.stop();
			intake.stop();
			watchMirror(false);
			durable.close();
		},
		notify: notices => {
			const notified = intake.addAllNotified(notices);
			if (notified.some(({isDuplicate}) => !isDuplicate)) wake();
			return notified;
		},
		save: () => {
			const {folder} = durable;
			if (folder === undefined) throw new Error('Its jobs are in memory alone: nothing is saved.');
			const jobs = durable.openJobs();
			const path = saveOlderState(folder, jobs, clock.now());
			shelf.commit({audit: [{actor: 'operator', action: 'state saved', after: path}]});
			const text = `Saved: ${countText(jobs.length, 'job')}.`;
			return {done: true, text, path, seq: durable.lastEntry()};
		},
		...{job: durable.job, trouble: health.trouble, audit: durable.audit},
	};
};
