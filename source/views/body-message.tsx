import {Box, Text} from 'ink';
import Spinner from 'ink-spinner';
import type {Mirrored} from '../qbit/mirror.ts';
import {harmless} from '../terminal/harmless.ts';
import type {Theme} from '../terminal/theme.ts';
import {clockTime, plural} from './format.ts';
import {chooseLines, wrapWords} from './lines.ts';

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
	if (revision === 0)
		return connecting(link.state === 'connecting' ? link.torrents : undefined, address);
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

const connecting = (torrents: number | undefined, address: string): BodyMessage => {
	if (torrents === undefined) return {busy: true, title: `Connecting to ${address}`, lines: []};
	if (torrents > 0) {
		const title = `Loading the list: ${plural(torrents, 'torrent')} so far`;
		return {busy: true, title, lines: []};
	}
	const why = `With tens of thousands of torrents, ${address} needs a while to put it together, and is silent meanwhile.`;
	return {busy: true, title: 'Waiting for the list', lines: [why]};
};

/** `nextTry` in ms since 1970. */
const whatNext = (nextTry: number | undefined): string =>
	nextTry === undefined
		? '6 tells why. R tries again, @ changes the login, q quits.'
		: `Next try at ${clockTime(nextTry)}. R tries now, 6 tells why, @ changes the server, q quits.`;

/** The lines that fit, the title and what to do next before all. */
const messageLines = (
	{title, lines}: BodyMessage,
	{width, height}: {width: number; height: number},
): Array<{text: string; isTitle: boolean}> => {
	const all = [title, ...lines].flatMap((line, i, {length}) =>
		wrapWords(harmless(line), width).map(text => ({
			text,
			isTitle: i === 0,
			keep: line === '' ? 100 : i === 0 ? 1 : i === length - 1 ? 2 : 3 + i,
		})),
	);
	return chooseLines(all, height);
};

export const BodyMessageView = ({
	message,
	width,
	height,
	theme,
}: {
	message: BodyMessage;
	width: number;
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
		{messageLines(message, {width: width - 4, height}).map(({text, isTitle}, i) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
			<Text key={i} bold={isTitle}>
				{isTitle && message.busy ? (
					<>
						<Spinner />{' '}
					</>
				) : null}
				{isTitle ? text : theme.paint('muted', text || ' ')}
			</Text>
		))}
	</Box>
);
