import {Box, Text} from 'ink';
import {memo} from 'react';
import type {Torrent} from '../../qbit/types.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import type {Theme} from '../../terminal/theme.ts';
import {drawRow, gutter, type Layout} from '../layout.ts';
import type {Moving} from './moving.ts';

export type TorrentTableProps = {
	layout: Layout<Torrent>;
	/** The torrents that are on the screen, from the top. */
	torrents: readonly Torrent[];
	cursor: string | undefined;
	selected: ReadonlySet<string>;
	/** What is being moved: its row changes though the torrent does not. */
	moving: Moving | undefined;
	height: number;
	theme: Theme;
	glyphs: Glyphs;
};

/** The part of the list that is on the screen: a line of text a torrent, and no more of them. */
export const TorrentTable = ({
	layout,
	torrents,
	cursor,
	selected,
	moving,
	height,
	theme,
	glyphs,
}: TorrentTableProps) => (
	<Box flexDirection="column" height={height} flexShrink={0}>
		{torrents.map(torrent => (
			<TorrentLine
				key={torrent.hash}
				layout={layout}
				torrent={torrent}
				isCursor={torrent.hash === cursor}
				isSelected={selected.has(torrent.hash)}
				moving={torrent.hash === moving?.hash ? moving : undefined}
				theme={theme}
				glyphs={glyphs}
			/>
		))}
	</Box>
);

/** Drawn again only when its torrent, its move, its marks, or the layout changes. */
const TorrentLine = memo(
	({
		layout,
		torrent,
		isCursor,
		isSelected,
		theme,
		glyphs,
	}: Pick<TorrentTableProps, 'layout' | 'theme' | 'glyphs'> & {
		torrent: Torrent;
		isCursor: boolean;
		isSelected: boolean;
		moving: Moving | undefined;
	}) => {
		const cursor = isCursor ? theme.paint('accent', glyphs.cursor) : ' ';
		const check = isSelected ? theme.paint('selected', glyphs.check) : ' ';
		const front = cursor + check + ' '.repeat(gutter - 2);
		return <Text>{drawRow(layout, torrent, {front, isCursor}, theme)}</Text>;
	},
);
