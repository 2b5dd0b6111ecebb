import {hostAccepted, isQbittorrent} from './doctor/api-rungs.ts';
import {authenticatedCall} from './doctor/call-rung.ts';
import {clock} from './doctor/clock-rung.ts';
import {cookieKept} from './doctor/cookie-rung.ts';
import {http} from './doctor/http-rung.ts';
import {login} from './doctor/login-rung.ts';
import {address, port} from './doctor/network-rungs.ts';
import {
	banSettings,
	csrf,
	hostCheck,
	secureCookie,
	sessionsLimit,
	sessionTimeout,
} from './doctor/settings-rungs.ts';
import type {Rung} from './doctor/shape.ts';
import {tls} from './doctor/tls-rung.ts';
import {versions} from './doctor/versions-rung.ts';

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
