import type {Request} from '../qbit/fetch.ts';
import {header} from './form.ts';
import {type Answer, type Form, nothing, param, refuse} from './http.ts';
import {hex} from './random.ts';
import {createSessions, openSession, type Session, type Sessions, setCookie} from './sessions.ts';

const MAX_FAILURES = 5;
/** Milliseconds. */
const BAN = 3_600_000;

export type Door = {
	seed: number;
	username: string;
	password: string;
	apiKey: string;
	cookie: string;
	sessions: Sessions;
	failures: number;
	bannedUntil: number;
};

export const createDoor = (seed: number, port: string, now: number): Door => ({
	seed,
	username: 'admin',
	password: 'adminadmin',
	apiKey: `qbt_${hex(28, seed, 'key')}`,
	cookie: `QBT_SID_${port}`,
	sessions: createSessions(now),
	failures: 0,
	bannedUntil: 0,
});

const banned = refuse(
	403,
	'Your IP address has been banned after too many failed authentication attempts.',
);

const reject = (door: Door, now: number): Answer => {
	door.failures++;
	if (door.failures >= MAX_FAILURES) {
		door.bannedUntil = now + BAN;
		door.failures = 0;
	}
	return refuse(401);
};

/** `auth/login`: who has a session already gets in whatever they say. */
export const login = (
	door: Door,
	form: Form,
	session: Session | undefined,
	now: number,
): Answer => {
	if (session) return nothing;
	if (now < door.bannedUntil) return banned;
	const isRight =
		param(form, 'username') === door.username && param(form, 'password') === door.password;
	if (!isRight) return reject(door, now);
	door.failures = 0;
	const opened = openSession(door.sessions, door.seed, now);
	return {...nothing, headers: {'set-cookie': setCookie(opened, door.cookie, now)}};
};

/** The key of an `Authorization: Bearer …`; undefined when there is no such header. */
export const bearerOf = (request: Request): string | undefined =>
	/^bearer\s+(.*)$/i.exec(header(request, 'authorization'))?.[1]?.trim();
