import {isOfQbittorrent, isPage} from './answers.ts';
import {banned, keyAdded, noUserName, unreadable, wrongPassword} from './login-refusals.ts';
import {behindIsAway, refusedByProxy, strange} from './refusals.ts';
import type {Finding, Rung} from './shape.ts';
import type {Answer, Visit} from './visit.ts';

export const login: Rung = {
	name: 'login',
	title: 'The login is taken',
	needs: ['host_accepted'],
	ask: async visit => {
		const {place, known, running} = visit;
		if (place.apiKey !== undefined) {
			return {status: 'skip', detail: 'An API key is set: no login is sent.'};
		}
		if (running) {
			const times = running.logins === 1 ? 'once' : `${running.logins} times`;
			if (running.logins === 0) return noLoginNeeded(visit);
			return {
				status: 'pass',
				detail: `The running session is used: it logged in ${times}, and the password is not sent again.`,
			};
		}
		if (known.stranger?.status === 200) return noLoginNeeded(visit);
		if (place.username === undefined) return noUserName(visit);
		return careful(visit) ?? sendPassword(visit, place.username);
	},
};

const noLoginNeeded = ({place}: Visit): Finding => ({
	status: 'pass',
	detail: 'From this address no login is needed: qBittorrent lets it in without one.',
	...(place.username === undefined
		? {}
		: {
				evidence:
					'It answers without a session, so the password was not sent: it would accept any password.',
			}),
});

/** What is known already is not asked again: each wrong password brings the ban nearer. */
const careful = (visit: Visit): Finding | undefined => {
	const {caution} = visit;
	if (caution === undefined) return undefined;
	if (caution.kind === 'often') {
		return {
			...wrongPassword(visit),
			detail: `The password was refused ${caution.times === 1 ? 'once' : `${caution.times} times`} within the last hour, and was not sent again.`,
			evidence: 'One more may bring a ban of an hour (by default, five wrong ones do).',
			advice: [
				'Correct the password first. Then: qbtui doctor --send-password, or p in the doctor view.',
				...(wrongPassword(visit).advice ?? []),
			],
		};
	}
	const finding = caution.code === 'Banned' ? banned(visit) : wrongPassword(visit);
	return {
		...finding,
		evidence: `The login of the running session was answered with: ${caution.text} The password was not sent again now.`,
		advice: ['If it is right now, p sends it once more.', ...(finding.advice ?? [])],
	};
};

const sendPassword = async (visit: Visit, username: string): Promise<Finding> => {
	const {known, place} = visit;
	const password = await place.password().catch(error => unreadable(error));
	if (typeof password === 'object') return password;
	known.sent = true;
	const answer = await visit.request({
		method: 'POST',
		path: '/api/v2/auth/login',
		body: new URLSearchParams({username, password: password ?? ''}).toString(),
	});
	known.login = answer;
	const {status, text, ms} = answer;
	if (status === 204 || (status === 200 && text.trim() === 'Ok.')) {
		return {status: 'pass', detail: `${place.username} is let in (${status} in ${ms} ms).`};
	}
	if (isRefusal(answer)) {
		known.refusedAt = place.now();
		return wrongPassword(visit, answer);
	}
	return otherAnswer(visit, answer);
};

/** Up to 5.1 a wrong password is answered with 200; a stranger got past the checks of Host and Origin. */
const isRefusal = (answer: Answer): boolean =>
	(answer.status === 200 && answer.text.trim() === 'Fails.') ||
	(answer.status === 401 && isOfQbittorrent(answer));

const otherAnswer = (visit: Visit, answer: Answer): Finding => {
	const {status, text} = answer;
	if (status === 403 && isOfQbittorrent(answer) && !isPage(answer)) {
		return text.trim() === 'Forbidden' ? keyAdded(visit, answer) : banned(visit);
	}
	if ([301, 302, 303, 307, 308, 401, 403, 405, 407].includes(status)) {
		return refusedByProxy(visit, answer, 'the login');
	}
	if (status === 502 || status === 503 || status === 504) return behindIsAway(visit, answer);
	if (!isOfQbittorrent(answer) && isPage(answer)) return refusedByProxy(visit, answer, 'the login');
	return strange(answer, 'the login');
};
