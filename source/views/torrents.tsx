import {Box, Text} from 'ink';
import {memo} from 'react';
import type {Torrent} from '../qbit/types.ts';
import type {Glyphs} from '../terminal/glyphs.ts';
import type {Theme} from '../terminal/theme.ts';
import {drawRow, gutter, type Layout} from './layout.ts';

export type TorrentTableProps = {
	layout: Layout<Torrent>;
	/** The torrents that are on the screen, from the top. */
	torrents: readonly Torrent[];
	cursor: string | undefined;
	height: number;
	theme: Theme;
	glyphs: Glyphs;
};

/** The part of the list that is on the screen: a line of text a torrent, and no more of them. */
export const TorrentTable = ({
	layout,
	torrents,
	cursor,
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
				theme={theme}
				glyphs={glyphs}
			/>
		))}
	</Box>
);

/** Drawn again only when its torrent, its place under the cursor, or the layout changes. */
const TorrentLine = memo(
	({
		layout,
		torrent,
		isCursor,
		theme,
		glyphs,
	}: Pick<TorrentTableProps, 'layout' | 'theme' | 'glyphs'> & {
		torrent: Torrent;
		isCursor: boolean;
	}) => {
		const mark = isCursor ? theme.paint('accent', glyphs.cursor) : ' ';
		const front = mark + ' '.repeat(gutter - 1);
		return <Text>{drawRow(layout, torrent, {front, isCursor}, theme)}</Text>;
	},
);
