import type {Glyphs} from '../../terminal/glyphs.ts';
import {bytes, count, date, isTime, never, span, speed} from '../format.ts';
import type {Seen} from './seen.ts';
import {shareLimits} from './share-limits.ts';
import {trackerHealth} from './tracker-health.ts';

export type Fact = {
	label: string;
	/** 1 = last to go where there is no room. */
	keep: number;
	/** Has a line of its own: paths, and what people wrote. */
	wide?: boolean;
	/** Foreign text is made harmless by who draws it. '' where there is nothing to tell. */
	text: (seen: Seen, glyphs: Glyphs) => string;
};

const limit = (value: number, glyphs: Glyphs): string =>
	value > 0 ? `${speed(value)}/s` : glyphs.infinity;

/** "41 of 203": connected, and what the trackers know of. */
const connected = (here: number, swarm: number): string =>
	swarm > 0 ? `${count(here)} of ${count(swarm)}` : count(here);

/** To the minute: nothing that is redrawn every second. */
const ago = (seconds: number, now: number): string => {
	if (!isTime(seconds)) return '';
	const passed = now / 1000 - seconds;
	return `${date(seconds)} (${passed < 60 ? 'just now' : `${span(passed)} ago`})`;
};

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

/** TABLE: what the general tab tells, in its order. */
export const facts: readonly Fact[] = [
	{
		label: 'speed',
		keep: 2,
		text: ({torrent: {dlspeed, upspeed, eta}}, {down, up}) =>
			[
				`${down} ${speed(dlspeed)}`,
				`${up} ${speed(upspeed)}`,
				eta > 0 && eta < never ? `${span(eta)} to go` : '',
			]
				.filter(part => part !== '')
				.join('  '),
	},
	{
		label: 'seeds',
		keep: 3,
		text: ({torrent}) => connected(torrent.num_seeds, torrent.num_complete),
	},
	{
		label: 'peers',
		keep: 3,
		text: ({torrent}) => connected(torrent.num_leechs, torrent.num_incomplete),
	},
	{
		label: 'trackers',
		keep: 4,
		text: ({details, torrent, now}) => {
			if (!details.trackers) return torrent.trackers_count === 0 ? 'none' : '';
			const {all, works, fails, next} = trackerHealth(details.trackers);
			if (all === 0) return 'none';
			const told = works + fails === 0 ? `${all} not asked` : `${works} ok, ${fails} bad`;
			const seconds = next === undefined ? torrent.reannounce : next - now / 1000;
			return seconds !== undefined && seconds > 0 ? `${told}; next in ${span(seconds)}` : told;
		},
	},
	{
		label: 'ratio',
		keep: 5,
		text: ({torrent: {ratio, downloaded, uploaded}}, {down, up, infinity}) =>
			`${ratio < 0 || ratio > 9999 ? infinity : ratio.toFixed(2)}  ${down} ${bytes(downloaded)}  ${up} ${bytes(uploaded)}`,
	},
	{
		label: 'limits',
		keep: 6,
		text: ({torrent: {dl_limit, up_limit}}, glyphs) =>
			`${glyphs.down} ${limit(dl_limit, glyphs)}  ${glyphs.up} ${limit(up_limit, glyphs)}`,
	},
	{label: 'stops at', keep: 7, text: ({torrent}) => shareLimits(torrent)},
	{label: 'category', keep: 6, text: ({torrent}) => torrent.category || 'none'},
	{label: 'tags', keep: 6, text: ({torrent}) => torrent.tags || 'none'},
	{
		label: 'auto mgmt',
		keep: 9,
		text: ({torrent}) => (torrent.auto_tmm ? 'its category decides where' : 'off'),
	},
	{
		label: 'private',
		keep: 9,
		text: ({torrent, details}) => {
			const known = torrent.private ?? details.properties?.is_private;
			return known === undefined || known === null ? '' : yesNo(known);
		},
	},
	{
		label: 'order',
		keep: 10,
		text: ({torrent: {seq_dl, f_l_piece_prio, super_seeding, force_start}}) =>
			[
				seq_dl ? 'one after the other' : '',
				f_l_piece_prio ? 'ends first' : '',
				super_seeding ? 'super seeding' : '',
				force_start ? 'forced' : '',
			]
				.filter(part => part !== '')
				.join(', '),
	},
	{
		label: 'pieces',
		keep: 9,
		text: ({details: {properties}}) =>
			properties && properties.pieces_num > 0
				? `${count(properties.pieces_have)} of ${count(properties.pieces_num)}, ${bytes(properties.piece_size)} each`
				: '',
	},
	{
		label: 'connected',
		keep: 10,
		text: ({details: {properties}}) =>
			properties
				? properties.nb_connections_limit > 0
					? `${count(properties.nb_connections)}, at most ${count(properties.nb_connections_limit)}`
					: count(properties.nb_connections)
				: '',
	},
	{label: 'added', keep: 8, text: ({torrent, now}) => ago(torrent.added_on, now)},
	{label: 'completed', keep: 8, text: ({torrent, now}) => ago(torrent.completion_on, now)},
	{label: 'last used', keep: 10, text: ({torrent, now}) => ago(torrent.last_activity, now)},
	{
		label: 'active',
		keep: 10,
		text: ({torrent: {time_active, seeding_time}}) =>
			`${span(time_active)}${seeding_time > 0 ? `, of which seeding ${span(seeding_time)}` : ''}`,
	},
	{
		label: 'created',
		keep: 12,
		text: ({details: {properties}}) => {
			if (!properties) return '';
			const by = properties.created_by === '' ? '' : `by ${properties.created_by}`;
			return [date(properties.creation_date), by].filter(part => part !== '').join(' ');
		},
	},
	{label: 'save path', keep: 4, wide: true, text: ({torrent}) => torrent.save_path},
	{
		label: 'until done',
		keep: 8,
		wide: true,
		text: ({torrent}) => (torrent.progress < 1 ? torrent.download_path : ''),
	},
	{label: 'content', keep: 7, wide: true, text: ({torrent}) => torrent.content_path},
	{
		label: 'comment',
		keep: 9,
		wide: true,
		text: ({torrent, details}) => (torrent.comment || details.properties?.comment) ?? '',
	},
	{
		label: 'hash',
		keep: 10,
		wide: true,
		text: ({torrent: {hash, infohash_v1, infohash_v2}}) =>
			[infohash_v1 || hash, infohash_v2].filter(part => part !== '').join('  '),
	},
];

/** "3.6G of 5.8G" */
export const amounts = ({torrent: {size, total_size, amount_left}}: Seen): string =>
	total_size < 0 ? 'size not known yet' : `${bytes(size - amount_left)} of ${bytes(size)}`;

/** How much there is besides, when not all files are wanted. */
export const unwanted = ({torrent: {size, total_size}}: Seen): string =>
	total_size > size ? `${bytes(total_size - size)} not wanted` : '';

/** "41.2 copies about", "1.2M wasted" */
export const copies = ({torrent}: Seen): string =>
	torrent.availability >= 0 ? `${torrent.availability.toFixed(2)} copies` : '';

export const wasted = ({torrent, details}: Seen): string => {
	const bytesWasted = details.properties?.total_wasted ?? torrent.total_wasted ?? 0;
	return bytesWasted > 0 ? `${bytes(bytesWasted)} wasted` : '';
};
