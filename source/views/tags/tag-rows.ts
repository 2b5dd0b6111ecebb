import {tagsOf} from '../../qbit/step.ts';
import type {Hash, Torrent} from '../../qbit/types.ts';
import {locationOf} from '../../space/place.ts';
import {type PlaceTags, type TagChange, tagChange} from '../../space/place-tags.ts';
import type {PlanLimits} from '../../space/plan/shape.ts';
import {count} from '../format.ts';
import type {ListRow, Work} from '../lists/list-view.ts';

/** A torrent whose tags are not those of its place. */
export type TagRow = ListRow & {
	torrent: Torrent;
	/** undefined where nothing is to be done: its disk is not known, or it is on its way. */
	change: TagChange | undefined;
	/** The tag that its place has. */
	place: string | undefined;
};

type TagCounts = {
	total: number;
	small: number;
	large: number;
	both: number;
	none: number;
	unknown: number;
};

export type TagWork = {
	counts: TagCounts;
	rows: readonly TagRow[];
	/** Those of the rows that can be put right, and their changes: "+hdd 12, -ssd 10". */
	changes: readonly TagChange[];
	words: string;
};

const placeTagsOf = ({volumes, from, to}: PlanLimits): PlaceTags => ({
	...{volumes, ssd: from, hdd: to},
});

/** What one torrent adds to it. A torrent of the mirror is replaced, and never changed. */
type Share = {counts: keyof TagCounts; isUnknown: boolean; row: TagRow | undefined};

let shares = new WeakMap<Torrent, Share>();
let sharesOf: PlanLimits | undefined;

const shareOf = (torrent: Torrent, limits: PlanLimits, tags: PlaceTags): Share => {
	if (sharesOf !== limits) {
		shares = new WeakMap();
		sharesOf = limits;
	}
	const known = shares.get(torrent);
	if (known) return known;
	const own = tagsOf(torrent).filter(tag => tag === tags.ssd || tag === tags.hdd);
	const place = locationOf(torrent, tags.volumes)?.tag;
	const change = tagChange(torrent, tags);
	const isWrong = own.length > 0 && place === undefined;
	const share: Share = {
		counts:
			own.length === 0 ? 'none' : own.length > 1 ? 'both' : own[0] === tags.ssd ? 'small' : 'large',
		isUnknown: place === undefined,
		row: change || isWrong ? {key: torrent.hash, torrent, change, place} : undefined,
	};
	shares.set(torrent, share);
	return share;
};

type Asked = Pick<Work, 'torrents' | 'revision' | 'limits'>;

let last: {asked: Asked; work: TagWork} | undefined;

/** Counts of all torrents, and those of which the tags are not as they should be. */
export const tagWork = ({torrents, revision, limits}: Asked): TagWork => {
	const {asked} = last ?? {};
	const isSame =
		asked?.torrents === torrents && asked.revision === revision && asked.limits === limits;
	if (last && isSame) return last.work;
	const work = countTags(torrents, limits);
	last = {asked: {torrents, revision, limits}, work};
	return work;
};

const countTags = (torrents: ReadonlyMap<Hash, Torrent>, limits: PlanLimits): TagWork => {
	const tags = placeTagsOf(limits);
	const counts = {total: 0, small: 0, large: 0, both: 0, none: 0, unknown: 0};
	const rows: TagRow[] = [];
	for (const torrent of torrents.values()) {
		const share = shareOf(torrent, limits, tags);
		counts.total++;
		counts[share.counts]++;
		if (share.isUnknown) counts.unknown++;
		if (share.row) rows.push(share.row);
	}
	// What can be put right stands first.
	rows.sort(
		(a, b) => Number(!a.change) - Number(!b.change) || compare(a.torrent.name, b.torrent.name),
	);
	const changes = rows.flatMap(({change}) => change ?? []);
	return {counts, rows, changes, words: wordsOf(changes)};
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** "+hdd -ssd" */
export const signed = ({add, remove}: Pick<TagChange, 'add' | 'remove'>): string =>
	[...add.map(tag => `+${tag}`), ...remove.map(tag => `-${tag}`)].join(' ');

/** "+hdd 12, -ssd 10" */
const wordsOf = (changes: readonly TagChange[]): string => {
	const counts = new Map<string, number>();
	for (const {add, remove} of changes) {
		for (const tag of add) counts.set(`+${tag}`, (counts.get(`+${tag}`) ?? 0) + 1);
		for (const tag of remove) counts.set(`-${tag}`, (counts.get(`-${tag}`) ?? 0) + 1);
	}
	return [...counts].map(([word, amount]) => `${word} ${count(amount)}`).join(', ');
};
