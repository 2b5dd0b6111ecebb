import {expect, it} from 'vitest';
import {applyUpdate, emptyMaindata} from '../../source/qbit/maindata.ts';
import type {State, Torrent} from '../../source/qbit/types.ts';
import {glyphSet} from '../../source/terminal/glyphs.ts';
import {compileFilter} from '../../source/views/filter/filter.ts';
import {createArrangement, type SortKey} from '../../source/views/torrents/arrangement.ts';
import {torrentColumns} from '../../source/views/torrents/columns.ts';
import {isActive, stateOf, states} from '../../source/views/torrents/states.ts';
import {hashOf, wireTorrent} from '../qbit/wire.ts';
import {createRandom, type Random} from '../terminal/random.ts';

const columns = torrentColumns({volumes: [], glyphs: glyphSet({ascii: false})});
const context = {volumes: [], now: () => 0};
const filters = ['', 'a', 'state:seeding', '!cat:x', 'size>2', 'zzz'];
const stateNames = Object.keys(states).filter((name): name is State => name in states);

const randomFields = ({below, pick}: Random): Partial<Torrent> => ({
	name: `${pick(['a', 'B', 'ä', 'Z'])}${below(3)}`,
	size: below(4),
	state: pick(stateNames),
	category: pick(['', 'x', 'y']),
	dlspeed: pick([0, 0, 5]),
});

const randomSort = ({pick}: Random): SortKey[] =>
	[pick(columns), pick(columns)].map(column => ({column, descending: pick([true, false])}));

/** As a beginner would write it: all of it, each time. */
const fresh = (torrents: Iterable<Torrent>, sort: readonly SortKey[], filter: string): string[] => {
	const {test} = compileFilter(filter, context);
	const key = ({column}: SortKey, torrent: Torrent) => {
		const value = column.value(torrent);
		return typeof value === 'string' ? value.toLowerCase() : value;
	};
	const order = (a: Torrent, b: Torrent): number => {
		for (const by of sort) {
			const [left, right] = [key(by, a), key(by, b)];
			if (left !== right) return left < right !== by.descending ? -1 : 1;
		}
		return a.hash < b.hash ? -1 : 1;
	};
	return [...torrents]
		.filter(test)
		.sort(order)
		.map(({hash}) => hash);
};

const countOf = (torrents: readonly Torrent[], name: string): number =>
	torrents.filter(torrent => {
		if (name === 'all') return true;
		if (name === 'active') return isActive(torrent);
		return stateOf(torrent).groups.some(group => group === name);
	}).length;

it.each([1, 2, 3, 4, 5, 6, 7, 8])(
	'after any changes the rows are those of a fresh sort and filter (seed %i)',
	seed => {
		const random = createRandom(seed);
		const {below, pick} = random;
		const maindata = emptyMaindata();
		let sort = randomSort(random);
		let filter = '';
		const arrangement = createArrangement(sort, compileFilter(filter, context));
		for (let step = 0; step < 200; step++) {
			const what = below(10);
			if (what === 0) {
				sort = randomSort(random);
				arrangement.sortBy(sort);
			} else if (what === 1) {
				filter = pick(filters);
				arrangement.filterBy(compileFilter(filter, context));
			} else {
				const full = step === 0 || what === 2;
				const hashes = Array.from({length: below(6)}, () => hashOf(below(25)));
				const torrents = new Map(
					hashes.map(hash => [
						hash,
						maindata.torrents.has(hash) && !full
							? randomFields(random)
							: wireTorrent(randomFields(random)),
					]),
				);
				const removed = full ? [] : [hashOf(below(25))].filter(hash => !torrents.has(hash));
				const update = {rid: step, full_update: full, torrents, torrents_removed: removed};
				arrangement.update(maindata, applyUpdate(maindata, update));
			}
			const all = [...maindata.torrents.values()];
			const rows = arrangement.rows();
			expect(rows.map(({hash}) => hash)).toEqual(fresh(all, sort, filter));
			expect(rows.map(({torrent}) => torrent)).toEqual(
				rows.map(({hash}) => maindata.torrents.get(hash)),
			);
			for (const [i, {hash}] of rows.entries()) expect(arrangement.indexOf(hash)).toBe(i);
			const counts = arrangement.counts();
			for (const [name, count] of Object.entries(counts)) expect(count).toBe(countOf(all, name));
		}
	},
);
