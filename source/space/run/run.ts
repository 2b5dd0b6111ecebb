import {endpoints} from '../../qbit/endpoints.ts';
import {placeOf} from '../job/member.ts';
import {isOutstanding, type Job, type Reason} from '../job/shape.ts';
import {afterRestart} from '../job.ts';
import type {OrchestratorParts} from '../orchestrator.ts';
import type {Notice, Notified, Orchestrated, Progress} from '../orchestrator-shape.ts';
import {joinPath} from '../paths.ts';
import type {Plan} from '../plan/shape.ts';
import {isOnTheWay} from '../plan/volume-space.ts';
import type {AuditEntry, DurableStore} from '../store/shape.ts';
import {readIfThere} from '../store/state-folder.ts';
import {createHookLine} from './hook-line.ts';
import {createIntake} from './intake.ts';
import {createMoveProgress, writtenBytes} from './move-progress.ts';
import {createMover, createReleaser} from './mover-client.ts';
import {type Observer, observe} from './observe.ts';
import {createOperator, type Operator} from './operator.ts';
import {advance, type Ports} from './perform.ts';
import {createPolicy} from './policy.ts';
import {createRecords} from './records.ts';
import {watchServer} from './server-watch.ts';
import {createShelf} from './shelf.ts';

export type Run = Operator & {
	start: () => void;
	stop: () => Promise<void>;
	notify: (notice: Notice) => Extract<Notified, {done: true}>;
	job: DurableStore['job'];
	trouble: () => string | undefined;
	audit: (after: number, limit: number) => readonly AuditEntry[];
};

const longestWait = 1000;
const planEvery = 30_000;
const trimEvery = 24 * 3_600_000;
const probeEvery = 5000;
/** A look at the world may wait for many answers, but not for so long. */
const stuckAfter = 5 * 60_000;
const endedShown = 200;

/** The orchestrator with its state folder open: one loop, and nothing beside it. */
export const createRun = (
	parts: OrchestratorParts,
	durable: DurableStore,
	publish: (changes: Partial<Orchestrated>) => void,
): Run => {
	const {client, mirror, clock, limits} = parts;
	const {volumes, from, crit = 0} = parts.plan;
	const stopping = new AbortController();
	let waking = new AbortController();
	/** By job: when it is looked at next, on the clock that never jumps. */
	const due = new Map<string, number>();
	const progress = new Map<string, Progress>();
	const moves = createMoveProgress();
	let plan: Plan | undefined;
	let plannedAt = Number.NEGATIVE_INFINITY;
	let trimmedAt = 0;
	let probedAt = Number.NEGATIVE_INFINITY;
	let tickedAt = clock.ticks();
	let running: Promise<void> | undefined;
	let unwatch: (() => void) | undefined;

	const show = (): void => {
		const {contested, control} = durable;
		publish({
			...{jobs: durable.openJobs(), ended: durable.endedJobs(endedShown), plan},
			...{paused: pausedNow(), breaker: control('breaker'), rebuilt: control('rebuilt')},
			...{progress: new Map(progress), contested: contested()},
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

	const wake = (): void => waking.abort();
	const shelf = createShelf(durable, clock.now, show);
	const records = createRecords(durable, shelf.commit, clock.now);
	const server = watchServer(client, mirror, clock, 3 * limits.settle);
	const intake = createIntake({parts, durable, commit: shelf.commit, server});

	const pausedNow = (): Orchestrated['paused'] => {
		const kept = durable.control('paused');
		if (kept || readIfThere(joinPath(durable.folder, 'PAUSE')) === undefined) return kept;
		return {since: clock.now(), why: `The file PAUSE is in ${durable.folder}.`};
	};

	const policy = createPolicy({
		...{client, limits: parts.plan, measure: parts.measure, now: clock.now},
		maindata: () => mirror.store.get().maindata,
		look: {
			filesOf: hash => client.ask(endpoints.files, {hash}).catch(() => undefined),
			inodeAt: parts.inodeAt,
		},
		jobs: durable.openJobs,
		control: () => ({...records.control(), paused: pausedNow() !== undefined}),
	});

	const observer: Observer = {
		...{client, volumes, pathMap: parts.pathMap, sameMachine: parts.sameMachine},
		list: () => ({
			...{torrents: mirror.store.get().maindata.torrents, isWhole: server.listIsWhole()},
			...server.seen(),
		}),
		verdict: async job => (server.seen().reachable ? policy.verdict(job) : undefined),
		contested: job => job.hashes.some(hash => (durable.contested().get(hash) ?? 0) >= 2),
		controller: () => (pausedNow() ? 'paused' : 'on'),
		reserved: (volume, job) =>
			(volume.tag === parts.plan.to ? parts.plan.reserve : 0) +
			durable
				.openJobs()
				.filter(other => other.id !== job.id && other.volume === volume.tag && isOnTheWay(other))
				.reduce((sum, other) => sum + other.bytes, 0),
		moment: () => ({now: clock.now(), ticks: clock.ticks(), chance: clock.random()}),
	};

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
		save: job => shelf.save(job),
		complain: error => complain(error),
	});

	const freeOn = (tag: string): number =>
		plan?.volumes.find(volume => volume.tag === tag)?.effective ?? Number.POSITIVE_INFINITY;

	const measureFrom = async (): Promise<number | undefined> => {
		const spaces = await parts.measure({path: '', free: undefined});
		return spaces.find(({tag}) => tag === from)?.free;
	};

	let measuring = Promise.resolve();
	/** What is free now is noted beside the loop, and before the store is closed. */
	const noteFree = (note: (free: number | undefined) => void): void => {
		measuring = measuring
			.then(measureFrom)
			.then(note)
			.catch(error => complain(error));
	};

	/** Each step is on disk; those that tell a person something are told. */
	const save = (job: Job): void => {
		const before = durable.job(job.id);
		shelf.save(job);
		if (before?.state === job.state) return;
		if (job.state === 'ISSUING') {
			parts.note(2, `Moving ${job.name} to ${placeOf(job).to}.`);
			noteFree(free => records.sent(job, free));
		}
		if (job.state === 'DONE') {
			parts.note(2, `Moved ${job.name} to ${job.destination}.`);
			noteFree(free => {
				const why = records.done(job, free);
				if (why !== undefined) parts.note(8, `${why} Nothing more is moved for space.`);
			});
		}
		if (job.state === 'SKIPPED' || job.state === 'GONE')
			parts.note(2, `${job.name} is not moved: ${job.reason?.text ?? ''}`);
	};

	/** While one is with the server, none of the others can begin. */
	const mayStep = (job: Job, jobs: readonly Job[]): boolean =>
		!jobs.some(isOutstanding) || !['READY', 'BLOCKED'].includes(job.state) || isOutstanding(job);

	const stepAll = async (): Promise<void> => {
		for (const {id} of durable.openJobs()) {
			if (stopping.signal.aborted) return;
			const job = durable.job(id);
			if (!job || (due.get(id) ?? 0) > clock.ticks() || !mayStep(job, durable.openJobs())) continue;
			due.set(id, clock.ticks() + limits.settle);
			const intent = await advance(id, ports);
			if (intent?.do === 'look') due.set(id, clock.ticks() + intent.after);
			// What was asked for is seen soon, and so is what follows from it.
			else if (intent && intent.do !== 'nothing') due.set(id, clock.ticks() + 500);
		}
		for (const id of due.keys()) if (!durable.openJobs().some(job => job.id === id)) due.delete(id);
	};

	const followMove = async (): Promise<void> => {
		const job = durable.openJobs().find(({state}) => state === 'MOVING');
		for (const id of [...progress.keys()]) {
			if (id === job?.id) continue;
			progress.delete(id);
			moves.forget(id);
			show();
		}
		if (!job) return;
		const hash = job.hashes[job.member] ?? '';
		const files = await client.ask(endpoints.files, {hash}).catch(() => []);
		const paths = files.map(({name}) => joinPath(placeOf(job).to, name));
		const written = await writtenBytes(paths, parts.inodeAt);
		if (written === undefined) return;
		const total = mirror.store.get().maindata.torrents.get(hash)?.size ?? job.bytes;
		progress.set(job.id, moves.add(job.id, written, total, clock.ticks()));
		show();
	};

	const planNow = async (): Promise<Plan> => {
		plan = await policy.plan();
		plannedAt = clock.ticks();
		show();
		return plan;
	};

	const planForSpace = async (): Promise<void> => {
		if (clock.ticks() - plannedAt < planEvery || !server.listIsWhole()) return;
		const {moves: wanted, text} = await planNow();
		if (wanted.length === 0) return;
		intake.addMoves(wanted);
		records.planned();
		parts.note(2, text);
	};

	const tick = async (): Promise<void> => {
		if (server.seen().reachable) {
			await intake.take(policy);
			await planForSpace();
		}
		await stepAll();
		await followMove();
		if (clock.now() - trimmedAt > trimEvery) {
			trimmedAt = clock.now();
			durable.trim(trimmedAt);
		}
	};

	let told: string | undefined;
	/** What fails now is tried again; it is told once. */
	const complain = (error: unknown): void => {
		const text = error instanceof Error ? error.message : String(error);
		if (text !== told) parts.note(4, `The queue: ${text}`);
		told = text;
	};

	const loop = async (): Promise<void> => {
		while (!stopping.signal.aborted) {
			tickedAt = clock.ticks();
			try {
				await tick();
				told = undefined;
			} catch (error) {
				if (!stopping.signal.aborted) complain(error);
			}
			const next = Math.min(longestWait, ...[...due.values()].map(at => at - clock.ticks()));
			waking = new AbortController();
			await clock.sleep(Math.max(20, next), AbortSignal.any([waking.signal, stopping.signal]));
		}
	};

	/** What could not be written once is known to work again only when something is written. */
	const probe = (): void => {
		if (!durable.failure() || clock.ticks() - probedAt < probeEvery) return;
		probedAt = clock.ticks();
		try {
			shelf.commit({audit: [{actor: 'store', action: 'can be written again'}]});
		} catch {
			// Still not: `failure` says why.
		}
	};

	const trouble = (): string | undefined => {
		probe();
		const isStuck = clock.ticks() - tickedAt > stuckAfter;
		return durable.failure()?.message ?? (isStuck ? 'The queue has not moved on.' : undefined);
	};

	const takeUp = (): void => {
		for (const job of durable.openJobs()) {
			const found = afterRestart(job);
			if (found !== job) shelf.commit({jobs: [{...found, updatedAt: clock.now()}]});
		}
		intake.takeOver();
		const ended = durable.endedJobs(endedShown);
		for (const job of ended.toReversed()) if (job.hooks === 'due') hookLine.add(job);
	};

	const operator = createOperator({
		...{durable, commit: shelf.commit, now: clock.now, plan: planNow, intake, records},
		torrents: () => mirror.store.get().maindata.torrents,
		seen: job => observe(job, observer).then(seen => ({...seen, turn: false})),
		releaser: createReleaser(client),
		changed: (id?: string) => {
			if (id === undefined) due.clear();
			else due.delete(id);
			show();
			wake();
		},
		note: parts.note,
	});

	return {
		...operator,
		start: () => {
			takeUp();
			publish({state: 'running', folder: durable.folder});
			show();
			running = loop();
		},
		stop: async () => {
			stopping.abort();
			await Promise.all([running, hookLine.stop()]);
			await measuring;
			server.stop();
			intake.stop();
			watchMirror(false);
			durable.close();
		},
		notify: notice => {
			const notified = intake.addNotified(notice);
			if (!notified.isDuplicate) wake();
			return notified;
		},
		...{job: durable.job, trouble, audit: durable.audit},
	};
};
