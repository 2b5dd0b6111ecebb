import type {Peer} from '../../qbit/details.ts';
import type {Peers} from '../../qbit/details-parts.ts';
import {bytes, percent, speed} from '../format.ts';
import type {Column} from '../torrents/columns.ts';

/** The server tells of a peer what it knows. */
export type PeerRow = {
	/** Address and port, or a name in I2P. */
	key: string;
	peer: Partial<Peer>;
};

const sumOf = ({peer}: PeerRow): number => (peer.dl_speed ?? 0) + (peer.up_speed ?? 0);

const amount = (value: number): string => (value > 0 ? bytes(value) : '-');

/** TABLE: the columns of the peers; `s` sorts by their letters. */
export const peerColumns: ReadonlyArray<Column<PeerRow>> = [
	{
		name: 'address',
		letter: 'a',
		header: 'Address',
		width: 'rest',
		keep: 1,
		help: 'Address and port',
		value: ({key}) => key,
	},
	{
		name: 'country',
		letter: 'o',
		header: 'CC',
		width: 2,
		keep: 9,
		help: 'Country, where the server looks it up',
		value: ({peer}) => peer.country_code ?? '',
		text: ({peer}) => (peer.country_code ?? '').toUpperCase(),
	},
	{
		name: 'client',
		letter: 'c',
		header: 'Client',
		width: 22,
		keep: 5,
		help: 'Program of the peer, as it says',
		value: ({peer}) => peer.client ?? '',
		narrow: {header: 'Client', width: 14, text: ({peer}) => peer.client ?? ''},
	},
	{
		name: 'flags',
		letter: 'f',
		header: 'Flags',
		width: 12,
		keep: 6,
		help: 'What goes on between us; explained in the line below',
		value: ({peer}) => peer.flags ?? '',
		narrow: {header: 'Flags', width: 7, text: ({peer}) => peer.flags ?? ''},
	},
	{
		name: 'done',
		letter: 'p',
		header: 'Done',
		width: 4,
		keep: 2,
		align: 'right',
		help: 'How much of the torrent it has',
		value: ({peer}) => peer.progress ?? 0,
		text: ({peer}) => percent(peer.progress ?? 0),
	},
	{
		name: 'down',
		letter: 'd',
		header: 'Down',
		width: 6,
		keep: 3,
		align: 'right',
		help: 'Bytes a second from it',
		value: ({peer}) => peer.dl_speed ?? 0,
		text: ({peer}) => speed(peer.dl_speed ?? 0),
		look: ({peer}) => ((peer.dl_speed ?? 0) > 0 ? 'downloading' : 'muted'),
	},
	{
		name: 'up',
		letter: 'u',
		header: 'Up',
		width: 6,
		keep: 4,
		align: 'right',
		help: 'Bytes a second to it',
		value: ({peer}) => peer.up_speed ?? 0,
		text: ({peer}) => speed(peer.up_speed ?? 0),
		look: ({peer}) => ((peer.up_speed ?? 0) > 0 ? 'uploading' : 'muted'),
	},
	{
		name: 'downloaded',
		letter: 'g',
		header: 'Got',
		width: 5,
		keep: 7,
		align: 'right',
		help: 'Bytes that we have from it',
		value: ({peer}) => peer.downloaded ?? 0,
		text: ({peer}) => amount(peer.downloaded ?? 0),
	},
	{
		name: 'uploaded',
		letter: 'v',
		header: 'Gave',
		width: 5,
		keep: 8,
		align: 'right',
		help: 'Bytes that it has from us',
		value: ({peer}) => peer.uploaded ?? 0,
		text: ({peer}) => amount(peer.uploaded ?? 0),
	},
	{
		name: 'connection',
		letter: 'n',
		header: 'Conn',
		width: 4,
		keep: 10,
		help: 'BT, μTP or Web',
		value: ({peer}) => peer.connection ?? '',
	},
];

export type PeerSort = {name: string; descending: boolean};

/** Down and up together: what the list begins with. Not a column. */
export const bySpeed = 'speed';

const sortValue = (name: string): ((row: PeerRow) => string | number) =>
	peerColumns.find(column => column.name === name)?.value ?? sumOf;

/** Peers of the same speed stay in their order, by their addresses: nothing trades places for nothing. */
export const peerRows = (peers: Peers, {name, descending}: PeerSort): PeerRow[] => {
	const value = sortValue(name);
	const rows = [...peers].map(([key, peer]) => ({row: {key, peer}, by: value({key, peer})}));
	rows.sort((a, b) => {
		if (a.by !== b.by) return a.by < b.by === descending ? 1 : -1;
		return a.row.key < b.row.key ? -1 : 1;
	});
	return rows.map(({row}) => row);
};
