import {openService} from './ask-service.ts';
import {createAttached} from './attached.ts';
import type {Config} from './config.ts';
import {type Engine, systemClock} from './engine.ts';
import {folderOf} from './own-folder.ts';
import {createStore} from './qbit/store.ts';
import type {Orchestrated, Orchestrator} from './space/orchestrator-shape.ts';
import {readHolder} from './space/store/lock.ts';
import {readServiceNote} from './space/store/service-note.ts';

/** A service that is just beginning has the folder before it says where it answers. */
const lookAgainAfter = 2000;

/**
 * The same engine, which attaches to the `qbtui serve` that has the state folder, if one has. From
 * then on it never has a queue of its own: not even when that one ends, as it may be starting anew.
 */
export const attachable = (engine: Engine, config: Config): Engine => {
	const own = engine.orchestrator;
	const store = createStore<Orchestrated>(own.store.get());
	const stopping = new AbortController();
	let attached: ReturnType<typeof createAttached> | undefined;

	/** Where the holder of the folder answers; undefined when it is no service. */
	const findService = (): URL | undefined => {
		const note = readServiceNote(folderOf(config));
		const holder = readHolder(folderOf(config));
		if (note && note.pid === holder?.pid) return note.url;
		return config.http.url;
	};

	const attach = (): boolean => {
		const url = findService();
		if (!url) return false;
		store.set({...own.store.get(), state: 'starting', service: {where: url.host, isAway: false}});
		attached = createAttached({
			open: () => openService(config, findService() ?? url),
			...{store, sleep: systemClock.sleep, note: text => engine.events.note(2, text)},
		});
		attached.start();
		return true;
	};

	const lookAgain = async (): Promise<void> => {
		while (!stopping.signal.aborted && !attached && !attach()) {
			await systemClock.sleep(lookAgainAfter, stopping.signal);
		}
	};

	const follow = (): void => {
		if (attached) return;
		const seen = own.store.get();
		if (seen.isHeldElsewhere && attach()) return;
		store.set(seen);
		if (seen.isHeldElsewhere) void lookAgain();
	};
	const unfollow = own.store.subscribe(follow);

	const verbs = (): Omit<Orchestrator, 'store' | 'start' | 'stop'> => attached ?? own;
	return {
		...engine,
		orchestrator: {
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
			notify: notice => verbs().notify(notice),
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
		},
		stop: async () => {
			stopping.abort();
			unfollow();
			await attached?.stop();
			await engine.stop();
		},
	};
};
