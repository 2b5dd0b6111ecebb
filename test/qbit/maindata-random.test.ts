import {expect, it} from 'vitest';
import {emptyMaindata} from '../../source/qbit/maindata.ts';
import type {Delta} from '../../source/qbit/types.ts';
import {apply} from './apply-delta.ts';
import {randomFrom} from './random.ts';
import {hashOf, wireTorrent} from './wire.ts';

const keys = {torrents: 12, categories: 4, tags: 5, trackers: 4};

/** A server that changes at random, told in deltas, and as a whole. */
const randomServer = (seed: number) => {
	const {below, chance} = randomFrom(seed);
	const state: Required<Omit<Delta, 'full_update' | `${string}_removed`>> = {
		...{rid: 1, torrents: {}, categories: {}, tags: [], trackers: {}, server_state: {}},
	};
	const stir = <Value extends object>(
		all: Record<string, Value>,
		names: readonly string[],
		fresh: () => Value,
		news: (value: Value) => Value,
	) => {
		const changed: Record<string, Value> = {};
		const removed: string[] = [];
		for (const name of names) {
			const known = all[name];
			if (!known && chance(0.3)) changed[name] = fresh();
			else if (known && chance(0.3)) changed[name] = news(known);
			else if (known && chance(0.15)) removed.push(name);
		}
		for (const name of removed) delete all[name];
		return {changed, removed};
	};
	const named = (count: number) => Array.from({length: count}, (_, i) => hashOf(i));
	const hashes = () => named(keys.torrents).filter(() => chance(0.4));
	const step = (): Delta => {
		const torrents = stir<object>(
			...([state.torrents, named(keys.torrents)] as const),
			() => wireTorrent({name: `${below(1000)}`}),
			() =>
				chance(0.5) ? {progress: below(100) / 100} : {dlspeed: below(9), tags: `t${below(3)}`},
		);
		const categories = stir<object>(
			...([state.categories, named(keys.categories)] as const),
			() => ({name: 'c', savePath: `/${below(9)}`}),
			() => ({savePath: `/${below(9)}`}),
		);
		const trackers = stir(state.trackers, named(keys.trackers), hashes, hashes);
		const added = named(keys.tags).filter(tag => !state.tags.includes(tag) && chance(0.3));
		const gone = state.tags.filter(() => chance(0.2));
		const server_state = chance(0.5) ? {dht_nodes: below(99)} : {up_info_speed: below(99)};
		merge(state.torrents, torrents.changed);
		merge(state.categories, categories.changed);
		Object.assign(state.trackers, trackers.changed);
		Object.assign(state.server_state, server_state);
		state.tags = [...state.tags.filter(tag => !gone.includes(tag)), ...added];
		return {
			rid: ++state.rid,
			...{torrents: torrents.changed, torrents_removed: torrents.removed, server_state},
			...{categories: categories.changed, categories_removed: categories.removed},
			...{trackers: trackers.changed, trackers_removed: trackers.removed},
			...{tags: added, tags_removed: gone},
		};
	};
	return {step, full: (): Delta => ({...state, full_update: true})};
};

const merge = (all: Record<string, object>, changed: Record<string, object>) => {
	for (const [name, fields] of Object.entries(changed)) all[name] = {...all[name], ...fields};
};

it.each([1, 2, 3, 4, 5, 6, 7, 8])(
	'deltas, one after the other, are a full update (%i)',
	async seed => {
		const server = randomServer(seed);
		const mirror = emptyMaindata();
		for (let n = 0; n < 60; n++) {
			await apply(mirror, n % 25 === 24 ? server.full() : server.step());
			const fresh = emptyMaindata();
			await apply(fresh, server.full());
			expect(mirror).toEqual(fresh);
		}
	},
);
