import {GB, MB, type Series} from './series.ts';

/** TABLE: films and sound that anyone may give away. */
export const media: readonly Series[] = [
	{
		category: 'films',
		names:
			'{Big Buck Bunny|Sintel|Tears of Steel|Elephants Dream|Cosmos Laundromat|Spring|Sprite Fright|Charge|Wing It!|Agent 327} ({1080p|4K|4K 60fps})',
		size: [0.3 * GB, 12 * GB],
		layout: 'film',
		tags: ['keep'],
	},
	{
		category: 'films',
		names: '{Coffee Run|Hero|Caminandes 3: Llamigos|Glass Half|Singularity} – Blender Open Movie',
		size: [90 * MB, 2 * GB],
		layout: 'film',
		tags: ['keep'],
	},
	{
		category: 'films',
		names: '{Sprite Fright|Charge|Spring} – production files, assets and render layers',
		size: [40 * GB, 240 * GB],
		layout: 'parts',
		tags: ['huge'],
	},
	{
		category: 'films',
		names:
			'Le Voyage dans la Lune (Méliès, 1902) – restauré, sous-titres {français|español|čeština|русский}',
		size: [0.7 * GB, 3 * GB],
		layout: 'film',
	},
	{
		category: 'films',
		names: '名探偵小説 公共財映画集 第{一|二|三}巻 (国立映画アーカイブ)',
		size: [1 * GB, 14 * GB],
		layout: 'film',
	},
	{
		category: 'podcasts',
		names:
			'LibriVox – {Middlemarch|Moby Dick|Walden|The Odyssey|Die Verwandlung|吾輩は猫である|Don Quijote de la Mancha|Germinal 🎧} (unabridged)',
		size: [0.2 * GB, 1.6 * GB],
		layout: 'audio',
	},
	{
		category: 'podcasts',
		names: 'Public Domain Radio Hour, season {1|2|3|4|5|6} (CC BY)',
		size: [0.4 * GB, 3 * GB],
		layout: 'audio',
		tags: ['weekly'],
	},
	{
		category: 'podcasts',
		names: 'Free Software Talks {2021|2022|2023|2024|2025|2026} – all tracks, {audio|video}',
		size: [1 * GB, 48 * GB],
		layout: 'audio',
	},
	{
		category: '',
		names:
			'{Musopen Chopin complete recordings (FLAC) 🎹|NASA image of the day, 1995–2026 🚀|Prelinger home movies, reel 7|Freesound starter pack|Noto fonts, every script: ΑΒΓ АБВ あいう 가나다 ไทย}',
		size: [0.1 * GB, 60 * GB],
		layout: 'parts',
	},
];
