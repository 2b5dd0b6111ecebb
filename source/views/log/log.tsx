import {Box, Text} from 'ink';
import {sameItems, useDerived} from '../../hooks/use-store.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import type {Theme} from '../../terminal/theme.ts';
import type {Model} from '../model.ts';
import {drawLogLine, drawLogTitles, logFrame} from './lines.ts';

/** The lines of the log that are on the screen, and no more of them. */
export const LogView = ({
	model,
	width,
	height,
	theme,
	glyphs,
}: {
	model: Model;
	width: number;
	height: number;
	theme: Theme;
	glyphs: Glyphs;
}) => {
	const lines = useDerived(
		[model.log.store, model.ui],
		() => drawLog(model, {width, height}, theme, glyphs),
		sameItems,
	);
	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			<Text>{lines.join('\n')}</Text>
		</Box>
	);
};

export const LogTitles = ({width, theme}: {width: number; theme: Theme}) => (
	<Text>{drawLogTitles(width, theme)}</Text>
);

/** Exactly `height` lines. */
const drawLog = (
	model: Model,
	size: {width: number; height: number},
	theme: Theme,
	glyphs: Glyphs,
): string[] => {
	const rows = model.log.store.get();
	const {log} = model.ui.get();
	const {index, top, height, whole} = logFrame(log, rows, size);
	const now = model.now();
	const lines = rows
		.slice(top, top + height)
		.map((row, i) =>
			drawLogLine(row, {isCursor: top + i === index, width: size.width, now}, theme, glyphs),
		);
	if (rows.length === 0) lines.push(theme.paint('muted', `  ${nothingText(log)}`));
	while (lines.length < height) lines.push(' ');
	return [...lines, ...whole.map(line => theme.paint('cursor', `  ${line}`))];
};

const nothingText = ({filter, least}: {filter: string; least: number}): string =>
	filter.trim() === '' && least === 1 ? 'Nothing yet.' : 'No line matches. Esc shows all.';
