import {causes} from '../qbit/doctor/causes.ts';
import type {Check, Diagnosis, Status, Verdict} from '../qbit/doctor/shape.ts';
import type {Glyphs} from '../terminal/glyphs.ts';
import {harmless} from '../terminal/harmless.ts';
import {pad} from '../terminal/text.ts';
import type {Meaning, Theme} from '../terminal/theme.ts';
import {breakText} from '../views/lists/told.ts';

/** Scripts rely on it: these fields, and no others. */
export const documentOf = (checks: readonly Check[], verdict: Verdict): unknown => ({
	ok: verdict.ok,
	cause: verdict.cause,
	summary: verdict.summary,
	server: verdict.server,
	checks: checks.map(({name, status, detail}) => ({name, status, detail})),
	advice: verdict.advice,
});

type Pens = {theme: Theme; glyphs: Glyphs; width: number | undefined};

const looks: Readonly<Record<Status, Meaning>> = {
	pass: 'good',
	warn: 'warning',
	fail: 'bad',
	skip: 'muted',
};

const nameWidth = 19;
const timeWidth = 8;
const markWidth = 5;

/** One rung in one line, or in as many as it needs at a terminal. */
export const checkLines = ({name, status, detail, ms}: Check, {theme, width}: Pens): string => {
	const time = (ms === undefined ? '' : `${ms} ms`).padStart(timeWidth);
	const front = `${theme.paint(looks[status], pad(status, markWidth))}${pad(name, nameWidth)}${theme.paint('muted', time)}  `;
	const margin = markWidth + nameWidth + timeWidth + 2;
	return linesAfter(front, margin, detail, width);
};

/** A text beside what stands in front of it; below it where there is too little room beside. */
const linesAfter = (
	front: string,
	margin: number,
	text: string,
	width: number | undefined,
): string => {
	if (width === undefined) return `${front}${harmless(text)}\n`;
	const left = width - margin >= leastBeside ? margin : 4;
	const [first = '', ...rest] = breakText(harmless(text), Math.max(20, width - left));
	const indent = ' '.repeat(left);
	const lines =
		left === margin
			? [front + first, ...rest.map(line => indent + line)]
			: [front.trimEnd(), ...[first, ...rest].map(line => indent + line)];
	return lines.map(line => `${line}\n`).join('');
};

const leastBeside = 30;

/** What was sent and answered by the rung that says what is wrong. */
const askedLines = (checks: readonly Check[]): string[] => {
	const failed = checks.find(({status}) => status === 'fail');
	return (failed?.exchanges ?? []).map(({sent, answered, ms}) => `${sent}: ${answered} (${ms} ms)`);
};

/** What is wrong, why that is certain, what to do, and what has changed. */
export const verdictLines = (
	{checks, verdict, comparedTo}: Diagnosis,
	{theme, width}: Pens,
): string => {
	if (!verdict) return '';
	const {ok, cause, summary, why, advice} = verdict;
	const paragraph = (text: string, front = '') => linesAfter(front, front.length, text, width);
	const changed = checks.filter(({before, isBlocked}) => before && !isBlocked);
	const blocked = checks.filter(({isBlocked}) => isBlocked).length;
	return [
		...(blocked === 0
			? []
			: [theme.paint('muted', `skip ${blocked} more, which need what failed`), '\n']),
		'\n',
		theme.paint(ok ? 'good' : 'bad', `${cause}: ${causes[cause].title}.`),
		'\n',
		paragraph(summary),
		paragraph(`Why: ${why}`),
		...askedLines(checks).map(text => paragraph(text, 'Asked: ')),
		...(advice.length === 0
			? []
			: ['\n', theme.paint('title', ok ? 'To look at' : 'What to do'), '\n']),
		...advice.map((text, i) => paragraph(text, `${String(i + 1).padStart(2)}. `)),
		...(changed.length === 0
			? []
			: [
					'\n',
					theme.paint(
						'title',
						`Since the last run (${new Date(comparedTo ?? 0).toLocaleString('sv')})`,
					),
					'\n',
				]),
		...changed.map(({name, status, before}) =>
			paragraph(`${name}: was ${before?.status}, is ${status}. Before: ${before?.detail}`),
		),
	].join('');
};
