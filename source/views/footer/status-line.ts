import {filterOf, filtersFiles} from '../../hooks/screen-state.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut, width as widthOf} from '../../terminal/text.ts';
import {bytes, clockTime, count, plural} from '../format.ts';
import {narrowBelow} from '../layout.ts';
import {levelName} from '../log/lines.ts';
import {joinSegments, type Segment} from '../segments.ts';
import {stateOf} from '../torrents/states.ts';
import {views} from '../views.ts';
import {type FooterData, gap} from './data.ts';
import {promptLine, sortText} from './prompt-line.ts';

/** What is selected is always in sight, whatever else the line has to say. */
export const statusLine = (data: FooterData): string => {
	const selected = selectedText(data);
	// A question says itself what it is about, and needs the room.
	if (selected === '' || data.state.layer?.kind === 'ask') return restOfStatus(data);
	const room = data.width - widthOf(selected) - gap.length;
	return selected + gap + restOfStatus({...data, width: room});
};

const selectedText = ({selected, theme, glyphs}: FooterData): string =>
	selected.count === 0
		? ''
		: theme.paint('selected', `${glyphs.check}${count(selected.count)} ${bytes(selected.bytes)}`);

const restOfStatus = (data: FooterData): string => {
	const {state, theme, width} = data;
	const prompt = promptLine(data);
	if (prompt !== undefined) return prompt;
	if (state.notice) return theme.paint(state.notice.look, cut(harmless(state.notice.text), width));
	const trouble = troubleText(data);
	if (trouble !== undefined) return theme.paint('bad', trouble);
	return joinSegments(
		[
			{text: placeText(data), keep: 1},
			{text: theme.paint('muted', stateText(data)), keep: 5},
			{text: theme.paint('accent', harmless(state.working ?? '')), keep: 1},
			...(state.view === 'log' ? logSegments(data) : []),
			{text: state.view === 'torrents' ? `sort ${sortText(data)}` : '', keep: 4},
			{text: filterText(data), keep: 2},
			{text: errorText(data), keep: 3},
		],
		width,
		gap,
	);
};

const logSegments = ({state, theme}: FooterData): Segment[] => [
	{text: state.log.position.at ? 'G follows' : 'following', keep: 4},
	{
		text: state.log.least > 1 ? theme.paint('accent', `from ${levelName(state.log.least)}`) : '',
		keep: 3,
	},
];

/** The list stays when the server goes away; that it is old is said here, in sentences that fit. */
const troubleText = ({mirrored, width}: FooterData): string | undefined => {
	const {link, revision} = mirrored;
	if (link.state !== 'away' || revision === 0) return undefined;
	const seen = link.since === undefined ? '' : `List of ${clockTime(link.since)}.`;
	if (link.torrents !== undefined) {
		const come = `It answers again: ${plural(link.torrents, 'torrent')} read so far.`;
		return cut(`${come} ${seen}`.trimEnd(), width);
	}
	const next =
		link.nextTry === undefined ? 'R tries again.' : `Next try ${clockTime(link.nextTry)}.`;
	return joinSegments(
		[
			{text: cut(harmless(link.error.message), width), keep: 1},
			{text: '6 tells why.', keep: 4},
			{text: seen, keep: 3},
			{text: next, keep: 2},
		],
		width,
		' ',
	);
};

const position = ({rows, index}: FooterData): string =>
	rows === 0 ? '0/0' : `${count(index + 1)}/${count(rows)}`;

/** Where the header has no room for the views, the one that is on is named here. */
const placeText = (data: FooterData): string => {
	const {state, scene, theme} = data;
	if (scene.areas.header.height > 1 || state.view === 'torrents') return position(data);
	const title = views.find(({name}) => name === state.view)?.title ?? '';
	return `${theme.paint('title', `[${title}]`)} ${position(data)}`;
};

/** Where the list has but a letter for a state, the word for that of the torrent under the cursor. */
const stateText = ({state, scene, index}: FooterData): string => {
	if (state.view !== 'torrents' || scene.areas.list.width >= narrowBelow) return '';
	const torrent = scene.list.rows[index]?.torrent;
	return torrent ? stateOf(torrent).label : '';
};

const filterText = (data: FooterData): string => {
	const {state, problem, theme, width} = data;
	// That of the files of a torrent is told beside them.
	const filter = (filtersFiles(state) ? state.filter : filterOf(state)).trim();
	if (filter === '') return '';
	const room = width - position(data).length - gap.length;
	const text = cut(harmless(problem ?? `/ ${filter}`), room);
	return theme.paint(problem === undefined ? 'accent' : 'bad', text);
};

const errorText = ({errors, theme}: FooterData): string =>
	errors === 0 ? '' : theme.paint('bad', `! ${plural(errors, 'error')}`);
