import type {ViewName} from '../hooks/screen-state.ts';
import type {Mirrored} from '../qbit/mirror.ts';
import type {VolumeSpace} from '../space/free-space.ts';
import type {Orchestrated} from '../space/orchestrator-shape.ts';
import {bar, type Glyphs, sparkline} from '../terminal/glyphs.ts';
import {harmless} from '../terminal/harmless.ts';
import {fit, width as widthOf} from '../terminal/text.ts';
import type {Meaning, Theme} from '../terminal/theme.ts';
import {bytes, count, speed} from './format.ts';
import {joinSegments, type Segment} from './segments.ts';
import type {SpeedHistory} from './speed-history.ts';
import type {Counts} from './torrents/arrangement.ts';
import {viewTabs} from './views.ts';
import {attachedSegment, workSegments} from './work-segments.ts';

export type HeaderData = {
	/** Columns and rows of the screen. */
	width: number;
	height: number;
	address: string;
	/** "v5.3.0" */
	version: string | undefined;
	mirrored: Mirrored;
	/** Smoothed, or undefined before the first answers. */
	latency: string | undefined;
	volumes: readonly VolumeSpace[];
	history: SpeedHistory;
	counts: Counts;
	readOnly: boolean;
	/** How many sources wait to be added. */
	outbox: number;
	/** What follows a download: told in every view. */
	orchestrated: Orchestrated;
	view: ViewName;
	theme: Theme;
	glyphs: Glyphs;
};

/** From this width on, the disks have a line of their own. */
const roomy = 100;

/** One to three lines: server, health, speeds, disks, counts. */
export const drawHeader = (data: HeaderData): string[] => {
	const {width, height} = data;
	const disks = data.volumes.map(volume => diskSegment(volume, data, width >= roomy ? 10 : 0));
	const first = withSparklines(data, speeds => [
		...serverSegments(data),
		...speeds,
		...(isTall(data) ? [] : workSegments(data.orchestrated, data)),
		...(width >= roomy ? [] : disks),
		...extras(data),
	]);
	if (height < 12) return [first];
	const work = [
		...workSegments(data.orchestrated, data),
		attachedSegment(data.orchestrated, true, data),
	];
	const second = joinSegments([...disks, ...work], width, '   ');
	const counts = countsLine(data);
	return isTall(data) ? [first, second, counts] : [first, counts];
};

const isTall = ({width, height}: HeaderData): boolean => width >= roomy && height >= 20;

const serverSegments = (data: HeaderData): Segment[] => {
	const {theme, version} = data;
	return [
		{text: theme.paint('title', harmless(data.address)), keep: 2},
		{text: harmless(version?.replace(/^v/, '') ?? ''), keep: 7},
		{text: health(data), keep: 1},
		{text: data.readOnly ? theme.paint('warning', 'read-only') : '', keep: 3},
		{text: data.outbox > 0 ? theme.paint('warning', `outbox ${data.outbox}`) : '', keep: 3},
	];
};

const health = ({mirrored, latency, theme, glyphs}: HeaderData): string => {
	const {link} = mirrored;
	if (link.state === 'connecting') return theme.paint('muted', `${glyphs.dot} connecting`);
	if (link.state === 'away') return theme.paint('bad', `${glyphs.cross} away`);
	return theme.paint('good', glyphs.dot) + (latency === undefined ? '' : ` ${latency}`);
};

/** The sparklines as long as there is room for them: what is told in words goes before. */
const withSparklines = (
	data: HeaderData,
	lineOf: (speeds: readonly Segment[]) => readonly Segment[],
): string => {
	const {width} = data;
	const usual = width >= 160 ? 24 : width >= roomy ? 12 : width >= 70 ? 6 : 0;
	const lengths = [usual, 4, 3, 0].filter(cells => cells <= usual);
	const lines = lengths.map(cells => lineOf(speedSegments(data, cells)));
	const fits = (line: readonly Segment[]): boolean =>
		widthOf(joinSegments(line.filter(isTold), Infinity)) <= width;
	return joinSegments(lines.find(fits) ?? lines.at(-1) ?? [], width);
};

/** All but the version and what is unusual, which are in view `I`, too. */
const isTold = ({keep}: Segment): boolean => keep < 7;

const speedSegments = (
	{mirrored, history, theme, glyphs}: HeaderData,
	cells: number,
): Segment[] => {
	// Nothing is known yet: zeros would say that nothing flows.
	if (mirrored.revision === 0) return [];
	const {server} = mirrored.maindata;
	const one = (arrow: string, value: number, samples: readonly number[], look: Meaning): string => {
		const line =
			cells === 0
				? ''
				: ` ${sparkline(samples.map(audible), cells, Math.max(...samples, 1), glyphs)}`;
		return theme.paint(look, `${arrow}${fit(value > 0 ? speed(value) : '0', 6)}${line}`);
	};
	return [
		{text: one(glyphs.down, server.dl_info_speed ?? 0, history.down, 'downloading'), keep: 4},
		{text: one(glyphs.up, server.up_info_speed ?? 0, history.up, 'uploading'), keep: 5},
	];
};

/** Less than this is keep-alive chatter: a line that ripples for it tells nothing. */
const audible = (bytes: number): number => (bytes < 2048 ? 0 : bytes);

const extras = ({mirrored, width, theme}: HeaderData): Segment[] => {
	const {server} = mirrored.maindata;
	if (width < roomy || mirrored.revision === 0) return [];
	const firewalled = server.connection_status !== 'connected';
	return [
		{text: server.use_alt_speed_limits ? theme.paint('warning', 'alt limits') : '', keep: 20},
		{
			text: firewalled ? theme.paint('muted', String(server.connection_status ?? '')) : '',
			keep: 21,
		},
	];
};

const diskSegment = (volume: VolumeSpace, {theme, glyphs}: HeaderData, cells: number): Segment => {
	const {free, size} = volume;
	const gauge =
		cells > 0 && free !== undefined && size !== undefined && size > 0
			? ` ${bar(1 - free / size, cells, glyphs)}`
			: '';
	const left = free === undefined ? '?' : bytes(free);
	const tight = free !== undefined && size !== undefined && free < size * 0.05;
	const amount = tight ? theme.paint('bad', `${left}!`) : left;
	const label = volume.path === '' ? '' : `${theme.paint('label', harmless(volume.tag))}`;
	return {
		text: `${label}${gauge} ${amount}${cells > 0 || volume.path === '' ? ' free' : ''}`.trim(),
		keep: 6,
	};
};

/** TABLE: the counts above the list; an empty one is greyed, so that nothing jumps. */
const countRows: ReadonlyArray<{
	name: keyof Counts;
	label: string;
	keep: number;
	look?: Meaning;
}> = [
	{name: 'all', label: 'All', keep: 1},
	{name: 'active', label: 'Active', keep: 5},
	{name: 'downloading', label: 'Down', keep: 3},
	{name: 'seeding', label: 'Seed', keep: 4},
	{name: 'stopped', label: 'Stop', keep: 6},
	{name: 'checking', label: 'Check', keep: 8},
	{name: 'moving', label: 'Move', keep: 7},
	{name: 'errored', label: 'Error', keep: 2, look: 'error'},
];

const countsLine = (data: HeaderData): string => {
	const {width, view, theme} = data;
	const whose = isTall(data) ? [] : [attachedSegment(data.orchestrated, false, data)];
	const counts = joinSegments([...countSegments(data), ...whose], width);
	const tabs = viewTabs(view, width - widthOf(counts) - gap.length, theme);
	return [counts, tabs].filter(part => part !== '').join(gap);
};

const gap = '  ';

const countSegments = ({counts, mirrored, theme}: HeaderData): Segment[] =>
	(mirrored.revision === 0 ? [] : countRows).map(({name, label, keep, look}) => {
		const value = counts[name];
		const text = `${label} ${count(value)}`;
		return {text: theme.paint(value === 0 ? 'muted' : (look ?? 'text'), text), keep};
	});
