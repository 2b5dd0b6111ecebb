import {running, told} from './ask.ts';
import {
	actOn,
	clearQueue,
	listJobs,
	moveByHand,
	notify,
	releaseContested,
	showJob,
	showQueue,
} from './jobs.ts';
import {metricsText} from './metrics.ts';
import {openApiOf} from './openapi.ts';
import {type Asked, Refusal, type Route, type ServiceScene, type Told} from './route.ts';
import {saveState} from './save.ts';
import {showPlan, triggerSpace} from './space.ts';
import {healthOf, statusOf} from './status.ts';
import {summarizeTags, tagExisting} from './tags.ts';

const dryRun = {type: 'boolean', help: 'Only say what would be done'} as const;

/** TABLE: all that the service answers. */
export const routes: readonly Route[] = [
	{
		...{method: 'GET', path: '/health', open: true, quiet: true, codes: [503]},
		help: 'Whether all is well: healthy, degraded, or unhealthy (503: nothing can be stored)',
		run: (_, scene) => {
			const {status} = healthOf(scene.engine());
			const code = status === 'unhealthy' ? 503 : 200;
			return {status: code, body: {status, service: 'qbit-manager'}};
		},
	},
	{
		...{method: 'GET', path: '/status'},
		help: 'How it stands: the queue, the disks, the server',
		run: (_, scene) => ({body: statusOf(scene)}),
	},
	{
		...{method: 'POST', path: '/notify/torrent-finished', codes: [503]},
		help: 'A torrent is complete; 200 means that this is stored',
		takes: {
			hash: {type: 'string', help: 'The torrent’s hash: 40 or 64 hexadecimal digits'},
			torrent_id: {type: 'string', help: 'The server’s own id of it, where that is another'},
			name: {type: 'string', help: 'For people only'},
			priority: {type: 'integer', help: 'Higher goes first, -10 to 10'},
			params: {
				type: 'object',
				help: 'hash, hash_v1, hash_v2, torrent_id, name; the rest is ignored',
			},
		},
		run: notify,
	},
	{
		...{method: 'POST', path: '/space-management/trigger', codes: [409, 503]},
		help: 'Plan what moves to make room, and begin with it',
		takes: {
			dry_run: dryRun,
			plan_id: {type: 'string', help: 'Only if the plan is still that one'},
		},
		run: triggerSpace,
	},
	{
		...{method: 'GET', path: '/plan', codes: [503]},
		help: 'What would move now, and why each other torrent stays; changes nothing',
		takes: {dry_run: dryRun},
		run: showPlan,
	},
	{
		...{method: 'POST', path: '/queue/clear', codes: [503]},
		help: 'Cancel the jobs of which nothing was sent yet',
		takes: {
			kinds: {type: 'array', help: 'Only these: completion, space, manual, legacy, recovered'},
		},
		run: clearQueue,
	},
	{
		...{method: 'GET', path: '/jobs', codes: [503]},
		help: 'The jobs: those that have not ended, and the newest that have',
		run: listJobs,
	},
	{
		...{method: 'POST', path: '/jobs', codes: [409, 503]},
		help: 'Move these torrents, whatever the watermarks say; the rules still hold',
		takes: {hashes: {type: 'array', help: 'The torrents’ hashes'}},
		run: moveByHand,
	},
	{
		...{method: 'GET', path: '/queue', quiet: true},
		help: 'All that a qbtui shows of the queue when it is attached to this one; 304 with If-None-Match',
		run: showQueue,
	},
	{
		...{method: 'GET', path: '/jobs/{id}', codes: [404, 503]},
		help: 'One job',
		run: showJob,
	},
	{
		...{method: 'POST', path: '/jobs/{id}/retry', codes: [404, 409, 503]},
		help: 'Test a job that waits or is held anew',
		run: actOn('retry'),
	},
	{
		...{method: 'POST', path: '/jobs/{id}/cancel', codes: [404, 409, 503]},
		help: 'End a job of which nothing is under way',
		run: actOn('cancel'),
	},
	{
		...{method: 'POST', path: '/jobs/{id}/release', codes: [404, 409, 503]},
		help: 'Point the torrent of a held job back to its good copy, and have it checked there',
		run: actOn('release'),
	},
	{
		...{method: 'POST', path: '/control/pause', codes: [503]},
		help: 'Begin no more moves; outlives a restart',
		run: control('pause'),
	},
	{
		...{method: 'POST', path: '/control/resume', codes: [503]},
		help: 'Go on with moves',
		run: control('resume'),
	},
	{
		...{method: 'POST', path: '/control/reset-breaker', codes: [503]},
		help: 'Go on with moving for space, after it has stopped itself',
		run: control('resetBreaker'),
	},
	{
		...{method: 'POST', path: '/control/release-contested', codes: [503]},
		help: 'Let a torrent that something else kept moving back be moved again',
		takes: {hash: {type: 'string', help: 'The torrent’s hash'}},
		run: releaseContested,
	},
	{
		...{method: 'POST', path: '/tags/existing', codes: [409, 503]},
		help: 'Tag all torrents by the disk that they are on; moves nothing',
		takes: {dry_run: dryRun},
		run: tagExisting,
	},
	{
		...{method: 'GET', path: '/tags/summary', codes: [503]},
		help: 'How many torrents have which tags, and which of them are wrong',
		run: summarizeTags,
	},
	{
		...{method: 'POST', path: '/state/save', codes: [500, 503]},
		help: 'Write the open jobs to a file of their own, in the format of the program before qbtui',
		run: saveState,
	},
	{
		...{method: 'GET', path: '/audit', codes: [503]},
		help: 'What was done, by whom, oldest first',
		takes: {
			after: {type: 'integer', help: 'Only entries after this one'},
			limit: {type: 'integer', help: 'At most so many, 1 to 1000; 100 when absent'},
		},
		run: audit,
	},
	{
		...{
			method: 'GET',
			path: '/metrics',
			quiet: true,
			type: 'text/plain; version=0.0.4; charset=utf-8',
		},
		help: 'Numbers for Prometheus',
		run: async (_, scene) => ({body: await metricsText(scene)}),
	},
	{
		...{method: 'GET', path: '/openapi.json'},
		help: 'This table, for programs',
		run: (_, {version}) => ({body: openApiOf(routes, version)}),
	},
];

function control(verb: 'pause' | 'resume' | 'resetBreaker'): Route['run'] {
	return async (_, scene) => ({body: told(scene, await running(scene).queue[verb]())});
}

const numberIn = (
	query: URLSearchParams,
	name: string,
	{usual, least, most}: {usual: number; least: number; most: number},
): number => {
	const given = query.get(name) ?? String(usual);
	const value = Number(given);
	if (/^\d{1,15}$/.test(given) && value >= least && value <= most) return value;
	throw new Refusal(400, 'BAD_VALUE', `${name} must be a whole number from ${least} to ${most}.`);
};

function audit({query}: Asked, scene: ServiceScene): Told {
	const after = numberIn(query, 'after', {usual: 0, least: 0, most: Number.MAX_SAFE_INTEGER});
	const limit = numberIn(query, 'limit', {usual: 100, least: 1, most: 1000});
	const entries = running(scene).queue.audit(after, limit);
	return {
		body: {
			success: true,
			entries: entries.map(({at, ...entry}) => ({...entry, at: Math.floor(at / 1000)})),
			last: entries.at(-1)?.seq ?? after,
		},
	};
}
