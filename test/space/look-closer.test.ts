import {expect, it} from 'vitest';
import type {TorrentFile} from '../../source/qbit/details.ts';
import {type Look, planClosely} from '../../source/space/plan/look-closer.ts';
import {GIB, limits, torrent, worldOf} from './planned.ts';

const names = Array.from({length: 30}, (_, i) => `t${String(i).padStart(2, '0')}`);
const world = worldOf(names.map((name, i) => torrent(name, {size: GIB, completion_on: 1000 + i})));

const file = (name: string): TorrentFile => ({
	...{index: 0, name, size: GIB, progress: 1, priority: 1, availability: -1},
});

/** A disk on which some files have a second name. */
const lookWith = (linked: readonly string[]): {look: Look; asked: string[]} => {
	const asked: string[] = [];
	return {
		asked,
		look: {
			filesOf: async hash => {
				const {name = ''} = world.torrents.get(hash) ?? {};
				asked.push(name);
				return [file(name)];
			},
			inodeAt: async path => {
				const name = path.slice('/ssd/'.length);
				return {id: name, links: linked.includes(name) ? 2 : 1, bytes: GIB};
			},
		},
	};
};

const namesOf = (plan: Awaited<ReturnType<typeof planClosely>>['plan']): string[] =>
	plan.moves.map(({name}) => name);

it('what something else links to drops out, and others come in for it', async () => {
	const {look, asked} = lookWith(['t01', 't03', 't15']);
	const {plan} = await planClosely(world, limits(), look);
	expect(namesOf(plan)).toEqual(
		names.filter(name => !['t01', 't03', 't15'].includes(name)).slice(0, 15),
	);
	expect(plan.reasons).toEqual({HARDLINKED_OUTSIDE: 3, ENOUGH: 12});
	expect(plan.moves.every(({estimated}) => !estimated)).toBe(true);
	expect(asked).toEqual(names.slice(0, 18));
});

it('where nothing can be seen, nothing is asked for, and it stays an estimate', async () => {
	const {look, asked} = lookWith([]);
	const {plan} = await planClosely(world, limits(), {...look, inodeAt: async () => undefined});
	expect(namesOf(plan)).toEqual(names.slice(0, 15));
	expect(plan.moves.every(({estimated}) => estimated)).toBe(true);
	expect(asked).toEqual([]);
});
