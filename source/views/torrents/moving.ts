import type {Store} from '../../qbit/store.ts';
import type {Hash} from '../../qbit/types.ts';
import {isOutstanding} from '../../space/job/shape.ts';
import type {Orchestrated} from '../../space/orchestrator-shape.ts';
import {type Volume, volumeOf} from '../../space/paths.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import {cut} from '../../terminal/text.ts';
import {percent} from '../format.ts';

/** The torrent that qbtui has qBittorrent move now: there is one at most. */
export type Moving = {
	hash: Hash;
	/** "s→h 41%"; "s→h" where it can’t be seen how far it is. */
	way: string;
	/** Bytes a second, and seconds left. */
	rate: number | undefined;
	left: number | undefined;
};

/** The newest; the same object as long as nothing of it changes, so that its row is left alone. */
export const createMoving = (
	store: Pick<Store<Orchestrated>, 'get'>,
	volumes: readonly Volume[],
	glyphs: Glyphs,
): (() => Moving | undefined) => {
	let of: Orchestrated | undefined;
	let moving: Moving | undefined;
	return () => {
		const now = store.get();
		if (now === of) return moving;
		of = now;
		const next = movingOf(now, volumes, glyphs);
		if (!next || !moving || !isSame(next, moving)) moving = next;
		return moving;
	};
};

/** Of what is seen of it. */
const isSame = (a: Moving, b: Moving): boolean => JSON.stringify(a) === JSON.stringify(b);

const movingOf = (
	{jobs, progress}: Pick<Orchestrated, 'jobs' | 'progress'>,
	volumes: readonly Volume[],
	glyphs: Glyphs,
): Moving | undefined => {
	const job = jobs.find(isOutstanding);
	const hash = job?.hashes[job.member];
	if (!job || hash === undefined) return undefined;
	const {done = 0, total = 0, rate, left} = progress.get(job.id) ?? {};
	const far = total > 0 ? ` ${percent(done / total)}` : '';
	const from = volumeOf(job.source, volumes)?.tag ?? '';
	return {hash, way: shortWay(from, job.volume, glyphs) + far, rate, left};
};

/** "s→h"; of two whose names begin alike, that to which it goes. */
const shortWay = (from: string, to: string, {right}: Glyphs): string => {
	const [start, end] = [first(from), first(to)];
	return start === end ? `${right}${cut(to, 2, {ellipsis: ''})}` : `${start}${right}${end}`;
};

const first = (tag: string): string => cut(tag, 1, {ellipsis: ''}) || '?';
