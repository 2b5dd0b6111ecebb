import {createEngine, type Engine} from '../engine.ts';
import {type Level, since} from '../qbit/journal.ts';
import {messageOf} from '../qbit/message.ts';
import type {Log, LogLevel} from '../service/log.ts';
import type {Config} from '../settings/config.ts';
import type {Loaded} from '../settings/load-config.ts';
import {whyNoMoves} from '../settings/plan-limits.ts';
import {reload} from '../settings/reload.ts';
import {StoreError} from '../space/store/errors.ts';
import {serviceKey} from './service-key.ts';

/** The engine of a service, and what it was made of: both change when settings are read anew. */
export type Serving = {
	config: () => Config;
	engine: () => Engine;
	key: () => string;
	/** Does what the settings say now; what is wrong with them is told, and nothing is changed. */
	reload: (load: () => Promise<Loaded>) => Promise<void>;
	/** Opens the state folder again if that failed. */
	openAgain: () => void;
	stop: () => Promise<void>;
};

/** @throws StoreError when another qbtui has the state folder; ConfigError */
export const beginServing = async (first: Config, log: Log): Promise<Serving> => {
	let config = first;
	let key = await serviceKey(config);
	let engine = await createEngine(config, undefined, {isService: true});
	let unfollow = logEvents(engine, log);
	const why = whyNoMoves(config);
	if (why !== undefined) log('warn', why);
	await openQueue(engine);
	const opened = engine.orchestrator.store.get();
	if (opened.isHeldElsewhere) {
		await engine.stop();
		throw new StoreError('Held', opened.why ?? '', {advice: []});
	}
	engine.start();

	const replace = async (next: Config): Promise<void> => {
		// What is wrong with the new settings is found before the old engine ends.
		const fresh = await createEngine(next, undefined, {isService: true});
		await engine.stop();
		unfollow();
		engine = fresh;
		unfollow = logEvents(engine, log);
		await openQueue(engine);
		engine.start();
	};

	return {
		...{config: () => config, engine: () => engine, key: () => key},
		reload: async load => {
			try {
				const {config: read} = await load();
				const {changed, kept, needsEngine, ...next} = reload(config, read);
				const nextKey = await serviceKey(next.config);
				// A secret in a file may be another one now, and the settings the same.
				const isStuck = engine.mirror.store.get().link.state !== 'live';
				if (needsEngine || isStuck || next.config.apiKeyFile !== undefined) {
					await replace(next.config);
				}
				const all = nextKey === key ? changed : [...new Set([...changed, 'the key'])];
				config = next.config;
				key = nextKey;
				log('info', all.length > 0 ? `Read anew: ${all.join(', ')}.` : 'No setting has changed.');
				if (kept.length > 0) log('warn', `Only after a restart: ${kept.join(', ')}.`);
			} catch (error) {
				log('error', `The settings stay as they were: ${messageOf(error)}`);
			}
		},
		openAgain: () => {
			const {state} = engine.orchestrator.store.get();
			if (state === 'failed') engine.orchestrator.start({atOnce: true});
		},
		stop: async () => {
			await engine.stop();
			unfollow();
		},
	};
};

/** Resolves when the state folder is open, or can’t be opened. */
const openQueue = async ({orchestrator: {store, start}}: Engine): Promise<void> => {
	const {promise, resolve} = Promise.withResolvers<void>();
	const end = store.subscribe(() => {
		if (store.get().state !== 'starting') resolve();
	});
	start({atOnce: true});
	if (store.get().state !== 'starting') resolve();
	await promise;
	end();
};

const levels: Readonly<Record<Level, LogLevel>> = {1: 'info', 2: 'info', 4: 'warn', 8: 'error'};

/** What it sees and does, as it comes. */
const logEvents = ({events, orchestrator}: Engine, log: Log): (() => void) => {
	let seen = 0;
	const tell = (): void => {
		const journal = events.store.get();
		const fresh = since(journal, seen);
		seen = journal.added;
		for (const {level, text} of fresh) log(levels[level], text);
	};
	const {state, why} = orchestrator.store.get();
	if (state === 'off' && why !== undefined) log('warn', why);
	tell();
	return events.store.subscribe(tell);
};
