import {compareVersions} from '../endpoints.ts';
import {isVersionText} from '../session.ts';
import {testedServers} from '../tested-servers.ts';
import {strange} from './refusals.ts';
import {endedSession} from './session-lost.ts';
import type {Finding, Rung} from './shape.ts';

const [oldest, , newest] = testedServers;

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

const judge = (version: string, webapi: string): Finding => {
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
