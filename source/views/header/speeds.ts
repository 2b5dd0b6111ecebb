import {sparkline} from '../../terminal/glyphs.ts';
import {pad} from '../../terminal/text.ts';
import type {Meaning} from '../../terminal/theme.ts';
import {speed} from '../format.ts';
import type {Segment} from '../segments.ts';
import type {HeaderData} from './data.ts';

/** @param cells Of each sparkline; with none, only the numbers. */
export const speedSegments = (
	{mirrored, history, theme, glyphs}: HeaderData,
	cells: number,
	isShort: boolean,
): Segment[] => {
	// Nothing is known yet: zeros would say that nothing flows.
	if (mirrored.revision === 0) return [];
	const {server} = mirrored.maindata;
	const one = (arrow: string, value: number, samples: readonly number[], look: Meaning): string => {
		const line =
			cells === 0
				? ''
				: ` ${sparkline(samples.map(audible), cells, Math.max(...samples, 1), glyphs)}`;
		// The width is always the same, so that what follows stays where it is.
		const number = pad(value > 0 ? speed(value) : '0', isShort ? 5 : 6);
		return theme.paint(look, `${arrow}${number}${line}`);
	};
	return [
		{text: one(glyphs.down, server.dl_info_speed ?? 0, history.down, 'downloading'), keep: 4},
		{
			text: one(glyphs.up, server.up_info_speed ?? 0, history.up, 'uploading'),
			keep: isShort ? 6.3 : 5,
		},
	];
};

/** Less than this is keep-alive chatter: a line that ripples for it tells nothing. */
const audible = (bytes: number): number => (bytes < 2048 ? 0 : bytes);
