import {headerHeight} from '../areas.ts';
import {joinSegments} from '../segments.ts';
import {countsLine} from './counts-line.ts';
import type {HeaderData} from './data.ts';
import {diskSegments} from './disks.ts';
import {firstLine} from './first-line.ts';
import {attachedSegment, workSegments} from './work-segments.ts';

/** One to three lines: server, health, speeds; disks and jobs; counts and views. */
export const drawHeader = (data: HeaderData): string[] => {
	const {width, height} = data;
	const lines = headerHeight({columns: width, rows: height});
	if (lines === 1) return [firstLine(data, true)];
	if (lines === 2) return [firstLine(data, true), countsLine(data)];
	return [firstLine(data, false), workLine(data), countsLine(data)];
};

const workLine = (data: HeaderData): string =>
	joinSegments(
		[
			...diskSegments(data, 'gauge'),
			...workSegments(data.orchestrated, data),
			attachedSegment(data.orchestrated, true, data),
		],
		data.width,
		'   ',
	);
