import {randomUUID} from 'node:crypto';
import {jobDocument, queueDocument} from '../space/job/document.ts';
import type {JobKind} from '../space/job/shape.ts';
import type {Notice, Notified, Orchestrator} from '../space/orchestrator-shape.ts';
import {queueSent} from '../space/queue-wire.ts';
import {running, told} from './ask.ts';
import {fieldsOf} from './body.ts';
import {noticeOf} from './notice.ts';
import {type Asked, Refusal, type ServiceScene, type Told, unavailable} from './route.ts';

/** Answered only when it is on disk; asks the server nothing. */
export const notify = async (asked: Asked, scene: ServiceScene): Promise<Told> => {
	const notice = noticeOf(asked);
	const notified = await storeTogether(running(scene).queue, notice);
	if (!notified.done) throw unavailable('STORE', notified.why);
	const {job, state, isDuplicate: duplicate} = notified;
	const message = duplicate ? 'It has this job already.' : 'It is in the queue.';
	return {body: {success: true, queue_id: job, message, duplicate, state}};
};

type Waiting = {notice: Notice; tell: (notified: Notified) => void};

const waiting = new WeakMap<Orchestrator, Waiting[]>();

/** What comes at once goes to the disk at once: it may take tens of milliseconds each time. */
const storeTogether = (queue: Orchestrator, notice: Notice): Promise<Notified> =>
	new Promise(tell => {
		const known = waiting.get(queue);
		if (known) return known.push({notice, tell});
		const all = [{notice, tell}];
		waiting.set(queue, all);
		setImmediate(() => {
			waiting.delete(queue);
			const notified = queue.notify(all.map(one => one.notice));
			for (const [index, one] of all.entries()) one.tell(notified[index] ?? lost);
		});
	});

const lost: Notified = {done: false, why: 'It could not be stored.'};

export const listJobs = (_: Asked, scene: ServiceScene): Told => {
	const {now} = running(scene);
	const {jobs, ended, paused, breaker} = now;
	return {body: {success: true, ...queueDocument([...jobs, ...ended], paused, breaker)}};
};

export const showJob = ({id}: Asked, scene: ServiceScene): Told => {
	const job = running(scene).queue.job(id);
	if (!job) throw noJob();
	return {body: {success: true, job: jobDocument(job)}};
};

const noJob = (): Refusal => new Refusal(404, 'NO_JOB', 'There is no such job.');

/** What a person may do to a job. */
export const actOn =
	(verb: 'retry' | 'cancel' | 'release') =>
	async ({id}: Asked, scene: ServiceScene): Promise<Told> => {
		const {queue} = running(scene);
		if (!queue.job(id)) throw noJob();
		const body = told(scene, await queue[verb](id));
		return {body: {...body, state: queue.job(id)?.state ?? null}};
	};

/** TABLE of the kinds of jobs, by what a request calls them. */
const kinds: Readonly<Record<JobKind, true>> = {
	...{completion: true, space: true, manual: true, legacy: true, recovered: true},
};

const isKind = (value: unknown): value is JobKind =>
	typeof value === 'string' && Object.hasOwn(kinds, value);

const kindsIn = (value: unknown): readonly JobKind[] | undefined => {
	if (value === undefined) return undefined;
	const given = typeof value === 'string' ? value.split(',') : value;
	if (Array.isArray(given) && given.every(isKind)) return given;
	throw new Refusal(400, 'BAD_VALUE', `kinds must be a list of ${Object.keys(kinds).join(', ')}.`);
};

export const clearQueue = async (asked: Asked, scene: ServiceScene): Promise<Told> => {
	const wanted = kindsIn(fieldsOf(asked).kinds);
	const {queue, now} = running(scene);
	const body = told(scene, await queue.clear(wanted));
	const left = new Set(queue.store.get().jobs.map(({id}) => id));
	const cleared = now.jobs.filter(({id}) => !left.has(id)).length;
	return {body: {...body, cleared_count: cleared, kept_in_flight: left.size}};
};

const tags = new WeakMap<object, string>();

/** Another one whenever anything in the queue is another. */
const tagOf = (seen: object): string => {
	const known = tags.get(seen) ?? `"${randomUUID()}"`;
	tags.set(seen, known);
	return known;
};

/** For a qbtui that shows this queue: asks each second, and most often nothing is new. */
export const showQueue = ({known}: Asked, scene: ServiceScene): Told => {
	const seen = scene.engine().orchestrator.store.get();
	const headers = {etag: tagOf(seen)};
	if (known === headers.etag) return {status: 304, headers, body: ''};
	return {headers, body: {success: true, queue: queueSent(seen)}};
};

export const moveByHand = async (asked: Asked, scene: ServiceScene): Promise<Told> => {
	const {hashes} = fieldsOf(asked);
	if (!Array.isArray(hashes) || hashes.length === 0 || !hashes.every(isHash)) {
		throw new Refusal(400, 'BAD_HASH', 'hashes must be a list of the torrents’ hashes.');
	}
	return {body: told(scene, await running(scene).queue.move(hashes))};
};

const isHash = (value: unknown): value is string =>
	typeof value === 'string' && /^[\da-f]{40}$/i.test(value);

export const releaseContested = async (asked: Asked, scene: ServiceScene): Promise<Told> => {
	const {hash} = fieldsOf(asked);
	if (!isHash(hash)) throw new Refusal(400, 'BAD_HASH', 'hash must be the torrent’s hash.');
	return {body: told(scene, await running(scene).queue.releaseContested(hash))};
};
