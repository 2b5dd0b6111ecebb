import type {DetailsTab} from '../../hooks/panes.ts';
import type {Part} from '../../qbit/details-parts.ts';
import type {QbitError} from '../../qbit/errors.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut, width as widthOf} from '../../terminal/text.ts';
import type {Theme} from '../../terminal/theme.ts';
import type {Areas} from '../areas.ts';
import {wrapWords} from '../lines.ts';
import {joinSegments} from '../segments.ts';
import {insideOf, type Seen, type Tab} from './seen.ts';
import {tabOf, tabs} from './tabs.ts';

/** The line of tabs, the name where the list is not seen, and the tab: as many lines as the area has. */
export const drawDetails = (
	seen: Seen | undefined,
	open: {tab: DetailsTab; isFocused: boolean},
	areas: Areas,
	theme: Theme,
	glyphs: Glyphs,
): string[] => {
	const inside = insideOf(areas);
	const tab = tabOf(open.tab);
	const problem = seen && problemOf(seen, tab);
	const lines = [drawTabs(open.tab, open.isFocused, inside.width, theme, glyphs, problem)];
	if (areas.listIsCovered) lines.push(theme.paint('title', nameOf(seen, inside.width)) || ' ');
	const instead = insteadOf(seen, tab);
	const drawn =
		seen && instead === undefined
			? tab.draw(seen, inside, theme, glyphs)
			: wrapWords(instead ?? '', inside.width).map(line => theme.paint('muted', line));
	const height = areas.details?.height ?? 0;
	while (lines.length < height)
		lines.push(drawn[lines.length - (areas.listIsCovered ? 2 : 1)] || ' ');
	return lines.slice(0, height);
};

const nameOf = (seen: Seen | undefined, width: number): string =>
	cut(harmless(seen?.torrent.name ?? ''), width);

/** What is said in place of a tab that has nothing to show; undefined when it has. */
const insteadOf = (seen: Seen | undefined, tab: Tab): string | undefined => {
	if (!seen) return 'There is no torrent under the cursor.';
	const {details, mirrored} = seen;
	const missing = tab.needs.filter(part => details[part] === undefined);
	if (missing.length === 0) return tab.nothing?.(seen);
	const {link} = mirrored;
	if (link.state === 'away') return `Not known: ${harmless(link.error.message)}`;
	const problem = firstProblem(seen, missing);
	if (problem?.code === 'NotFound') return 'The server no longer has this torrent.';
	return problem ? `Can’t be read: ${harmless(problem.message)}` : 'Asking the server…';
};

const firstProblem = ({details}: Seen, parts: readonly Part[]): QbitError | undefined =>
	parts.map(part => details.problems[part]).find(problem => problem !== undefined);

/** Why what is shown is not fresh, though something is shown. */
const problemOf = (seen: Seen, tab: Tab): string | undefined => {
	if (seen.mirrored.link.state === 'away') return 'as it was last seen';
	const problem = firstProblem(
		seen,
		tab.parts.filter(part => seen.details[part] !== undefined || !tab.needs.includes(part)),
	);
	return problem && harmless(problem.message);
};

/** "── [General] Files Trackers Peers Pieces Log ───────", bold where the keys go to it. */
const drawTabs = (
	current: DetailsTab,
	isFocused: boolean,
	width: number,
	theme: Theme,
	glyphs: Glyphs,
	problem: string | undefined,
): string => {
	const at = tabs.findIndex(({name}) => name === current);
	const titles = joinSegments(
		tabs.map(({name, title}, i) => ({
			text:
				name === current
					? theme.paint(isFocused ? 'title' : 'text', `[${title}]`)
					: theme.paint('muted', title),
			keep: Math.abs(i - at),
		})),
		width,
		' ',
	);
	const rest = width - widthOf(titles) - 4;
	if (rest < 0) return titles;
	const said = problem && rest > 12 ? ` ${cut(problem, rest - 4)} ` : '';
	return [
		theme.paint('border', glyphs.rule.repeat(2)),
		titles,
		theme.paint('border', glyphs.rule.repeat(rest - widthOf(said))) + theme.paint('warning', said),
	].join(' ');
};

/** Two cells of rule and a space stand before the first. */
const firstTabAt = 3;

/** The tab whose title stands in that cell of a line on which all of them have room. */
export const tabAt = (cell: number, current: DetailsTab): DetailsTab | undefined => {
	let right = firstTabAt;
	for (const {name, title} of tabs) {
		const left = right;
		right += widthOf(title) + (name === current ? 2 : 0) + 1;
		if (cell >= left && cell < right - 1) return name;
	}
	return undefined;
};
