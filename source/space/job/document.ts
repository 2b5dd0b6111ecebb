import type {Controls} from '../store/shape.ts';
import type {Job} from './shape.ts';

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** What a program is told. Times in seconds since 1970, sizes in bytes. */
export const queueDocument = (
	jobs: readonly Job[],
	paused: Controls['paused'] | undefined,
	breaker?: Controls['breaker'],
): Record<string, unknown> => ({
	paused: paused !== undefined,
	...(paused && {paused_since: seconds(paused.since), paused_reason: paused.why}),
	breaker: breaker?.why ?? null,
	jobs: jobs.map(jobDocument),
});

export const jobDocument = (job: Job): Record<string, unknown> => ({
	...{id: job.id, hashes: job.hashes, name: job.name, kind: job.kind, state: job.state},
	reason: job.reason ?? null,
	...{source: job.source, destination: job.destination, volume: job.volume},
	...{bytes: job.bytes, attempts: job.sent ?? job.attempts, priority: job.priority},
	not_before: job.notBefore === 0 ? null : seconds(job.notBefore),
	...{created_at: seconds(job.createdAt), updated_at: seconds(job.updatedAt)},
	hooks: job.hooks ?? null,
});
