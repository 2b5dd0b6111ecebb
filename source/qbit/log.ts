import type {Client} from './client.ts';
import type {LogLine} from './details.ts';
import {endpoints} from './endpoints.ts';
import {type ErrorCode, isQbitError} from './errors.ts';
import {append, emptyJournal, type Journal, type Level, type Noted} from './journal.ts';
import {messageOf} from './message.ts';
import type {Clock, Mirror} from './mirror.ts';
import {createStore, type Store} from './store.ts';

/** The server's log, as far as it was asked for. */
export type ServerLog = {
	store: Store<Journal>;
	/** Someone looks: it is asked for until the returned function is called. */
	watch: () => () => void;
	/** Resolves when no call is under way any more. */
	stop: () => Promise<void>;
};

/** The server keeps no more. */
const mostLines = 20_000;
const intervalMs = 2000;

/** The mirror meets these, too, and says so. */
const toldElsewhere: readonly ErrorCode[] = [
	'Unreachable',
	'TlsRefused',
	'HostRefused',
	'SessionLost',
	'LoginRefused',
	'Banned',
];

/**
 * Reads the log while someone looks and the server is there, one call at a time.
 *
 * @param report Told once why the log can't be read.
 */
export const createServerLog = (
	client: Client,
	mirror: Mirror,
	clock: Clock,
	report: (problem: string) => void,
): ServerLog => {
	const store = createStore<Journal>(emptyJournal);
	const stopping = new AbortController();
	let last: LogLine | undefined;
	let watching = new AbortController();
	let watchers = 0;
	let running: Promise<void> | undefined;
	let reported: string | undefined;

	const ask = (after: number): Promise<LogLine[]> =>
		client.ask(endpoints.log, {last_known_id: after}, {signal: stopping.signal});

	const poll = async (): Promise<void> => {
		// One id less than we know: our last line comes once more, unless the log is another one.
		const answer = last === undefined ? [] : await ask(last.id - 1);
		const goesOn = last !== undefined && isSame(answer[0], last);
		const fresh = goesOn ? answer.slice(1) : after(await ask(-1), last);
		last = fresh.at(-1) ?? last;
		store.set(append(store.get(), fresh.map(toNoted), mostLines));
		reported = undefined;
	};

	const fail = (error: unknown): void => {
		if (stopping.signal.aborted) return;
		if (isQbitError(error) && toldElsewhere.includes(error.code)) return;
		const problem = messageOf(error);
		if (problem !== reported) report(problem);
		reported = problem;
	};

	const run = async (watched: AbortSignal): Promise<void> => {
		const ending = AbortSignal.any([watched, stopping.signal]);
		while (!ending.aborted) {
			// Nobody but the mirror tries a server that is away: each try may be a login that fails.
			if (mirror.store.get().link.state === 'live') await poll().catch(fail);
			await clock.sleep(intervalMs, ending);
		}
	};

	return {
		store,
		watch: () => {
			watchers++;
			if (watchers === 1) {
				watching = new AbortController();
				const {signal} = watching;
				running = (running ?? Promise.resolve()).then(() => run(signal));
			}
			let looks = true;
			return () => {
				if (looks && --watchers === 0) watching.abort();
				looks = false;
			};
		},
		stop: async () => {
			stopping.abort();
			await running;
		},
	};
};

const isSame = (line: LogLine | undefined, other: LogLine): boolean =>
	line?.id === other.id && line.timestamp === other.timestamp && line.message === other.message;

/** What a whole log holds beyond `last`: all of it after a restart, when ids begin again at 0. */
const after = (whole: LogLine[], last: LogLine | undefined): LogLine[] => {
	if (last === undefined) return whole;
	const at = whole.findIndex(line => isSame(line, last));
	return whole.slice(at + 1);
};

const levels: readonly Level[] = [1, 2, 4, 8];

const toNoted = ({timestamp, type, message}: LogLine): Noted => ({
	at: timestamp * 1000,
	level: levels.find(level => level === type) ?? 1,
	text: message,
	ours: false,
});
