import {hostAccepted, isQbittorrent} from './doctor/api-rungs.ts';
import {authenticatedCall, cookieKept, login} from './doctor/login-rungs.ts';
import {address, http, port, tls} from './doctor/network-rungs.ts';
import {
	banSettings,
	clock,
	csrf,
	hostCheck,
	secureCookie,
	sessionsLimit,
	sessionTimeout,
	versions,
} from './doctor/settings-rungs.ts';
import type {Rung} from './doctor/shape.ts';

/** TABLE: the rungs of the doctor, from the name of the server up to a session that works. */
export const checks: readonly Rung[] = [
	address,
	port,
	tls,
	http,
	isQbittorrent,
	hostAccepted,
	login,
	cookieKept,
	authenticatedCall,
	versions,
	sessionTimeout,
	sessionsLimit,
	banSettings,
	csrf,
	hostCheck,
	secureCookie,
	clock,
];
