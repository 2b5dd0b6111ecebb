import {completedOn} from '../rules/protection.ts';
import type {MoveOrder, PlanLimits} from './shape.ts';
import type {Candidate} from './survey.ts';

/** TABLE: what a group is ordered by; the smaller number goes first. */
const keys: Readonly<Record<MoveOrder, (one: Candidate, now: number) => number>> = {
	idle_first: ({members}) => (members.some(({torrent}) => torrent.upspeed > 0) ? 1 : 0),
	oldest_completed: ({members}, now) =>
		members.reduce(
			(latest, {torrent}) => Math.max(latest, completedOn(torrent, now / 1000) ?? now / 1000),
			0,
		),
	largest_exclusive: ({group}) => -group.exclusive,
};

/** By priority of the rule, then as the settings say, then by hash: total, whatever comes in. */
export const inOrder = (
	candidates: readonly Candidate[],
	{order}: Pick<PlanLimits, 'order'>,
	now: number,
): Candidate[] =>
	candidates
		.map(one => ({
			one,
			sort: [-(one.rule?.priority ?? 0), ...order.map(name => keys[name](one, now))],
			hash: one.members[0]?.torrent.hash ?? '',
		}))
		.sort((a, b) => {
			for (let i = 0; i < a.sort.length; i++) {
				const difference = (a.sort[i] ?? 0) - (b.sort[i] ?? 0);
				if (difference !== 0) return difference;
			}
			return a.hash < b.hash ? -1 : 1;
		})
		.map(({one}) => one);
