import {Box, Text} from 'ink';
import Spinner from 'ink-spinner';
import type {Mirrored} from '../qbit/mirror.ts';
import {harmless} from '../terminal/harmless.ts';
import type {Theme} from '../terminal/theme.ts';
import {clockTime, plural} from './format.ts';

/** What stands where the list would be, when there is none: what is the matter, and what next. */
export type BodyMessage = {
	/** Something is under way. */
	busy?: boolean;
	title: string;
	lines: readonly string[];
};

/** undefined when there are rows to show. */
export const messageFor = (
	mirrored: Mirrored,
	address: string,
	rows: number,
	filter: string,
): BodyMessage | undefined => {
	const {link, revision, maindata} = mirrored;
	if (revision === 0 && link.state === 'away') {
		return {title: link.error.message, lines: [...link.error.advice, '', whatNext(link.nextTry)]};
	}
	if (revision === 0) return connecting(link.state === 'connecting' ? link.torrents : 0, address);
	if (maindata.torrents.size === 0) {
		return {
			title: 'No torrents yet.',
			lines: ['What is added to this server shows up here by itself.'],
		};
	}
	if (rows > 0) return undefined;
	return {
		title: `No torrent matches ${filter.trim()}`,
		lines: [`${plural(maindata.torrents.size, 'torrent')} in all. Esc clears the filter.`],
	};
};

const connecting = (torrents: number, address: string): BodyMessage =>
	torrents === 0
		? {busy: true, title: `Connecting to ${address}`, lines: []}
		: {busy: true, title: `Loading the list: ${plural(torrents, 'torrent')} so far`, lines: []};

/** `nextTry` in ms since 1970. */
export const whatNext = (nextTry: number | undefined): string =>
	nextTry === undefined
		? 'R tries again, @ changes the login, q quits.'
		: `Next try at ${clockTime(nextTry)}. R tries now, @ changes the server, q quits.`;

export const BodyMessageView = ({
	message,
	height,
	theme,
}: {
	message: BodyMessage;
	height: number;
	theme: Theme;
}) => (
	<Box
		flexDirection="column"
		height={height}
		flexShrink={0}
		alignItems="center"
		justifyContent="center"
	>
		<Text bold>
			{message.busy ? (
				<>
					<Spinner />{' '}
				</>
			) : null}
			{harmless(message.title)}
		</Text>
		{message.lines.map((line, i) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
			<Text key={i}>{line === '' ? ' ' : theme.paint('muted', harmless(line))}</Text>
		))}
	</Box>
);
