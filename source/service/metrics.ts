import type {Engine} from '../engine.ts';
import type {Job} from '../space/job/shape.ts';
import type {ServiceScene} from './route.ts';
import {healthOf} from './status.ts';

type Sample = {labels?: Readonly<Record<string, string>>; value: number};

type Metric = {
	name: string;
	help: string;
	type: 'gauge' | 'counter';
	samples: (engine: Engine, scene: ServiceScene) => readonly Sample[];
};

const yes = (value: boolean): readonly Sample[] => [{value: value ? 1 : 0}];

const openStates: ReadonlyArray<Job['state']> = [
	...(['QUEUED', 'READY', 'BLOCKED', 'ISSUING', 'MOVING', 'RECONCILE'] as const),
	...(['VERIFYING', 'TAGGING', 'HELD'] as const),
];

/** TABLE of what Prometheus is told, all of it read when it asks. */
const metrics: readonly Metric[] = [
	{
		name: 'qbtui_healthy',
		help: '1: all is well; 0: degraded or unhealthy',
		type: 'gauge',
		samples: engine => yes(healthOf(engine).status === 'healthy'),
	},
	{
		name: 'qbtui_qbittorrent_up',
		help: 'qBittorrent answers',
		type: 'gauge',
		samples: ({mirror}) => yes(mirror.store.get().link.state === 'live'),
	},
	{
		name: 'qbtui_torrents',
		help: 'Torrents that qBittorrent lists',
		type: 'gauge',
		samples: ({mirror}) => [{value: mirror.store.get().maindata.torrents.size}],
	},
	{
		name: 'qbtui_jobs',
		help: 'Jobs that have not ended, by state',
		type: 'gauge',
		samples: ({orchestrator}) => {
			const {jobs} = orchestrator.store.get();
			return openStates.map(state => ({
				labels: {state},
				value: jobs.filter(job => job.state === state).length,
			}));
		},
	},
	{
		name: 'qbtui_paused',
		help: 'Moves are paused',
		type: 'gauge',
		samples: ({orchestrator}) => yes(orchestrator.store.get().paused !== undefined),
	},
	{
		name: 'qbtui_breaker_open',
		help: 'Moving for space has stopped itself',
		type: 'gauge',
		samples: ({orchestrator}) => yes(orchestrator.store.get().breaker !== undefined),
	},
	{
		name: 'qbtui_volume_free_bytes',
		help: 'Free bytes of a disk, where they are known',
		type: 'gauge',
		samples: ({space}) =>
			space
				.get()
				.flatMap(({tag, free}) =>
					free === undefined ? [] : [{labels: {volume: tag}, value: free}],
				),
	},
	{
		name: 'qbtui_http_requests_total',
		help: 'Requests that were answered, by route and status',
		type: 'counter',
		samples: (_, scene) =>
			[...scene.answered()].map(([key, value]) => {
				const [route = '', status = ''] = key.split(' > ');
				return {labels: {route, status}, value};
			}),
	},
];

/** Loaded when somebody first asks. */
export const metricsText = async (scene: ServiceScene): Promise<string> => {
	const {Counter, Gauge, Registry, collectDefaultMetrics} = await import('./libraries.ts');
	const registry = new Registry();
	for (const {name, help, type, samples} of metrics) {
		const found = samples(scene.engine(), scene);
		const labelNames = Object.keys(found[0]?.labels ?? {});
		const options = {name, help, labelNames, registers: [registry]};
		if (type === 'gauge') {
			const gauge = new Gauge(options);
			for (const {labels = {}, value} of found) gauge.set(labels, value);
		} else {
			const counter = new Counter(options);
			for (const {labels = {}, value} of found) counter.inc(labels, value);
		}
	}
	processMetrics ??= startProcessMetrics(Registry, collectDefaultMetrics);
	return (await registry.metrics()) + (await processMetrics.metrics());
};

type Prometheus = typeof import('./libraries.ts');

/** Memory, processor time and the event loop: observed from the first question on. */
let processMetrics: InstanceType<Prometheus['Registry']> | undefined;

const startProcessMetrics = (
	Registry: Prometheus['Registry'],
	collect: Prometheus['collectDefaultMetrics'],
): InstanceType<Prometheus['Registry']> => {
	const register = new Registry();
	collect({register});
	return register;
};
