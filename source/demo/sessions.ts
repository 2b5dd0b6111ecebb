import {Buffer} from 'node:buffer';
import type {Request} from '../qbit/fetch.ts';
import {header} from './form.ts';
import type {Snapshot, Told} from './maindata.ts';
import type {Peer} from './peers.ts';
import {mix} from './random.ts';

/** Milliseconds. */
const TIMEOUT = 3_600_000;
const LIMIT = 15;

export type Session = {
	id: string;
	usedAt: number;
	/** When the cookie was last sent. */
	cookieAt: number;
	main: Told<Snapshot>;
	peers: Told<{rid: number; peers: Map<string, Peer>}>;
};

export type Sessions = {
	byId: Map<string, Session>;
	/** All who use the key share this one. */
	ofKey: Session;
	started: number;
};

const newSession = (id: string, now: number): Session => ({
	id,
	usedAt: now,
	cookieAt: now,
	main: {sent: undefined, accepted: undefined},
	peers: {sent: undefined, accepted: undefined},
});

export const createSessions = (now: number): Sessions => ({
	byId: new Map(),
	ofKey: newSession('', now),
	started: 0,
});

const freshId = (seed: number, n: number): string => {
	const words = Uint32Array.from({length: 6}, (_, i) => mix(seed, 'session', n, i));
	return Buffer.from(words.buffer).toString('base64');
};

/** Beyond the limit the one that was used least recently has to go. */
const evict = (sessions: Sessions): void => {
	const [oldest] = [...sessions.byId.values()].sort((a, b) => a.usedAt - b.usedAt);
	if (oldest && sessions.byId.size >= LIMIT) sessions.byId.delete(oldest.id);
};

export const openSession = (sessions: Sessions, seed: number, now: number): Session => {
	evict(sessions);
	const session = newSession(freshId(seed, sessions.started++), now);
	sessions.byId.set(session.id, session);
	return session;
};

/** The cookie's value as it stands there: the server does not decode it. */
const cookieOf = (request: Request, name: string): string | undefined => {
	const pairs = header(request, 'cookie').split(';');
	const found = pairs.findLast(pair => pair.trim().startsWith(`${name}=`));
	return found?.trim().slice(name.length + 1);
};

export const findSession = (
	sessions: Sessions,
	request: Request,
	name: string,
	now: number,
): Session | undefined => {
	const session = sessions.byId.get(cookieOf(request, name) ?? '');
	if (!session) return undefined;
	if (now - session.usedAt > TIMEOUT) {
		sessions.byId.delete(session.id);
		return undefined;
	}
	session.usedAt = now;
	return session;
};

/** Sent anew when half of its life has passed. */
export const isCookieDue = (session: Session, now: number): boolean =>
	now - session.cookieAt > TIMEOUT / 2;

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `Fri, 20-Nov-2026 13:41:33 GMT`: the server's own way to write a date. */
const cookieDate = (time: number): string => {
	const date = new Date(time);
	const [, day, month, year, clock] = date.toUTCString().split(' ');
	return `${days[date.getUTCDay()]}, ${day}-${month}-${year} ${clock} GMT`;
};

export const setCookie = (session: Session, name: string, now: number): string => {
	session.cookieAt = now;
	const expires = cookieDate(now + TIMEOUT);
	return `${name}=${session.id}; HttpOnly; SameSite=Lax; expires=${expires}; path=/`;
};

export const dropCookie = (name: string): string =>
	`${name}=; HttpOnly; SameSite=Lax; expires=${cookieDate(0)}; path=/`;
