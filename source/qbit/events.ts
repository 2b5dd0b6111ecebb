import type {Client, Refusal} from './client.ts';
import type {ErrorCode} from './errors.ts';
import {append, emptyJournal, type Journal, type Level, type Noted} from './journal.ts';
import type {Mirror, Mirrored} from './mirror.ts';
import {createStore, type Store} from './store.ts';

/** What qbtui saw and did: the newest of it, for people. */
export type Events = {
	store: Store<Journal>;
	note: (level: Level, text: string) => void;
	/** Of these, what is about the connection. */
	connection: Store<Journal>;
	/** A call was refused. */
	refuse: (refusal: Refusal) => void;
	/** Something about the connection that is not seen in the mirror. */
	tell: (level: Level, text: string) => void;
};

/** How it stands after an answer of the server, or in place of one. */
export type Seen = Pick<Mirrored, 'link' | 'revision' | 'answeredAt'> & {
	/** The answer was the whole list. */
	full: boolean;
	torrents: number;
	/** How often we have logged in. */
	logins: number;
};

const mostEvents = 1000;
const mostOfConnection = 200;
/** A delta takes milliseconds; who waits this long wonders why. */
const slowMs = 3000;

const grave: readonly ErrorCode[] = ['LoginRefused', 'Banned', 'SessionLost'];

/** What a person would want to read of the step from one to the next. Pure. */
export const eventsBetween = (
	before: Seen,
	now: Seen,
): Array<readonly [level: Level, text: string]> => {
	const told: Array<readonly [Level, string]> = [];
	if (now.logins > before.logins) {
		told.push([2, before.logins === 0 ? 'Logged in.' : 'The session was lost; logged in again.']);
	}
	const {link} = now;
	const wasAway = before.link.state === 'away' ? before.link.error : undefined;
	if (link.state === 'away' && link.error.message !== wasAway?.message) {
		told.push([grave.includes(link.error.code) ? 8 : 4, link.error.message]);
	}
	if (link.state !== 'live') return told;
	if (before.revision === 0) told.push([2, `Connected; the list has come: ${listOf(now)}.`]);
	else if (wasAway) told.push([2, `The server is back, ${absence(before, now)}.`]);
	if (before.revision > 0 && now.full) told.push([1, `The whole list came anew: ${listOf(now)}.`]);
	const wasSlow = before.link.state === 'live' && before.link.latencyMs >= slowMs;
	if (link.latencyMs >= slowMs && !now.full && !wasSlow) {
		told.push([4, `A slow reply: ${(link.latencyMs / 1000).toFixed(1)} s.`]);
	}
	return told;
};

const listOf = ({torrents}: Seen): string => `${torrents} torrent${torrents === 1 ? '' : 's'}`;

const absence = (before: Seen, now: Seen): string => {
	const ms = (now.answeredAt ?? 0) - (before.answeredAt ?? 0);
	return `${Math.max(1, Math.round(ms / 1000))} s after its last answer`;
};

/** "sync/maindata was answered with 403, 12 s after the login." */
const refusalText = ({path, status, sinceLogin}: Refusal): string => {
	const after =
		sinceLogin === undefined ? '' : `, ${Math.round(sinceLogin / 1000)} s after the login`;
	return `${path} was answered with ${status}${after}.`;
};

const isRefusedLogin = ({link}: Seen, text: string): boolean =>
	link.state === 'away' &&
	link.error.message === text &&
	(link.error.code === 'LoginRefused' || link.error.code === 'Banned');

/** Derives the events from what the mirror shows, from now on. */
export const followEvents = (mirror: Mirror, client: Client, now: () => number): Events => {
	const store = createStore<Journal>(emptyJournal);
	const connection = createStore<Journal>(emptyJournal);
	const lineOf = (level: Level, text: string): Noted => ({at: now(), level, text, ours: true});
	const add = (line: Noted): void => store.set(append(store.get(), [line], mostEvents));
	const addToBoth = (line: Noted): void => {
		add(line);
		connection.set(append(connection.get(), [line], mostOfConnection));
	};
	const look = (): Seen => {
		const {link, revision, answeredAt, change, maindata} = mirror.store.get();
		const {full} = change;
		const torrents = maindata.torrents.size;
		return {link, revision, answeredAt, full, torrents, logins: client.logins()};
	};
	let before = look();
	mirror.store.subscribe(() => {
		const seen = look();
		for (const [level, text] of eventsBetween(before, seen)) {
			addToBoth({...lineOf(level, text), ...(isRefusedLogin(seen, text) && {isRefusal: true})});
		}
		before = seen;
	});
	return {
		store,
		connection,
		note: (level, text) => add(lineOf(level, text)),
		tell: (level, text) => addToBoth(lineOf(level, text)),
		refuse: refusal => {
			const line: Noted = {...lineOf(4, refusalText(refusal)), isRefusal: true};
			connection.set(append(connection.get(), [line], mostOfConnection));
		},
	};
};
