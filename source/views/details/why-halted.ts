import type {State} from '../../qbit/types.ts';
import {isWithin} from '../../space/paths.ts';
import {count, percentText, span} from '../format.ts';
import {among, type Cause, lackOfRoom, quoted, when} from './why-cause.ts';
import type {Facts} from './why-facts.ts';

const broken: readonly State[] = ['error'];
const checking: readonly State[] = ['checkingDL', 'checkingUP'];
const queued: readonly State[] = ['queuedDL', 'queuedUP'];
const stoppedEarly: readonly State[] = ['stoppedDL', 'pausedDL'];
const stoppedDone: readonly State[] = ['stoppedUP', 'pausedUP'];

/** A limit below 0 is none. */
const reached = (value: number, limit: number | undefined): boolean =>
	limit !== undefined && limit >= 0 && value >= limit;

/**
 * What the log says went wrong: in every language, its lines end with the system’s own words in
 * quotes, after the names and paths that they are about.
 */
const reasonOf = ({complaint, torrent}: Facts): string | undefined => {
	const last = /["“„«「]([^"“”„«»「」]+)["”“»」]\W*$/.exec(complaint ?? '')?.[1];
	return last !== undefined && last !== torrent.name ? last : complaint;
};

const minute = 60;

const isNew = ({torrent}: Facts): boolean => torrent.completed <= 0 && torrent.time_active <= 0;

/** TABLE: why a torrent neither downloads nor seeds. */
export const haltedCauses: readonly Cause[] = [
	{
		name: 'missing files',
		look: 'bad',
		say: among(
			['missingFiles'],
			facts =>
				`its files are not at ${facts.torrent.save_path}${quoted(reasonOf(facts) ?? '')}: put them back and recheck, or move it to where they are`,
		),
	},
	{
		name: 'error, disk full',
		look: 'bad',
		say: among(broken, facts => {
			const room = lackOfRoom(facts);
			return room && `stopped by an error: ${room}${quoted(reasonOf(facts) ?? '')}`;
		}),
	},
	{
		name: 'error',
		look: 'bad',
		say: among(broken, facts => {
			const reason = reasonOf(facts);
			return reason === undefined
				? 'stopped by an error; the server’s log may tell which: see the tab Log'
				: `stopped by an error${quoted(reason)}`;
		}),
	},
	{
		name: 'moving',
		look: 'text',
		say: among(['moving'], ({torrent}) =>
			isWithin(torrent.content_path, torrent.save_path)
				? 'its files are being moved; it goes on by itself after that'
				: `its files are being moved to ${torrent.save_path}; it goes on by itself after that`,
		),
	},
	{
		name: 'resume data',
		look: 'text',
		say: among(
			['checkingResumeData'],
			() => 'the server reads what it knew of it; a check of the files may follow',
		),
	},
	{
		name: 'waits for its check',
		look: 'text',
		say: among(
			checking,
			when(
				({torrent}) => torrent.progress <= 0,
				() => 'its files are to be checked: few are checked at the same time, the others wait',
			),
		),
	},
	{
		name: 'checking',
		look: 'text',
		say: among(
			checking,
			({torrent}) => `its files are being checked, ${percentText(torrent.progress)} of them so far`,
		),
	},
	{
		name: 'queued',
		look: 'text',
		say: among(queued, ({torrent}) => {
			const place =
				torrent.priority > 0 ? `number ${count(torrent.priority)} in the queue` : 'in the queue';
			return `${place}: the server runs only so many at the same time; force starts it now`;
		}),
	},
	{
		name: 'nothing wanted',
		look: 'text',
		say: among(
			[...stoppedEarly, ...stoppedDone],
			when(
				({torrent}) => torrent.size === 0 && torrent.total_size > 0,
				() => 'stopped; none of its files is wanted',
			),
		),
	},
	{
		name: 'stopped, no room',
		look: 'bad',
		say: among(stoppedEarly, facts => {
			const room = lackOfRoom(facts);
			return room && `stopped; ${room}`;
		}),
	},
	{
		name: 'added stopped',
		look: 'text',
		say: among(
			stoppedEarly,
			when(isNew, ({torrent}) =>
				torrent.total_size < 0
					? 'stopped, and its metadata is not here yet; start fetches it'
					: 'stopped, and never started so far',
			),
		),
	},
	{
		name: 'stopped',
		look: 'text',
		say: among(
			stoppedEarly,
			({torrent}) => `stopped at ${percentText(torrent.progress)}; start goes on with it`,
		),
	},
	{
		name: 'ratio reached',
		look: 'good',
		say: among(
			stoppedDone,
			when(
				({torrent}) => reached(torrent.ratio, torrent.max_ratio),
				({torrent}) =>
					`complete and stopped: its ratio of ${torrent.ratio.toFixed(2)} has reached the limit of ${torrent.max_ratio.toFixed(2)}`,
			),
		),
	},
	{
		name: 'seeding time reached',
		look: 'good',
		say: among(
			stoppedDone,
			when(
				({torrent}) => reached(torrent.seeding_time, torrent.max_seeding_time * minute),
				({torrent}) =>
					`complete and stopped: it has been seeded for ${span(torrent.seeding_time)}, its limit is ${span(torrent.max_seeding_time * minute)}`,
			),
		),
	},
	{
		name: 'idle time reached',
		look: 'good',
		say: among(
			stoppedDone,
			when(
				({torrent, now}) =>
					torrent.last_activity > 0 &&
					reached(now - torrent.last_activity, (torrent.max_inactive_seeding_time ?? -1) * minute),
				({torrent}) =>
					`complete and stopped: nobody asked for it for ${span((torrent.max_inactive_seeding_time ?? 0) * minute)}, its limit`,
			),
		),
	},
	{
		name: 'stopped and complete',
		look: 'text',
		say: among(stoppedDone, () => 'complete and stopped; start seeds it'),
	},
];
