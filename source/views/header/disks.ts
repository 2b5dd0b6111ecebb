import type {VolumeSpace} from '../../space/free-space.ts';
import {bar} from '../../terminal/glyphs.ts';
import {harmless} from '../../terminal/harmless.ts';
import {bytes} from '../format.ts';
import type {Segment} from '../segments.ts';
import type {HeaderData} from './data.ts';

/** "ssd ███░░ 41G free", "ssd 41G", "s41G". */
type Shape = 'gauge' | 'word' | 'letter';

const cells = 10;

/** What is free on each disk; nearly nothing is red and has a mark. */
export const diskSegments = (data: HeaderData, shape: Shape): Segment[] => {
	const initials = new Set(data.volumes.map(({tag}) => initialOf(tag)));
	// Two that begin alike would not be told apart by their letters.
	const isClear = initials.size === data.volumes.length;
	return data.volumes.map(volume => ({
		text: diskText(volume, shape === 'letter' && !isClear ? 'word' : shape, data),
		keep: 6,
	}));
};

const initialOf = (tag: string): string => [...harmless(tag)][0] ?? '';

const diskText = (volume: VolumeSpace, shape: Shape, {theme, glyphs}: HeaderData): string => {
	const {free, size, tag, path} = volume;
	const left = free === undefined ? '?' : bytes(free);
	const tight = free !== undefined && size !== undefined && free < size * 0.05;
	const amount = tight ? theme.paint('bad', `${left}!`) : left;
	// Where no disks are set, it is the one of the server’s folder, which has no name.
	if (path === '') return shape === 'letter' ? amount : `${amount} free`;
	if (shape === 'letter') return theme.paint('label', initialOf(tag)) + amount;
	const label = theme.paint('label', harmless(tag));
	if (shape === 'word') return `${label} ${amount}`;
	const gauge =
		free !== undefined && size !== undefined && size > 0
			? ` ${bar(1 - free / size, cells, glyphs)}`
			: '';
	return `${label}${gauge} ${amount} free`;
};
