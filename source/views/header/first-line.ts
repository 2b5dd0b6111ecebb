import {harmless} from '../../terminal/harmless.ts';
import {cut, width as widthOf} from '../../terminal/text.ts';
import {joinSegments, type Segment} from '../segments.ts';
import {type HeaderData, roomy} from './data.ts';
import {diskSegments} from './disks.ts';
import {speedSegments} from './speeds.ts';
import {attachedSegment, workSegments} from './work-segments.ts';

/** How much the line says with how many words. */
type Form = {
	/** Of each sparkline. */
	cells: number;
	/** How long the server takes to answer. */
	latency: boolean;
	port: boolean;
	/** One letter for the jobs, and of a move only how far it is. */
	briefly: boolean;
	/** One letter for a disk, too. */
	letters: boolean;
	gap: string;
};

const plain: Form = {
	cells: 0,
	latency: true,
	port: true,
	briefly: false,
	letters: false,
	gap: '  ',
};

const briefForm: Form = {...plain, latency: false, port: false, briefly: true, gap: ' '};

const leastForm: Form = {...briefForm, letters: true};

/** TABLE: from the most to the least; the first that fits whole is it. */
const forms: readonly Form[] = [
	plain,
	{...plain, latency: false},
	{...plain, latency: false, gap: ' '},
	{...plain, latency: false, port: false, gap: ' '},
	briefForm,
	leastForm,
];

/** What the two sparklines may have, the longest first. */
const lengths = [24, 12, 6, 4, 3];

/** Of an address that is cut, this much is left at least. */
const leastAddress = 4;

/**
 * Server, health and speeds; and the disks and jobs where they have no line of their own. With
 * little room it is the sparklines that go first, then words, and only then what they tell.
 */
export const firstLine = (data: HeaderData, hasAll: boolean): string => {
	const {width} = data;
	const roomIn = (form: Form): number =>
		width - widthOf(joinSegments(told(data, form, hasAll), Infinity, form.gap));
	const form = forms.find(each => roomIn(each) >= 0);
	if (!form) return tightLine(data, hasAll);
	const cells = form === plain ? cellsFor(width, roomIn(plain)) : 0;
	return joinSegments(lineOf(data, {...form, cells}, hasAll), width, form.gap);
};

/** Of each of the two sparklines, with a space before it. */
const cellsFor = (width: number, room: number): number => {
	const most = width >= 160 ? 24 : width >= roomy ? 12 : width >= 70 ? 6 : 0;
	return lengths.find(cells => cells <= most && 2 * (cells + 1) <= room) ?? 0;
};

/** The address takes what the others leave; and of those the least important ones go. */
const tightLine = (data: HeaderData, hasAll: boolean): string => {
	const room = data.width - leastAddress - leastForm.gap.length;
	const others = joinSegments(told(data, leastForm, hasAll).slice(1), room, leastForm.gap);
	const address = cut(hostOf(data), data.width - widthOf(others) - leastForm.gap.length);
	return `${data.theme.paint('title', address)}${leastForm.gap}${others}`;
};

/** What is of little use is told as long as nothing else was shortened. */
const lineOf = (data: HeaderData, form: Form, hasAll: boolean): Segment[] =>
	form.latency
		? [addressSegment(data, form), ...segmentsOf(data, form, hasAll)]
		: told(data, form, hasAll);

/** All but the version and what is unusual, which are in view `I`, too. */
const told = (data: HeaderData, form: Form, hasAll: boolean): Segment[] =>
	[addressSegment(data, form), ...segmentsOf(data, form, hasAll)].filter(({keep}) => keep < 7);

const addressSegment = (data: HeaderData, {port}: Form): Segment => ({
	text: data.theme.paint('title', port ? harmless(data.address) : hostOf(data)),
	keep: 2,
});

/** Without port and path. */
const hostOf = ({address}: HeaderData): string => harmless(address.replace(/(:\d+)?(\/.*)?$/, ''));

const segmentsOf = (data: HeaderData, form: Form, hasAll: boolean): Segment[] => {
	const {theme, version, readOnly, outbox, orchestrated} = data;
	return [
		{text: harmless(version?.replace(/^v/, '') ?? ''), keep: 7},
		{text: health(data, form), keep: 1},
		{text: readOnly ? theme.paint('warning', 'read-only') : '', keep: 3},
		{text: outbox > 0 ? theme.paint('warning', `outbox ${outbox}`) : '', keep: 3},
		...speedSegments(data, form.cells, form.letters),
		...(hasAll ? workSegments(orchestrated, data, form.briefly) : []),
		...(hasAll && !form.briefly ? [attachedSegment(orchestrated, false, data)] : []),
		...(hasAll ? diskSegments(data, form.letters ? 'letter' : 'word') : []),
		...unusual(data),
	];
};

const health = ({mirrored, latency, theme, glyphs}: HeaderData, form: Form): string => {
	const {link} = mirrored;
	if (link.state === 'connecting') return theme.paint('muted', `${glyphs.dot} connecting`);
	if (link.state === 'away') return theme.paint('bad', `${glyphs.cross} away`);
	const time = latency === undefined || !form.latency ? '' : ` ${latency}`;
	return theme.paint('good', glyphs.dot) + time;
};

const unusual = ({mirrored, width, theme}: HeaderData): Segment[] => {
	const {server} = mirrored.maindata;
	if (width < roomy || mirrored.revision === 0) return [];
	const status = harmless(String(server.connection_status ?? ''));
	return [
		{text: server.use_alt_speed_limits ? theme.paint('warning', 'alt limits') : '', keep: 20},
		{text: status === 'connected' ? '' : theme.paint('muted', status), keep: 21},
	];
};
