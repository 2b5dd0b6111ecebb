import {execFile} from 'node:child_process';
import {basename, join} from 'node:path';
import {promisify} from 'node:util';
import {createOutbox, isShut, type Outbox} from './outbox/outbox.ts';
import type {AddResult} from './qbit/add-one.ts';
import type {Client} from './qbit/client.ts';
import type {Level} from './qbit/journal.ts';
import {messageOf} from './qbit/message.ts';
import type {Clock, Mirror} from './qbit/mirror.ts';
import type {Config} from './settings/config.ts';
import {withoutSecrets} from './settings/own-environment.ts';

export type OutboxOfEngine = {
	client: Client;
	mirror: Mirror;
	settings: Config['outbox'];
	address: string;
	/** The state folder. */
	folder: string;
	/** Nothing is sent. */
	readOnly: boolean;
	note: (level: Level, text: string) => void;
	clock: Clock;
};

/** How often it is looked whether another qbtui has put something there. Milliseconds. */
const lookEvery = 60_000;

/** qBittorrent’s program only passes on what it is given, which takes no time. Milliseconds. */
const programTimeout = 20_000;

/** What waits for the API to open, and what sends it then. */
export const openOutbox = (
	parts: OutboxOfEngine,
): {outbox: Outbox; follow: () => void; stop: () => Promise<void>} => {
	const {client, mirror, settings, address, folder, note, clock} = parts;
	const {watched, program} = settings;
	const outbox = createOutbox({
		...{client, address, folder: join(folder, 'outbox'), watched, note, now: clock.now},
		runProgram: program && (args => runProgram(program, args)),
	});
	const stopping = new AbortController();
	let running: Promise<void> | undefined;
	let wasLive = false;

	const send = async (): Promise<void> => {
		if (parts.readOnly) return;
		try {
			const results = await outbox.send();
			if (results.length > 0) note(...told(results));
			if (results.length > 0) mirror.poke();
		} catch (error) {
			// It is tried again when the server answers.
			if (!isShut(error)) note(4, `The outbox: ${messageOf(error)}`);
		}
	};
	/** As soon as the API opens. */
	const watch = (): void => {
		const isLive = mirror.store.get().link.state === 'live';
		if (isLive && !wasLive) void send();
		wasLive = isLive;
	};
	const run = async (): Promise<void> => {
		await outbox.look();
		while (!stopping.signal.aborted) {
			await clock.sleep(lookEvery, stopping.signal);
			if (stopping.signal.aborted) return;
			if (wasLive) await send();
			else await outbox.look();
		}
	};

	return {
		outbox,
		follow: () => {
			mirror.store.subscribe(watch);
			running ??= run();
		},
		stop: async () => {
			stopping.abort();
			await running;
		},
	};
};

const told = (results: readonly AddResult[]): [level: Level, text: string] => {
	const refused = results.filter(result => result.is === 'refused');
	const sent = `${results.length - refused.length} of ${results.length} sent`;
	const [first] = refused;
	return first
		? [4, `The outbox: ${sent}; ${first.source}: ${first.why}`]
		: [2, `The outbox: ${sent}.`];
};

/** @throws Error why it did not work, without what it was given */
const runProgram = async (
	[program = '', ...before]: readonly string[],
	args: readonly string[],
): Promise<void> => {
	try {
		await promisify(execFile)(program, [...before, ...args], {
			...{timeout: programTimeout, env: withoutSecrets()},
		});
	} catch (error) {
		const {killed, code} = detailsOf(error);
		const name = basename(program);
		if (killed)
			throw new Error(`${name} did not end: no qBittorrent runs that takes what it is given.`);
		throw new Error(
			typeof code === 'string'
				? `${name} can’t be started (${code}).`
				: `${name} ended with exit code ${code ?? 'none'}.`,
		);
	}
};

const detailsOf = (error: unknown): {killed: boolean; code: unknown} => ({
	killed: error instanceof Error && 'killed' in error && error.killed === true,
	code: error instanceof Error && 'code' in error ? error.code : undefined,
});
