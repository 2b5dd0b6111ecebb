import {isLoopbackHost, portOf} from './address.ts';
import {notTold, optionRung} from './option-rung.ts';

/** Asked at least so often when nobody looks (s): a session must live longer than that. */
const unwatchedSeconds = 10;

const shortSession = 60;

export const sessionTimeout = optionRung(
	'session_timeout',
	'How long a session lives',
	(read, visit) => {
		const seconds = read.number('sessionTimeout');
		if (seconds === undefined) return notTold(visit, 'sessionTimeout');
		if (seconds <= 0) return {status: 'pass', detail: 'A session never ends by itself.'};
		if (seconds >= shortSession) {
			return {
				status: 'pass',
				detail: `A session ends after ${seconds} s of silence; qbtui asks every ${unwatchedSeconds} s at least.`,
			};
		}
		return {
			status: 'warn',
			detail: `A session ends after ${seconds} s of silence: a slow moment, and qbtui has to log in again.`,
			advice: [`Set ${read.place('sessionTimeout')} to 3600.`],
		};
	},
);

/** One for the screen or `qbtui serve`, one for a command beside it, and one to spare. */
const leastSessions = 3;

export const sessionsLimit = optionRung('sessions_limit', 'How many sessions', (read, visit) => {
	const limit = read.number('sessionsLimit');
	if (limit === undefined) {
		return {status: 'skip', detail: 'This version does not limit sessions (5.3 does).'};
	}
	if (limit <= 0) return {status: 'pass', detail: 'Sessions are not limited.'};
	const ours =
		visit.place.apiKey === undefined
			? 'qbtui takes one for the screen or serve, and one for each command while that runs'
			: 'all that use the API key share one';
	if (limit >= leastSessions) {
		return {status: 'pass', detail: `${limit} sessions at most; ${ours}.`};
	}
	return {
		status: 'warn',
		detail: `${limit} ${limit === 1 ? 'session' : 'sessions'} at most: each login beyond ends the session of somebody else; ${ours}.`,
		advice: [`Set ${read.place('sessionsLimit')} to 15, as it comes.`],
	};
});

const hour = 3600;

export const banSettings = optionRung('ban_settings', 'When it bans', (read, visit) => {
	const [times, seconds] = [read.number('banCount'), read.number('banTime')];
	if (times === undefined) return notTold(visit, 'banCount');
	if (times <= 0) {
		return {
			status: 'warn',
			detail: 'Nobody is ever banned: anyone who reaches it may guess passwords forever.',
			advice: [`Set ${read.place('banCount')} to 5.`],
		};
	}
	const told = `${times} wrong ${times === 1 ? 'password' : 'passwords'} in a row ban an address for ${seconds} s`;
	if (visit.known.proxy !== undefined && read.isOn('proxySupport') === false) {
		return {
			status: 'warn',
			detail: `${told}; behind this proxy all clients are one address, and are banned together.`,
			advice: [
				`Switch ${read.place('proxySupport')} on and name the proxy in ${read.place('proxies')}.`,
			],
		};
	}
	if (times < 3 || (seconds ?? 0) > 24 * hour) {
		return {
			status: 'warn',
			detail: `${told}: a slip of the hand is enough.`,
			advice: [`5 and 3600 s are usual: ${read.place('banCount')}.`],
		};
	}
	return {status: 'pass', detail: `${told}; sessions that run are not hindered.`};
});

export const csrf = optionRung('csrf_protection', 'The cross-site check', (read, visit) => {
	const isOn = read.isOn('csrf');
	if (isOn === undefined) return notTold(visit, 'csrf');
	return isOn
		? {
				status: 'pass',
				detail: 'On; it never hinders qbtui, which sends neither Origin nor Referer.',
			}
		: {
				status: 'pass',
				detail: 'Off; qbtui does not need that.',
				advice: [`Switch ${read.place('csrf')} on again, unless something else needs it off.`],
			};
});

export const hostCheck = optionRung('host_check', 'The check of the Host header', (read, visit) => {
	const isOn = read.isOn('hostCheck');
	if (isOn === undefined) return notTold(visit, 'hostCheck');
	if (!isOn) {
		return {
			status: 'pass',
			detail: 'Off: any name and port will do.',
			advice: [
				`Switch ${read.place('hostCheck')} on again when the port and the name are right: it keeps pages in a browser from reaching qBittorrent under a name of their own.`,
			],
		};
	}
	const {url} = visit.place;
	const listens = read.number('port');
	const names = read.text('domains');
	const rewritten =
		listens !== undefined && listens !== portOf(url)
			? `; it listens on ${listens} itself, so something before it says that`
			: '';
	return {
		status: 'pass',
		detail: `On; it takes ${url.host} (server domains: ${names === '' ? 'none' : names}${rewritten}).`,
	};
});

export const secureCookie = optionRung(
	'secure_cookie',
	'The Secure mark of the cookie',
	(read, visit) => {
		const {url} = visit.place;
		const [isOn, hasHttps] = [read.isOn('secureCookie'), read.isOn('https')];
		if (isOn === undefined) return notTold(visit, 'secureCookie');
		if (hasHttps && url.protocol === 'http:') {
			return {
				status: 'warn',
				detail:
					visit.known.proxy === undefined
						? 'HTTPS is switched on in qBittorrent, but it speaks HTTP: its certificate could not be loaded.'
						: 'HTTPS is switched on in qBittorrent, but the proxy before it is asked in plain HTTP.',
				advice: [
					`Check ${read.place('certificate')} and “Key” below it, or switch ${read.place('https')} off.`,
				],
			};
		}
		if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
			return {
				status: 'pass',
				detail:
					'The URL is http, and so the cookie is not marked: password and session can be read on the way.',
			};
		}
		const mark = isOn
			? 'The cookie is marked when the connection is https'
			: 'Off: the cookie is never marked';
		return {status: 'pass', detail: `${mark}; that is no hindrance here.`};
	},
);
