import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {until} from '../lab/until.ts';
import type {Ground} from './ground.ts';
import type {Swarm} from './swarm.ts';

type Row = {hash: string; name: string; progress: number; save_path: string; state: string};
type Job = {id: string; state: string; reason?: {code?: string}};
/** What the service has written down of a job: "TAGGING → DONE". */
type Entry = {action: string; job?: string; torrent?: string};

export type Verdict = {
	torrents: number;
	/** How all jobs came to their ends, and how many a person must look at. */
	jobs: Readonly<Record<string, number>>;
	/** Sentences; none is as it should be. */
	wrong: readonly string[];
};

const jobsOf = async ({ask}: Ground): Promise<Job[]> => {
	const {jobs} = await ask('/jobs');
	return Array.isArray(jobs) ? jobs : [];
};

/** All of it, from the first day on; of jobs, the service tells only the newest that have ended. */
const trailOf = async ({ask}: Ground): Promise<Entry[]> => {
	const trail: Entry[] = [];
	for (let after = 0; ; ) {
		const {entries, last} = await ask(`/audit?limit=1000&after=${after}`);
		if (!Array.isArray(entries) || entries.length === 0) return trail;
		trail.push(...entries);
		after = Number(last);
	}
};

const lastStates = (trail: readonly Entry[]): ReadonlyMap<string, string> =>
	new Map(
		trail.flatMap(({job, action}) => {
			const [, state] = action.split(' → ');
			return job !== undefined && state !== undefined ? [[job, state]] : [];
		}),
	);

const isOver = ({state}: Job): boolean =>
	['DONE', 'HELD', 'SKIPPED', 'GONE', 'CANCELLED'].includes(state);

/** Waits until nothing is under way any more, and looks at every byte. */
export const judge = async (ground: Ground, swarm: Swarm): Promise<Verdict> => {
	const {server} = ground;
	const rows = () => server.call<Row[]>('torrents/info');
	const patience = {within: 20 * 60_000, every: 1000};
	await swarm.introduceAll();
	await until(
		'all to be downloaded',
		rows,
		all => all.every(({progress}) => progress === 1),
		patience,
	);
	await until(
		'all jobs to be over',
		() => jobsOf(ground),
		all => all.every(isOver),
		patience,
	);
	const all = await rows();
	const jobs = await jobsOf(ground);
	const trail = await trailOf(ground);
	return {
		torrents: all.length,
		jobs: countBy([...lastStates(trail)], ([job, state]) =>
			state === 'HELD' ? `HELD ${jobs.find(({id}) => id === job)?.reason?.code ?? ''}` : state,
		),
		wrong: [
			...lost(all, swarm),
			...broken(all, swarm),
			...doubled(trail),
			...jobless(all, trail),
			...(await onScreen(all, ground)),
		],
	};
};

const lost = (rows: readonly Row[], swarm: Swarm): string[] =>
	swarm
		.there()
		.filter(({hash}) => !rows.some(row => row.hash === hash))
		.map(({name}) => `${name} is not on the server any more`);

const broken = (rows: readonly Row[], swarm: Swarm): string[] =>
	swarm.there().flatMap(torrent => {
		const row = rows.find(({hash}) => hash === torrent.hash);
		if (!row) return [];
		const path = join(row.save_path, torrent.name);
		const is = Buffer.from(swarm.contentOf(torrent));
		try {
			return readFileSync(path).equals(is) ? [] : [`${path} has other bytes than it should`];
		} catch (error) {
			return [`${path}: ${String(error)}`];
		}
	});

const doubled = (trail: readonly Entry[]): string[] => {
	const done = trail.filter(({action}) => action.endsWith('→ DONE'));
	return Object.entries(countBy(done, ({torrent}) => `${torrent}`))
		.filter(([, count]) => count > 1)
		.map(([hash, count]) => `${hash} was moved ${count} times`);
};

const jobless = (rows: readonly Row[], trail: readonly Entry[]): string[] => {
	const known = new Set(trail.map(({torrent}) => torrent));
	return rows
		.filter(({hash}) => !known.has(hash))
		.map(({name}) => `${name} is complete, and never had a job`);
};

/** Names on the screen, page by page. */
const onScreen = async (rows: readonly Row[], {screen}: Ground): Promise<string[]> => {
	const terminal = screen();
	await terminal.press('1', 'esc', 'esc', 's', 'n', 'home');
	await terminal.until(new RegExp(`^1/${rows.length}\\b`, 'm'), {timeout: 60_000});
	const seen = new Set<string>();
	for (let page = 0; page <= rows.length / 20; page++) {
		for (const line of terminal.screen()) {
			const [name] = /soak \d{5}\.bin/.exec(line) ?? [];
			if (name) seen.add(name);
		}
		await terminal.press('pagedown');
	}
	const missing = rows
		.filter(({name}) => !seen.has(name))
		.map(({name}) => `${name} is not on the screen`);
	const names = new Set(rows.map(({name}) => name));
	const extra = [...seen]
		.filter(name => !names.has(name))
		.map(name => `${name} is on the screen only`);
	return [...missing, ...extra];
};

const countBy = <Item>(
	items: readonly Item[],
	keyOf: (item: Item) => string,
): Record<string, number> =>
	Object.fromEntries([...Map.groupBy(items, keyOf)].map(([key, some]) => [key, some.length]));
