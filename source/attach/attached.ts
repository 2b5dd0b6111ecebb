import {messageOf} from '../qbit/message.ts';
import type {Store} from '../qbit/store.ts';
import {
	type Answer,
	idle,
	type Orchestrated,
	type Orchestrator,
} from '../space/orchestrator-shape.ts';
import {queueRead} from '../space/queue-wire.ts';
import type {AskService, ServiceAnswer} from './ask-service.ts';

/** How often the service is asked for news. */
const askEvery = 1000;

/** Behind the reason, on a screen; a command does not wait so long. */
export const triedAgain = ' It is tried again.';

export type AttachedParts = {
	/** Opens the way to the service; again after it failed, as it may be elsewhere then. */
	open: () => Promise<AskService>;
	/** Where what it has is shown. */
	store: Store<Orchestrated>;
	note: (text: string) => void;
	/** Resolves also when the signal is given. */
	sleep: (ms: number, signal: AbortSignal) => Promise<void>;
};

type Verbs = Omit<Orchestrator, 'store' | 'start' | 'stop'>;

/** The queue of a `qbtui serve` that runs: shown and steered from here, and run only there. */
export const createAttached = (
	parts: AttachedParts,
): Verbs & {start: () => void; stop: () => Promise<void>} => {
	const {store} = parts;
	const stopping = new AbortController();
	let service: AskService | undefined;
	let opening: Promise<AskService> | undefined;
	let etag: string | undefined;
	let running: Promise<void> | undefined;

	const set = (changes: Partial<Orchestrated>): void => store.set({...store.get(), ...changes});

	/** One for all who ask meanwhile: a second connection would never be closed. */
	const reach = async (): Promise<AskService> => {
		if (service) return service;
		opening ??= parts.open().finally(() => {
			opening = undefined;
		});
		service = await opening;
		return service;
	};

	const letGo = async (): Promise<void> => {
		await service?.close();
		[service, etag] = [undefined, undefined];
	};

	/** Last known things stay in sight; what is asked for meanwhile is refused with this. */
	const away = (why: string): void =>
		set({
			...{state: 'failed', why, isHeldElsewhere: true},
			service: {where: whereOf(), isAway: true},
		});

	const whereOf = (): string => service?.where ?? store.get().service?.where ?? '';

	const look = async (): Promise<void> => {
		try {
			const {where, ask} = await reach();
			const answer = await ask('GET', '/queue', undefined, etag);
			if (answer.status === 304) return;
			const seen = answer.status === 200 ? queueRead(answer.body.queue) : undefined;
			if (!seen) throw new Error(refusalOf(answer, where));
			etag = answer.etag;
			store.set({...idle, ...seen, service: {where, isAway: false}});
		} catch (error) {
			if (stopping.signal.aborted) return;
			away(messageOf(error) + triedAgain);
			await letGo();
		}
	};

	const loop = async (): Promise<void> => {
		while (!stopping.signal.aborted) {
			await look();
			await parts.sleep(askEvery, stopping.signal);
		}
	};

	/** A wish; what came of it is seen at once. */
	const wish = async (path: string, body?: unknown): Promise<Answer> => {
		try {
			const {ask, where} = await reach();
			const answer = await ask('POST', path, body ?? {});
			await look();
			if (answer.status !== 200) return {done: false, why: refusalOf(answer, where)};
			const text = String(answer.body.message ?? 'Done.');
			parts.note(text);
			return {done: true, text};
		} catch (error) {
			return {done: false, why: messageOf(error)};
		}
	};

	const jobPath = (id: string, verb: string): string => `/jobs/${encodeURIComponent(id)}/${verb}`;

	const elsewhere = {done: false, why: 'The qbtui serve that runs does this itself.'} as const;

	return {
		start: () => {
			running ??= loop();
		},
		stop: async () => {
			stopping.abort();
			// What is asked ends with its connection.
			await letGo();
			await running;
		},
		plan: async () => {
			const {ask, where} = await reach();
			const answer = await ask('GET', '/plan');
			if (answer.status !== 200) throw new Error(refusalOf(answer, where));
			await look();
			const {plan, why} = store.get();
			if (!plan) throw new Error(why ?? `${where} has no plan.`);
			return plan;
		},
		apply: planId => wish('/space-management/trigger', {plan_id: planId}),
		move: hashes => wish('/jobs', {hashes}),
		retry: job => wish(jobPath(job, 'retry')),
		cancel: job => wish(jobPath(job, 'cancel')),
		release: job => wish(jobPath(job, 'release')),
		clear: kinds => wish('/queue/clear', kinds && {kinds}),
		pause: () => wish('/control/pause'),
		resume: () => wish('/control/resume'),
		resetBreaker: () => wish('/control/reset-breaker'),
		releaseContested: hash => wish('/control/release-contested', {hash}),
		notify: notices => notices.map(() => elsewhere),
		save: () => elsewhere,
		job: id => [...store.get().jobs, ...store.get().ended].find(job => job.id === id),
		trouble: () => (store.get().state === 'running' ? undefined : store.get().why),
		audit: () => [],
	};
};

const refusalOf = ({status, body}: ServiceAnswer, where: string): string => {
	const why = typeof body.error === 'string' ? body.error : `It answered ${status}.`;
	return status === 401
		? `qbtui serve at ${where} refuses the key: set http_api_key (HTTP_API_KEY) as it has it. ${why}`
		: `qbtui serve at ${where}: ${why}`;
};
