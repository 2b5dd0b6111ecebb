import {planLimits} from '../settings/plan-limits.ts';
import type {Job} from '../space/job/shape.ts';
import type {Controls} from '../space/store/shape.ts';
import {glyphSet} from '../terminal/glyphs.ts';
import {harmless} from '../terminal/harmless.ts';
import {plural} from '../views/format.ts';
import {jobColumns} from '../views/queue/job-columns.ts';
import {type JobRow, jobRows} from '../views/queue/job-rows.ts';
import {countsOf, goodOf} from '../views/queue/job-told.ts';
import type {Column} from '../views/torrents/columns.ts';
import type {CommandContext} from './command.ts';
import {table} from './print.ts';

type Queue = {
	open: readonly Job[];
	ended: readonly Job[];
	paused: Controls['paused'] | undefined;
	breaker: Controls['breaker'] | undefined;
};

const idColumn: Column<JobRow> = {
	...{name: 'id', letter: 'i', header: 'ID', width: 26, keep: 1},
	help: 'What the commands call the job',
	value: ({job}) => job.id,
};

/** Only a move that is watched has them. */
const watched = new Set(['done', 'rate', 'left']);

export const queueText = (
	{open, ended, paused, breaker}: Queue,
	{config, out, now}: CommandContext,
): string => {
	const limits = planLimits(config);
	const columns = jobColumns(limits, glyphSet({ascii: config.ascii}));
	const rows = jobRows({jobs: open, ended, progress: new Map()}, '', now());
	const shown = [idColumn, ...columns.filter(({name}) => !watched.has(name))];
	const held = open.filter(({state}) => state === 'HELD');
	const said = [
		...(rows.length === 0 ? ['Nothing is in the queue.'] : []),
		...held.flatMap(heldLines),
		...(paused ? [`Moves are paused: ${paused.why} qbtui queue resume goes on.`] : []),
		...(breaker ? [`Moving has stopped itself: ${breaker.why}`] : []),
		...(rows.length === 0
			? []
			: [`Jobs: ${countsOf(open)}${ended.length > 0 ? `; ${ended.length} ended` : ''}.`]),
	];
	const lines = said.map(line => `${harmless(line)}\n`).join('');
	return (rows.length === 0 ? '' : table(rows, shown, out.width, out.theme)) + lines;
};

/** The whole reason, and what can be done. */
const heldLines = (job: Job): string[] => {
	const {reason} = job;
	if (!reason) return [];
	return [
		`HELD ${job.name}: ${reason.text}`,
		...(reason.paths ?? []).map(path => `  in the way: ${path}`),
		...(reason.good === undefined ? [] : [`  good copy: ${reason.good}`]),
		...(reason.members ? [`  of ${plural(job.hashes.length, 'torrent')} in its group`] : []),
		`  qbtui queue retry ${job.id}: tests it anew`,
		`  qbtui queue release ${job.id}: points it back to ${goodOf(job)} and has it checked there`,
	];
};
