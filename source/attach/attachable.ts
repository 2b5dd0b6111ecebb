import {createStore} from '../qbit/store.ts';
import type {Config} from '../settings/config.ts';
import type {Orchestrated, Orchestrator} from '../space/orchestrator-shape.ts';
import type {createAttached} from './attached.ts';

/** A service that is just beginning has the folder before it says where it answers. */
const lookAgainAfter = 2000;

/**
 * The same queue, which attaches to the `qbtui serve` that has the state folder, if one has. From
 * then on it never is one of its own: not even when that one ends, as it may be starting anew.
 */
export const attachable = (
	own: Orchestrator,
	options: {
		config: Config;
		note: (text: string) => void;
		/** Resolves also when the signal is given. */
		sleep: (ms: number, signal: AbortSignal) => Promise<void>;
	},
): Orchestrator => {
	const {config, note, sleep} = options;
	const store = createStore<Orchestrated>(own.store.get());
	const stopping = new AbortController();
	let attached: ReturnType<typeof createAttached> | undefined;

	/** What it needs is loaded now: most often there is no other. */
	const attach = async (): Promise<boolean> => {
		const [{openService, serviceOfHolder}, attaching] = await Promise.all([
			import('./ask-service.ts'),
			import('./attached.ts'),
		]);
		const url = serviceOfHolder(config);
		if (!url || stopping.signal.aborted) return false;
		store.set({...own.store.get(), state: 'starting', service: {where: url.host, isAway: false}});
		// Started anew, it may listen elsewhere.
		const open = () => openService(config, serviceOfHolder(config) ?? url);
		attached = attaching.createAttached({open, store, sleep, note});
		attached.start();
		return true;
	};

	/** Nothing is shown before it is known whose the queue is. */
	const decide = async (held: Orchestrated): Promise<void> => {
		if (await attach()) return;
		store.set(held);
		while (!stopping.signal.aborted && !(await attach())) {
			await sleep(lookAgainAfter, stopping.signal);
		}
	};

	let deciding: Promise<void> | undefined;
	const unfollow = own.store.subscribe(() => {
		const seen = own.store.get();
		if (seen.isHeldElsewhere) deciding ??= decide(seen);
		else if (!deciding) store.set(seen);
	});

	const verbs = (): Omit<Orchestrator, 'store' | 'start' | 'stop'> => attached ?? own;
	return {
		store,
		start: options => {
			if (!deciding) own.start(options);
		},
		stop: async () => {
			stopping.abort();
			unfollow();
			await Promise.all([own.stop(), attached?.stop(), deciding]);
		},
		plan: () => verbs().plan(),
		apply: id => verbs().apply(id),
		notify: notices => verbs().notify(notices),
		move: hashes => verbs().move(hashes),
		retry: job => verbs().retry(job),
		cancel: job => verbs().cancel(job),
		release: job => verbs().release(job),
		clear: kinds => verbs().clear(kinds),
		pause: () => verbs().pause(),
		resume: () => verbs().resume(),
		resetBreaker: () => verbs().resetBreaker(),
		releaseContested: hash => verbs().releaseContested(hash),
		save: () => verbs().save(),
		job: id => verbs().job(id),
		trouble: () => verbs().trouble(),
		audit: (after, limit) => verbs().audit(after, limit),
	};
};
