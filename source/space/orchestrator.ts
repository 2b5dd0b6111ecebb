import {AdvisedError} from '../qbit/advised-error.ts';
import type {Client} from '../qbit/client.ts';
import type {Level} from '../qbit/journal.ts';
import {messageOf} from '../qbit/message.ts';
import type {Clock, Mirror} from '../qbit/mirror.ts';
import {createStore} from '../qbit/store.ts';
import type {DefaultSpace, VolumeSpace} from './free-space.ts';
import type {Limits} from './job/seen.ts';
import {
	type Answer,
	idle,
	type Notified,
	type Orchestrated,
	type Orchestrator,
	type Saved,
} from './orchestrator-shape.ts';
import type {Inode} from './plan/groups.ts';
import type {PlanLimits} from './plan/shape.ts';
import type {RunHooks} from './run/hook-line.ts';
import type {Operator} from './run/operator.ts';
import type {Run} from './run/run.ts';
import {StoreError} from './store/errors.ts';
import type {DurableStore} from './store/shape.ts';

export type OrchestratorParts = {
	client: Client;
	mirror: Mirror;
	/** The server's address: a state folder is of one server. */
	address: string;
	/** Why it is not to run here; undefined: it is. */
	unwanted: string | undefined;
	/** Where it keeps what must outlive it; undefined: nowhere, all is in memory. */
	folder: string | undefined;
	allowNetwork: boolean;
	/** Where the queue and the state of the older program may be. */
	olderFolders: readonly string[];
	plan: PlanLimits;
	limits: Limits;
	measure: (byDefault: DefaultSpace) => Promise<VolumeSpace[]>;
	inodeAt: (path: string) => Promise<Inode | undefined>;
	pathMap: ReadonlyArray<readonly [server: string, here: string]>;
	sameMachine: boolean;
	/** Runs what the user wants run after a job. */
	runHooks: RunHooks;
	note: (level: Level, text: string) => void;
	clock: Clock;
};

const storeOf = async ({
	folder,
	allowNetwork,
	clock,
}: Pick<OrchestratorParts, 'folder' | 'allowNetwork' | 'clock'>): Promise<() => DurableStore> => {
	if (folder === undefined) return (await import('./store/memory.ts')).openMemoryStore;
	const {openStore} = await import('./store/store.ts');
	return () => openStore({folder, allowNetwork, now: clock.now});
};

/** The queue of this process: its verbs answer at once. */
export type OwnOrchestrator = Omit<Orchestrator, keyof Operator> & Operator;

export const createOrchestrator = (parts: OrchestratorParts): OwnOrchestrator => {
	const store = createStore<Orchestrated>(
		parts.unwanted === undefined ? idle : {...idle, why: parts.unwanted},
	);
	let run: Run | undefined;
	let opening: Promise<void> | undefined;
	let isStopped = false;

	const set = (changes: Partial<Orchestrated>): void => store.set({...store.get(), ...changes});

	const fail = (error: unknown): void => {
		const advice = error instanceof AdvisedError ? error.advice : [];
		const message = messageOf(error);
		const isHeldElsewhere = error instanceof StoreError && error.code === 'Held';
		opening = undefined;
		set({state: 'failed', why: [message, ...advice].join(' '), isHeldElsewhere});
		parts.note(isHeldElsewhere ? 2 : 8, `Nothing is moved: ${message}`);
	};

	const open = async (atOnce: boolean, byItself: boolean): Promise<void> => {
		try {
			// Not before there is something to see; and without disks there is no need of a database.
			if (!atOnce) await parts.mirror.answered();
			const [openDurable, {createRun}] = await Promise.all([
				storeOf(parts),
				import('./run/run.ts'),
			]);
			if (isStopped) return;
			run = createRun(parts, openDurable(), set);
			run.start(byItself);
		} catch (error) {
			// What could not begin must not keep the folder: it is opened anew later.
			await run?.stop().catch(() => undefined);
			run = undefined;
			fail(error);
		}
	};

	const refusal = (): {done: false; why: string} => {
		const {state, why} = store.get();
		const text = state === 'starting' ? 'The queue is being opened.' : 'Nothing is moved here.';
		return {done: false, why: why ?? text};
	};

	/** A verb of the running one. A disk that takes no more is an answer, too. */
	const ask = <Said extends Answer | readonly Notified[] | Saved>(
		verb: (run: Run) => Said,
	): Said | {done: false; why: string} => {
		if (!run) return refusal();
		try {
			return verb(run);
		} catch (error) {
			return {done: false, why: messageOf(error)};
		}
	};

	const wait = async (verb: (run: Run) => Promise<Answer>): Promise<Answer> => {
		if (!run) return refusal();
		try {
			return await verb(run);
		} catch (error) {
			return {done: false, why: messageOf(error)};
		}
	};

	return {
		store,
		start: ({atOnce = false, byItself = true} = {}) => {
			if (parts.unwanted !== undefined || opening) return;
			set({
				...{state: 'starting', why: undefined, isHeldElsewhere: false},
				...(parts.folder !== undefined && {folder: parts.folder}),
			});
			opening = open(atOnce, byItself);
		},
		stop: async () => {
			isStopped = true;
			// Before it is opened, it may wait for a server that is away.
			await run?.stop();
			run = undefined;
		},
		plan: async () => {
			if (run) return run.plan();
			throw new Error(refusal().why);
		},
		apply: planId => wait(verbs => verbs.apply(planId)),
		notify: notices => {
			const told = ask(verbs => verbs.notify(notices));
			return 'done' in told ? notices.map(() => told) : told;
		},
		move: hashes => ask(verbs => verbs.move(hashes)),
		retry: job => ask(verbs => verbs.retry(job)),
		cancel: job => ask(verbs => verbs.cancel(job)),
		release: job => wait(verbs => verbs.release(job)),
		clear: kinds => ask(verbs => verbs.clear(kinds)),
		pause: () => ask(verbs => verbs.pause()),
		resume: () => ask(verbs => verbs.resume()),
		resetBreaker: () => ask(verbs => verbs.resetBreaker()),
		releaseContested: hash => ask(verbs => verbs.releaseContested(hash)),
		save: () => ask(verbs => verbs.save()),
		job: id => run?.job(id),
		trouble: () => (run ? run.trouble() : refusal().why),
		audit: (after, limit) => run?.audit(after, limit) ?? [],
	};
};
