import {tabsFor} from '../../hooks/tabs-choice.ts';
import {plural} from '../format.ts';
import {drawListTab, listOf} from './list-tab.ts';
import {type PeerRow, peerColumns, peerRows} from './peer-rows.ts';
import type {Seen, Tab} from './seen.ts';

export const peersTab: Tab = {
	name: 'peers',
	title: 'Peers',
	parts: ['peers'],
	needs: ['peers'],
	nothing: ({details, torrent}) =>
		details.peers?.size === 0
			? `Connected to nobody. ${known(torrent)} a adds a peer by its address.`
			: undefined,
	draw: ({state, torrent, details}, inside, theme, glyphs) => {
		const {peers: choice, peerSort} = tabsFor(state.tabs, torrent.hash);
		return drawListTab(
			{
				columns: peerColumns,
				rows: listOf(peerRows(details.peers ?? new Map(), peerSort)),
				position: choice.position,
				isFocused: state.panes.focus === 'details',
				sorted: [peerSort],
				note: noteOf,
			},
			inside,
			theme,
			glyphs,
		);
	},
};

const known = ({num_complete, num_incomplete}: Seen['torrent']): string =>
	`The trackers know ${plural(Math.max(0, num_complete), 'seed')} and ${plural(Math.max(0, num_incomplete), 'other peer')}.`;

/** The whole address, and what its flags mean in the server’s words. */
const noteOf = ({key, peer}: PeerRow): string =>
	[key, (peer.flags_desc ?? '').trim().replace(/\s*\n\s*/g, '; ')]
		.filter(part => part !== '')
		.join('   ');
