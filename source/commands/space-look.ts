import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {endpoints} from '../qbit/endpoints.ts';
import type {Hash, Torrent} from '../qbit/types.ts';
import {askMaindata} from '../qbit/whole-list.ts';
import type {Config} from '../settings/config.ts';
import {noControl} from '../space/plan/controller.ts';
import {planClosely} from '../space/plan/look-closer.ts';
import type {Plan, PlanWorld} from '../space/plan/shape.ts';
import {gatherWorld} from '../space/run/policy.ts';
import type {CommandContext} from './command.ts';
import {noDisks} from './failure.ts';

/** What a plan needs to know of the queue. */
type Remembered = Pick<PlanWorld, 'jobs' | 'control'>;

const nothing: Remembered = {jobs: [], control: noControl};

/**
 * The plan of now. Changes nothing, neither on the server nor in the queue.
 *
 * @returns unknown: a sentence when it was made without the jobs, as another qbtui has them
 */
export const look = async (
	context: CommandContext,
): Promise<{plan: Plan; torrents: ReadonlyMap<Hash, Torrent>; unknown: string | undefined}> => {
	const {config, flags, now} = context;
	const remembered = flags.demo === true ? nothing : await remember(config, now);
	const engine = await context.openEngine();
	const {limits, client, inodeAt, measure} = engine;
	if (limits.volumes.length === 0) throw noDisks();
	await client.identify();
	const maindata = await askMaindata(client);
	const torrents = maindata.torrents;
	const plan = remembered ? undefined : await planElsewhere(config);
	if (plan) return {plan, torrents, unknown: undefined};
	const {jobs, control} = remembered ?? nothing;
	const world = await gatherWorld({
		...{client, limits, measure, now},
		...{maindata: () => maindata, jobs: () => jobs, control: () => control},
	});
	const made = await planClosely(world, limits, {
		filesOf: hash => client.ask(endpoints.files, {hash}).catch(() => undefined),
		inodeAt,
	});
	const unknown = remembered ? undefined : 'Another qbtui has the queue: its jobs are not counted.';
	return {plan: made.plan, torrents, unknown};
};

/** Of the service that has the queue; undefined when there is none, or it can’t be asked. */
const planElsewhere = async (config: Config): Promise<Plan | undefined> => {
	const [{openService, serviceOfHolder}, {queueRead}] = await Promise.all([
		import('../attach/ask-service.ts'),
		import('../space/queue-wire.ts'),
	]);
	const url = serviceOfHolder(config);
	const service = url && (await openService(config, url).catch(() => undefined));
	if (!service) return undefined;
	try {
		// The plan of now, and then as it is kept.
		const {status} = await service.ask('GET', '/plan');
		const {body} = await service.ask('GET', '/queue');
		return status === 200 ? queueRead(body.queue)?.plan : undefined;
	} catch {
		return undefined;
	} finally {
		await service.close();
	}
};

/** From the state folder, which is let go at once; undefined when another qbtui holds it. */
const remember = async (config: Config, now: () => number): Promise<Remembered | undefined> => {
	const {folderOf} = await import('../settings/own-folder.ts');
	const {stateDirOnNetwork: allowNetwork} = config;
	const folder = folderOf(config);
	// Looking must not make the folder, nor what is a first start later.
	if (!existsSync(join(folder, 'state.db'))) return nothing;
	const [{openStore}, {createRecords}, {StoreError}] = await Promise.all([
		import('../space/store/store.ts'),
		import('../space/run/records.ts'),
		import('../space/store/errors.ts'),
	]);
	try {
		const store = openStore({folder, allowNetwork, now});
		const known = {
			jobs: [...store.openJobs()],
			control: createRecords(store, () => {}, now).control(),
		};
		store.close();
		return known;
	} catch (error) {
		if (error instanceof StoreError && error.code === 'Held') return undefined;
		throw error;
	}
};
