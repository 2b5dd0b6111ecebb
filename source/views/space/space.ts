import type {ListChoice} from '../../hooks/lists-choice.ts';
import type {VolumeSpace} from '../../space/free-space.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut, fit, width as widthOf} from '../../terminal/text.ts';
import {bytes, clockTime, count, plural} from '../format.ts';
import type {HeadLine, ListView, Pens, Work} from '../lists/list-view.ts';
import {headLines, noDisksTexts, offText, troubles} from '../lists/standing.ts';
import {toldLines} from '../lists/told.ts';
import {type Gauge, gaugeLines} from './gauge.ts';
import {type PlanRow, planRows} from './plan-rows.ts';
import {toldOfRow} from './plan-told.ts';
import {reasonRows} from './reasons.ts';

/** View 3: the disks, and what is moved so that the small one has room. */
export const spaceView: ListView<PlanRow> = {
	name: 'space',
	noun: 'row',
	head: (work, {width}, pens) =>
		work.limits.volumes.length === 0 ? [] : headOf(work, width, pens),
	titles: (_, width, {theme}) =>
		theme.paint(
			'label',
			`   ${fit('What moves, and why the others stay', Math.max(1, width - 3))}`,
		),
	rows: ({orchestrated, torrents}, choice) => planRows(orchestrated.plan, choice, torrents),
	draw: drawPlanRow,
	tell: (row, work, width, pens) => toldLines(toldOfRow(row, work), width, pens),
	caption: (row, {torrents}) => titleOf(row, torrents),
	empty: emptyTexts,
};

const headOf = (work: Work, width: number, pens: Pens): HeadLine[] => [
	...gaugesOf(work).flatMap((gauge, i) => gaugeLines(gauge, width, 2 + i, pens)),
	...planLines(work.orchestrated, width, pens),
	// Why it is off stands in place of the plan.
	...(work.orchestrated.state === 'off' ? [] : headLines(troubles(work), width, pens)),
];

/** Of the plan where there is one: that counts what comes and goes. Else what is free. */
const gaugesOf = ({orchestrated, spaces, limits}: Work): Gauge[] => {
	const sizes = new Map(spaces.map(({tag, size}) => [tag, size]));
	const {plan} = orchestrated;
	if (plan) return plan.volumes.map(volume => ({...volume, size: sizes.get(volume.tag)}));
	return spaces.filter(({path}) => path !== '').map(space => bareGauge(space, limits));
};

const bareGauge = (space: VolumeSpace, {from, low, high}: Work['limits']): Gauge => ({
	...{tag: space.tag, path: space.path, size: space.size},
	...{free: space.free ?? null, effective: space.free ?? null, incoming: 0, outgoing: 0},
	low: space.tag === from ? (low ?? null) : null,
	high: space.tag === from ? (high ?? null) : null,
});

const statusLooks = {off: 'warning', idle: 'good', planned: 'accent', unsatisfied: 'bad'} as const;
const statusWords = {
	off: '',
	idle: 'Nothing to do: ',
	planned: 'Planned: ',
	unsatisfied: 'Planned: ',
};

const planLines = (
	{plan, restsUntil}: Pick<Work['orchestrated'], 'plan' | 'restsUntil'>,
	width: number,
	pens: Pens,
): HeadLine[] => {
	if (!plan) return [];
	const rests =
		restsUntil === undefined || plan.moves.length === 0
			? ''
			: ` By itself it runs at ${clockTime(restsUntil)}; a runs it now.`;
	const word =
		plan.moves.length === 0 && plan.status === 'unsatisfied' ? '' : statusWords[plan.status];
	const text = `${word}${plan.text}${rests}`;
	return headLines([{text, look: statusLooks[plan.status]}], width, pens).map((line, i) => ({
		...line,
		keep: 1 + i * 8,
	}));
};

function drawPlanRow(
	row: PlanRow,
	work: Work,
	{isCursor, isOpen: isTurned, width}: {isCursor: boolean; isOpen: boolean; width: number},
	{theme, glyphs}: Pens,
): string {
	const cursor = isCursor ? theme.paint('accent', glyphs.cursor) : ' ';
	if (row.kind === 'moves' || row.kind === 'reason') {
		const open = row.kind === 'moves' ? !isTurned : isTurned;
		const look = row.kind === 'moves' ? 'accent' : (reasonRows[row.code].look ?? 'text');
		const title = row.kind === 'moves' ? titleOf(row, work.torrents) : reasonTitle(row, work);
		const text = fit(title, Math.max(1, width - 4));
		const sign = open ? glyphs.opened : glyphs.closed;
		return `${cursor} ${theme.paint('key', sign)} ${theme.paint(isCursor ? 'cursor' : look, text)}`;
	}
	const end = row.kind === 'move' ? moveEnd(row.move) : keptEnd(row.kept.hash, work);
	const number = row.kind === 'move' ? turnText(row.turn, work) : '';
	const room = Math.max(1, width - 4 - widthOf(end) - 1);
	const name = fit(number + harmless(titleOf(row, work.torrents)), room);
	return `${cursor}   ${theme.paint(isCursor ? 'cursor' : 'text', name)} ${theme.paint('muted', end)}`;
}

/** The counts stand below each other. */
const reasonTitle = (row: PlanRow & {kind: 'reason'}, {torrents}: Work): string =>
	`${fit(count(row.count), count(torrents.size).length, 'right')}  ${reasonRows[row.code].title}`;

const turnText = (turn: number, {orchestrated}: Work): string =>
	`${fit(String(turn), String(orchestrated.plan?.moves.length ?? 0).length, 'right')}. `;

const moveEnd = ({
	bytes: size,
	gain,
	estimated,
	volume,
}: {
	bytes: number;
	gain: number;
	estimated: boolean;
	volume: string;
}): string =>
	`${fit(bytes(size), 5, 'right')} frees ${estimated ? '~' : ''}${bytes(gain)} to ${cut(harmless(volume), 8)}`;

const keptEnd = (hash: string, {torrents}: Work): string => {
	const torrent = torrents.get(hash);
	return torrent ? fit(bytes(torrent.size), 5, 'right') : ' gone';
};

const titleOf = (row: PlanRow, torrents: Work['torrents']): string => {
	switch (row.kind) {
		case 'moves':
			return `Would move: ${plural(row.count, 'group')}, ${bytes(row.bytes)}, frees ${bytes(row.gain)}`;
		case 'move':
			return row.move.hashes.length > 1
				? `${row.move.name} (+${row.move.hashes.length - 1})`
				: row.move.name;
		case 'reason':
			return `${count(row.count)}  ${reasonRows[row.code].title}`;
		case 'kept':
			return torrents.get(row.kept.hash)?.name ?? row.kept.hash;
	}
};

function emptyTexts({orchestrated, limits, readOnly}: Work, choice: ListChoice): readonly string[] {
	const {plan, state} = orchestrated;
	if (limits.volumes.length === 0) return noDisksTexts;
	if (plan && choice.filter.trim() !== '') return ['No torrent matches. Esc shows all.'];
	if (plan) return ['There are no torrents.'];
	if (state === 'starting' || state === 'running')
		return ['The plan is being made; r asks for it.'];
	return [state === 'off' ? offText(orchestrated, readOnly) : 'No plan is made here.'];
}
