import {describe, expect, it} from 'vitest';
import type {Torrent} from '../../source/qbit/types.ts';
import {
	type PlaceTags,
	tagChange,
	tagOperations,
	tagResult,
	tagSummary,
} from '../../source/space/place-tags.ts';
import {torrent} from './planned.ts';

const tags: PlaceTags = {
	volumes: [
		{tag: 'ssd', path: '/ssd'},
		{tag: 'hdd', path: '/hdd'},
	],
	...{ssd: 'ssd', hdd: 'hdd'},
};

const change = (fields: Partial<Torrent>) => {
	const found = tagChange(torrent('x', fields), tags);
	return (
		found && [...found.add.map(tag => `+${tag}`), ...found.remove.map(tag => `-${tag}`)].join(' ')
	);
};

describe('the tag of a torrent tells where its files are', () => {
	it.each<[fields: Partial<Torrent>, expected: string | undefined]>([
		[{tags: ''}, '+ssd'],
		[{tags: 'ssd'}, undefined],
		[{tags: 'hdd'}, '+ssd -hdd'],
		[{tags: 'hdd, ssd'}, '-hdd'],
		// Whole names: none of these is ours.
		[{tags: 'nossd, ssd 2, SSD'}, '+ssd'],
		[{tags: 'nohdd, my hdd, ssd'}, undefined],
		[{tags: 'films, hdd, keep'}, '+ssd -hdd'],
		[{save_path: '/hdd/films', tags: 'ssd'}, '+hdd -ssd'],
		[{save_path: '/hdd2'}, undefined],
		[{save_path: '/other', tags: 'ssd'}, undefined],
		// By where it is, not by where it should be.
		[{save_path: '/hdd', content_path: '/ssd/x', tags: 'ssd'}, undefined],
		[{content_path: 'x', save_path: '/hdd'}, '+hdd'],
		[{content_path: 'x', save_path: '/hdd', download_path: '/ssd/tmp', progress: 0.5}, '+ssd'],
		[{content_path: '', total_size: -1, progress: 0}, undefined],
		[{state: 'moving', tags: 'hdd'}, undefined],
		[{content_path: '/ssd//x/'}, '+ssd'],
	])('%j → %s', (fields, expected) => {
		expect(change(fields)).toBe(expected);
	});
});

it('the summary counts by tags, and names those that tell the wrong place', () => {
	const rows = [
		torrent('a', {tags: 'ssd'}),
		torrent('b', {tags: 'hdd', save_path: '/hdd'}),
		torrent('c', {tags: 'ssd, hdd'}),
		torrent('d', {tags: 'nossd'}),
		torrent('e', {tags: 'hdd'}),
		torrent('f', {tags: 'ssd', save_path: '/other'}),
		torrent('g', {tags: 'ssd', content_path: '', total_size: -1}),
	];
	const drift = ['c', 'e', 'f'].map((name, i) => ({
		...{hash: torrent(name).hash, name, tags: [['ssd', 'hdd'], ['hdd'], ['ssd']][i]},
		place: name === 'f' ? null : 'ssd',
	}));
	expect(tagSummary(rows, tags)).toEqual({
		...{total_torrents: 7, ssd_only: 3, hdd_only: 2, dual_location: 1, untagged: 1},
		...{unknown_location: 2, ssd_tag: 'ssd', hdd_tag: 'hdd', drift},
	});
});

describe('what is sent', () => {
	const rows = Array.from({length: 120}, (_, i) =>
		torrent(`t${i}`, i < 110 ? {tags: 'hdd'} : {save_path: '/hdd'}),
	);
	const changes = rows.map(row => tagChange(row, tags)).filter(one => one !== undefined);
	const operations = tagOperations(changes);

	it('is in batches of 50, first what is added', () => {
		expect(operations.map(({do: kind, tag, hashes}) => [kind, tag, hashes.length])).toEqual([
			['add', 'ssd', 50],
			['add', 'ssd', 50],
			['add', 'ssd', 10],
			['add', 'hdd', 10],
			['remove', 'hdd', 50],
			['remove', 'hdd', 50],
			['remove', 'hdd', 10],
		]);
	});

	it('never names no tag, which would take all of them away, and no torrent', () => {
		for (const {tag, hashes} of operations) {
			expect(tag).not.toBe('');
			expect(hashes.length).toBeGreaterThan(0);
		}
		expect(tagOperations([])).toEqual([]);
	});

	it('is told in the words of the older program', () => {
		const summary = tagSummary(rows, tags);
		expect(tagResult(changes, summary)).toMatchObject({
			...{dry_run: true, total_tag_operations: 230, ssd_operations: 110, hdd_operations: 120},
			...{copy_operations: 0, copy_operations_list: [], untaggable: 0},
		});
		const failed = [{hash: rows[0]?.hash ?? '', reason: 'no'}];
		expect(tagResult(changes, summary, failed)).toMatchObject({
			...{dry_run: false, successful_tags: 119, failed_tags: failed},
		});
	});
});
