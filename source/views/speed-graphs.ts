import {graph} from '../terminal/glyphs.ts';
import {cut} from '../terminal/text.ts';
import type {Meaning} from '../terminal/theme.ts';
import {speed} from './format.ts';
import type {Pens} from './lists/list-view.ts';
import type {SpeedHistory} from './speed-history.ts';

const leastRows = 2;
const mostRows = 6;
const margin = '   ';
/** Of the samples that are kept, in cells. */
const widest = {braille: 60, plain: 120};

/** Down above up, as it was with each answer, with the newest and the highest; none without room. */
export const speedGraphs = (
	{down, up}: SpeedHistory,
	{width, height}: {width: number; height: number},
	{theme, glyphs}: Pens,
): string[] => {
	const rows = Math.min(mostRows, Math.floor(height / 2) - 1);
	const cells = Math.min(glyphs.braille ? widest.braille : widest.plain, width - 2 * margin.length);
	if (rows < leastRows || cells < 1) return [];
	const one = (what: string, samples: readonly number[], look: Meaning): string[] => {
		const peak = Math.max(...samples, 0);
		const title = `${what} ${rate(samples.at(-1) ?? 0)} now, ${rate(peak)} at most`;
		return [
			theme.paint('label', cut(margin + title, width)),
			...graph(samples, {width: cells, height: rows, max: peak}, glyphs).map(
				row => margin + theme.paint(look, row),
			),
		];
	};
	return [...one('Down', down, 'downloading'), ...one('Up', up, 'uploading')];
};

const rate = (value: number): string => (value > 0 ? `${speed(value)}/s` : '0');
