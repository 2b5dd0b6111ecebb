import {GB, MB, type Series} from './series.ts';

/** TABLE: what is added while the demo runs; `{date}` is the day it is added. */
export const arrivals: ReadonlyArray<Series> = [
	{
		category: 'linux',
		names: 'debian-testing-{date}-amd64-netinst.iso',
		size: [0.6 * GB, 0.9 * GB],
		layout: 'single',
		tags: ['iso', 'weekly'],
	},
	{
		category: 'datasets',
		names: 'OpenStreetMap daily diff, {date}',
		size: [0.1 * GB, 0.4 * GB],
		layout: 'parts',
		tags: ['weekly'],
	},
	{
		category: 'linux',
		names: 'openSUSE-Tumbleweed-DVD-x86_64-Snapshot{date}.iso',
		size: [2.5 * GB, 4.5 * GB],
		layout: 'single',
		tags: ['iso', 'weekly'],
	},
	{
		category: 'podcasts',
		names: 'Public Domain Radio Hour, extra of {date} 🎙',
		size: [60 * MB, 0.4 * GB],
		layout: 'audio',
		tags: ['weekly'],
	},
	{
		category: 'books',
		names: 'Project Gutenberg – new releases, {date}',
		size: [0.2 * GB, 1.5 * GB],
		layout: 'books',
		tags: ['weekly'],
	},
	{
		category: 'games',
		names: 'Godot nightly {date} with demo projects',
		size: [0.4 * GB, 2 * GB],
		layout: 'parts',
		tags: ['weekly'],
	},
];
