import {openService, serviceOfHolder} from './ask-service.ts';
import {createAttached} from './attached.ts';
import type {Config} from './config.ts';
import {createStore} from './qbit/store.ts';
import type {Orchestrated, Orchestrator} from './space/orchestrator-shape.ts';

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

	const attach = (): boolean => {
		const url = serviceOfHolder(config);
		if (!url) return false;
		store.set({...own.store.get(), state: 'starting', service: {where: url.host, isAway: false}});
		// Started anew, it may listen elsewhere.
		const open = () => openService(config, serviceOfHolder(config) ?? url);
		attached = createAttached({open, store, sleep, note});
		attached.start();
		return true;
	};

	const lookAgain = async (): Promise<void> => {
		while (!stopping.signal.aborted && !attached && !attach()) {
			await sleep(lookAgainAfter, stopping.signal);
		}
	};

	const unfollow = own.store.subscribe(() => {
		if (attached) return;
		const seen = own.store.get();
		if (seen.isHeldElsewhere && attach()) return;
		store.set(seen);
		if (seen.isHeldElsewhere) void lookAgain();
	});

	const verbs = (): Omit<Orchestrator, 'store' | 'start' | 'stop'> => attached ?? own;
	return {
		store,
		start: options => {
			if (!attached) own.start(options);
		},
		stop: async () => {
			stopping.abort();
			unfollow();
			await Promise.all([own.stop(), attached?.stop()]);
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
