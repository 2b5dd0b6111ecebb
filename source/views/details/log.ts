import {tabsFor} from '../../hooks/tabs-choice.ts';
import {drawLogLine, logFrame} from '../log/lines.ts';
import type {Tab} from './seen.ts';

export const logTab: Tab = {
	name: 'log',
	title: 'Log',
	parts: [],
	needs: [],
	nothing: ({log}) =>
		log.length === 0
			? 'No line of the server’s log names it, as far as the log goes back.'
			: undefined,
	draw: ({log: rows, state, torrent, now}, inside, theme, glyphs) => {
		const choice = tabsFor(state.tabs, torrent.hash).log;
		const isFocused = state.panes.focus === 'details';
		const {index, top, height, whole} = logFrame(choice, rows, inside);
		const lines = rows.slice(top, top + height).map((row, i) => {
			const marks = {isCursor: isFocused && top + i === index, width: inside.width, now};
			return drawLogLine(row, marks, theme, glyphs);
		});
		while (whole.length > 0 && lines.length < height) lines.push(' ');
		return [...lines, ...whole.map(line => theme.paint('cursor', `  ${line}`))];
	},
};
