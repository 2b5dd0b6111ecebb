import {setTimeout as delay} from 'node:timers/promises';
import {attachable} from './attach/attachable.ts';
import {followVersion} from './follow-version.ts';
import {openDoctor} from './open-doctor.ts';
import {openOutbox} from './open-outbox.ts';
import {openServer} from './open-server.ts';
import type {Outbox} from './outbox/outbox.ts';
import {type Client, createClient, type ServerVersion} from './qbit/client.ts';
import {type Creator, createCreator} from './qbit/create/creator.ts';
import {createDetailsFeed, type DetailsFeed} from './qbit/details-feed.ts';
import type {Doctor} from './qbit/doctor/doctor.ts';
import {type Events, followEvents} from './qbit/events.ts';
import type {Fetch} from './qbit/fetch.ts';
import {createServerLog, type ServerLog} from './qbit/log.ts';
import {type Clock, createMirror, type Mirror} from './qbit/mirror.ts';
import {createStore, type Store} from './qbit/store.ts';
import {createHooks} from './run-hooks.ts';
import {createSavedState} from './saved-state.ts';
import {addressOf, isLoopback} from './server-address.ts';
import {type Config, ConfigError} from './settings/config.ts';
import {demoFolder, dropDemoFolder} from './settings/own-folder.ts';
import {planLimits} from './settings/plan-limits.ts';
import {queueSettings} from './settings/queue-settings.ts';
import {readApiKey, readPassword} from './settings/secrets.ts';
import type {Snapshots} from './snapshot/snapshots.ts';
import {type freeSpace, inodeAt} from './space/disk.ts';
import {createFreeSpace, type DefaultSpace, type VolumeSpace} from './space/free-space.ts';
import {createOrchestrator} from './space/orchestrator.ts';
import type {Orchestrator} from './space/orchestrator-shape.ts';
import {toHere, toServer, type Volume} from './space/paths.ts';
import type {Inode} from './space/plan/groups.ts';
import type {PlanLimits} from './space/plan/shape.ts';
import {watchPassword} from './watch-password.ts';

/** Everything that runs, with or without a screen. Every way to start qbtui uses it. */
export type Engine = {
	client: Client;
	mirror: Mirror;
	log: ServerLog;
	details: DetailsFeed;
	creator: Creator;
	events: Events;
	/** Why a login does not work. Asks only when it is told to. */
	doctor: Doctor;
	/** What follows a download. Begins only when it is started. */
	orchestrator: Orchestrator;
	volumes: readonly Volume[];
	/** By what it is planned which torrents move. */
	limits: PlanLimits;
	space: Store<readonly VolumeSpace[]>;
	/** What could not be added yet, and waits. */
	outbox: Outbox;
	/** What was saved of the server, and can be put back. */
	snapshots: Snapshots;
	/** Free bytes for what is written to a folder of the server; undefined where it can't be known. */
	freeAt: (path: string) => Promise<number | undefined>;
	/** Free space of all volumes, measured now. */
	measure: (byDefault: DefaultSpace) => Promise<VolumeSpace[]>;
	/** A file of the server, where this machine sees it. */
	inodeAt: (path: string) => Promise<Inode | undefined>;
	/** A path of this machine that path_map knows, as the server has it; any other as it is. */
	toServer: (path: string) => string;
	/** The server's address, for people. */
	address: string;
	/** Known soon after the first answer; asked anew after each login, as servers get updated. */
	version: Store<ServerVersion | undefined>;
	/** Does nothing when it runs already. */
	start: () => void;
	/** Ends all that runs and logs out; takes a second at most. */
	stop: () => Promise<void>;
};

export const systemClock: Clock = {
	now: Date.now,
	ticks: () => performance.now(),
	random: Math.random,
	sleep: (ms, signal) => sleep(ms, signal),
};

/** ms. A timer that is longer ends at once. */
const longestTimer = 2 ** 31 - 1;

const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
	await delay(Math.min(ms, longestTimer), undefined, {signal}).catch(() => undefined);
	if (ms > longestTimer && !signal.aborted) await sleep(ms - longestTimer, signal);
};

/** A server that is no server: how it is asked, and how its disks are seen. */
export type Transport = {
	url: URL;
	fetch: Fetch;
	inodeAt: typeof inodeAt;
	spaceAt: typeof freeSpace;
};

/**
 * @param isService never shows the queue of another qbtui in place of its own
 * @param transport For the embedded server; absent, the network is used.
 * @throws ConfigError when a secret or a certificate that the settings name can't be read.
 */
export const createEngine = async (
	config: Config,
	transport?: Transport,
	{isService = false} = {},
): Promise<Engine> => {
	const url = transport?.url ?? config.url;
	if (!url)
		throw new ConfigError('No server is set: give --url, QBTUI_URL or url in the config file.');
	const {fetch, close, ca} = transport
		? {fetch: transport.fetch, close: async () => {}, ca: undefined}
		: await openServer(config, url);
	const login = {
		url,
		username: config.username,
		password: () => readPassword(config),
		apiKey: await readApiKey(config),
		fetch,
	};
	const client = createClient({
		...login,
		maxReplyBytes: config.maxReplyMb * 1e6,
		gzip: !isLoopback(url),
		now: systemClock.now,
		onRefusal: refusal => events.refuse(refusal),
	});
	const mirror = createMirror(client, systemClock);
	const events = followEvents(mirror, client, systemClock.now);
	const log = createServerLog(client, mirror, systemClock, problem =>
		events.note(4, `The server’s log can’t be read: ${problem}`),
	);
	const details = createDetailsFeed(client, mirror, systemClock);
	const creator = createCreator(client, mirror, systemClock);
	const sameMachine = !transport && isLoopback(url);
	const limits = planLimits(config);
	const {volumes} = limits;
	const version = createStore<ServerVersion | undefined>(undefined);
	let started = false;
	let unwatch = (): void => {};
	const space = createFreeSpace({
		volumes,
		client,
		mirror,
		pathMap: config.pathMap,
		sameMachine: sameMachine || transport !== undefined,
		...(transport && {spaceAt: transport.spaceAt}),
		ticks: systemClock.ticks,
	});
	const seenFrom = {pathMap: config.pathMap, sameMachine};
	const hereOf = (path: string): string | undefined =>
		toHere(path, config.pathMap) ?? (sameMachine ? path : undefined);
	const inodeOf = async (path: string): Promise<Inode | undefined> => {
		if (transport) return transport.inodeAt(path);
		const here = hereOf(path);
		return here === undefined ? undefined : inodeAt(here);
	};
	const address = addressOf(url);
	const queue = {
		...queueSettings(config, transport !== undefined),
		// Without disks, a service still keeps what it is told, and says of each why it stays.
		...(isService && !config.readOnly && {unwanted: undefined}),
	};
	const own = createOrchestrator({
		...{client, mirror, address, plan: limits, measure: space.measure, inodeAt: inodeOf},
		...seenFrom,
		...queue,
		note: events.note,
		runHooks: createHooks({
			...{config, note: events.note, sleep: systemClock.sleep},
			torrents: () => mirror.store.get().maindata.torrents,
		}),
		clock: systemClock,
	});
	const orchestrator = isService
		? own
		: attachable(own, {config, note: text => events.note(2, text), sleep: systemClock.sleep});
	const doctor = openDoctor({
		...{config, login, client, mirror, address, isDemo: transport !== undefined, ca},
		isStarted: () => started,
		space: {
			...{volumes, ...seenFrom, ...queue, orchestrated: orchestrator.store.get},
			freeByDefault: () => mirror.store.get().maindata.server.free_space_on_disk,
		},
	});
	const {snapshots, schedule} = createSavedState({
		...{client, mirror, events, orchestrator, address, folder: queue.folder},
		...{isMirrored: () => started, settings: config.snapshots, hereOf, clock: systemClock},
	});
	const post = openOutbox({
		...{client, mirror, address, settings: config.outbox, note: events.note, clock: systemClock},
		...{folder: queue.folder ?? demoFolder(), readOnly: config.readOnly},
	});
	return {
		client,
		mirror,
		snapshots,
		outbox: post.outbox,
		log,
		orchestrator,
		doctor,
		details,
		creator,
		events,
		volumes,
		limits,
		space: space.store,
		freeAt: space.freeAt,
		measure: space.measure,
		inodeAt: inodeOf,
		toServer: path => toServer(path, config.pathMap) ?? path,
		version,
		address,
		start: () => {
			if (started) return;
			started = true;
			followVersion(client, mirror, version, events, systemClock.now);
			space.follow();
			if (config.passwordFile !== undefined && !transport)
				unwatch = watchPassword(config.passwordFile, mirror);
			mirror.start();
			schedule.start();
			post.follow();
		},
		stop: async () => {
			unwatch();
			await orchestrator.stop();
			await Promise.all([
				...[mirror.stop(), log.stop(), details.stop()],
				...[creator.stop(), doctor.close(), schedule.stop(), post.stop()],
			]);
			await client.close();
			await close();
			if (transport) await dropDemoFolder();
		},
	};
};
