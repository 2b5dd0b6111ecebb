import {compareVersions} from '../endpoints.ts';
import {isLoopbackHost, portOf} from './address.ts';
import {isVersionText} from './answers.ts';
import {endedSession} from './login-rungs.ts';
import {strange} from './refusals.ts';
import {labelOf, type OptionName, placeOf, serverOptions} from './server-options.ts';
import type {Finding, Rung} from './shape.ts';
import type {Visit} from './visit.ts';

/** The first and the last that are tested. */
const oldest = '4.5';
const newest = '5.3';

/** TABLE: what a server can’t do before that version of the WebAPI. */
const abilities: ReadonlyArray<{what: string; since: string}> = [
	{what: 'moving what is complete (4.6)', since: '2.9.2'},
	{what: 'creating torrents (5.0)', since: '2.11.2'},
	{what: 'API keys, comments, the map of availability (5.2)', since: '2.15'},
	{what: 'telling the free space of any folder (5.3)', since: '2.15.2'},
];

export const versions: Rung = {
	name: 'versions',
	title: 'Versions, and what they can’t do',
	needs: ['authenticated_call'],
	ask: async visit => {
		const {known} = visit;
		const app = await visit.call('app/version');
		const api = await visit.call('app/webapiVersion');
		// The session was good a moment ago.
		if (app.status === 403 || api.status === 403) return endedSession(visit);
		if (app.status !== 200 || !isVersionText(app.text)) return strange(app, 'app/version');
		known.version = app.text.trim();
		known.likely = known.version;
		known.webapi = api.text.trim();
		return judge(known.version, known.webapi);
	},
};

export const judge = (version: string, webapi: string): Finding => {
	const name = `qBittorrent ${version.replace(/^v/, '')}, WebAPI ${webapi}`;
	if (compareVersions(version, oldest) < 0) {
		return {
			status: 'fail',
			cause: 'UNSUPPORTED_VERSION',
			detail: `${name} is too old: qbtui needs ${oldest} or later.`,
			evidence: `It says ${version} itself.`,
			advice: [
				'Update qBittorrent. On Debian, backports have newer ones; in Docker, take a newer tag of the image.',
			],
		};
	}
	const lacking = abilities.filter(({since}) => compareVersions(webapi, since) < 0);
	const lacks =
		lacking.length === 0
			? 'everything works'
			: `not there: ${lacking.map(({what}) => what).join(', ')}`;
	const series = version.replace(/^v/, '').split('.').slice(0, 2).join('.');
	if (compareVersions(series, newest) > 0) {
		return {
			status: 'warn',
			detail: `${name}: newer than what qbtui was tested with (${newest}).`,
			advice: ['Look for a newer qbtui when something looks wrong.'],
		};
	}
	return {status: 'pass', detail: `${name}: ${lacks}.`};
};

const optionRung = (
	name: string,
	title: string,
	judgeOption: (read: Reader, visit: Visit) => Finding,
): Rung => ({
	name,
	title,
	needs: ['versions'],
	ask: async visit => judgeOption(readerOf(visit), visit),
});

type Reader = {
	number: (name: OptionName) => number | undefined;
	isOn: (name: OptionName) => boolean | undefined;
	text: (name: OptionName) => string;
	place: (name: OptionName) => string;
};

const readerOf = ({known}: Visit): Reader => {
	const value = (name: OptionName): unknown => known.preferences?.[serverOptions[name].preference];
	return {
		number: name => {
			const found = value(name);
			return typeof found === 'number' ? found : undefined;
		},
		isOn: name => {
			const found = value(name);
			return typeof found === 'boolean' ? found : undefined;
		},
		text: name => String(value(name) ?? ''),
		place: name => placeOf(name, known.version),
	};
};

const notTold = (visit: Visit, name: OptionName): Finding => ({
	status: 'skip',
	detail: `This version has no “${labelOf(name, visit.known.version)}”.`,
});

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
			detail: 'Nobody is ever banned: anybody who reaches it may guess passwords for ever.',
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

/** Certificates, cookies and “added on” go by the clock. */
const mostSeconds = 60;

export const clock: Rung = {
	name: 'clock',
	title: 'The clocks agree',
	needs: ['is_qbittorrent'],
	ask: async visit => {
		const answer = visit.known.stranger;
		const date = Date.parse(String(answer?.headers.date ?? ''));
		if (!answer || Number.isNaN(date)) {
			return {status: 'skip', detail: 'The server does not say what time it is.'};
		}
		// It says whole seconds.
		const seconds = Math.round((visit.place.now() - date) / 1000);
		if (Math.abs(seconds) <= mostSeconds) {
			return {status: 'pass', detail: 'The server has the same time, within a minute.'};
		}
		const side = seconds > 0 ? 'behind' : 'ahead';
		return {
			status: 'warn',
			detail: `The server’s clock is ${Math.abs(seconds)} s ${side} of this machine’s.`,
			advice: [
				'Ages, cooldowns and “added on” will be wrong by that much; certificates may be refused. Set both clocks by NTP: timedatectl set-ntp true.',
				'Verify with: date -u (on both)',
			],
		};
	},
};
