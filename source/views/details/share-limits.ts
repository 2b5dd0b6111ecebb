import {rowOf} from '../../qbit/row-of.ts';
import type {Torrent} from '../../qbit/types.ts';
import {span} from '../format.ts';

/** -2: as the server has it for all; -1: none. */
type Limit = {
	word: string;
	/** As it is set for this torrent, and what that comes to. */
	own: number | undefined;
	inForce: number | undefined;
	text: (value: number) => string;
};

const minutes = (value: number): string => span(value * 60);

/** "ratio 2.00 (the server’s), seeding 7d", or "none". What happens then, where a server tells it. */
export const shareLimits = (torrent: Torrent): string => {
	const limits: Limit[] = [
		{
			word: 'ratio',
			own: torrent.ratio_limit,
			inForce: torrent.max_ratio,
			text: value => value.toFixed(2),
		},
		{
			word: 'seeding',
			own: torrent.seeding_time_limit,
			inForce: torrent.max_seeding_time,
			text: minutes,
		},
		{
			word: 'idle',
			own: torrent.inactive_seeding_time_limit,
			inForce: torrent.max_inactive_seeding_time,
			text: minutes,
		},
	];
	const told = limits.flatMap(({word, own, inForce = -1, text}) =>
		inForce < 0 ? [] : [`${word} ${text(inForce)}${own === -2 ? ' (the server’s)' : ''}`],
	);
	if (told.length === 0) return 'none';
	const then = rowOf(actions, torrent.share_limit_action ?? '');
	return told.join(', ') + (then ? `; then ${then}` : '');
};

/** Since 5.2; "Default" says nothing. */
const actions: Readonly<Record<string, string>> = {
	Stop: 'stop',
	Remove: 'remove it',
	RemoveWithContent: 'remove it with its files',
	EnableSuperSeeding: 'super seeding',
};
