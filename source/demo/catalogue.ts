import type {Layout} from './layout.ts';

/** TABLE: what the demo's library is made of: only things that anyone may give away. */
export type Series = {
	category: string;
	/** `{a|b}` stands for both: `x-{1|2}` are two torrents. */
	names: string;
	/** Bytes, least and most. */
	size: readonly [number, number];
	layout: Layout;
	tags?: readonly string[];
};

const MB = 1e6;
const GB = 1e9;

export const catalogue: readonly Series[] = [
	{
		category: 'linux',
		names: 'debian-{12.11.0|13.1.0|13.2.0}-{amd64|arm64|riscv64}-{netinst.iso|DVD-1.iso}',
		size: [0.6 * GB, 4.7 * GB],
		layout: 'single',
		tags: ['iso'],
	},
	{
		category: 'linux',
		names: 'ubuntu-{22.04.5|24.04.3|25.10|26.04}-{desktop|live-server}-amd64.iso',
		size: [2.1 * GB, 6.2 * GB],
		layout: 'single',
		tags: ['iso', 'keep'],
	},
	{
		category: 'linux',
		names: 'Fedora-{Workstation|Server|KDE|Silverblue}-Live-x86_64-{42|43|44}',
		size: [2.2 * GB, 3.1 * GB],
		layout: 'iso',
		tags: ['iso'],
	},
	{
		category: 'linux',
		names: 'archlinux-2026.{01|02|03|04|05|06|07|08|09|10|11}.01-x86_64.iso',
		size: [1.1 * GB, 1.4 * GB],
		layout: 'single',
		tags: ['iso', 'weekly'],
	},
	{
		category: 'linux',
		names: 'linuxmint-{21.3|22.1|22.2}-{cinnamon|mate|xfce}-64bit.iso',
		size: [2.6 * GB, 3.1 * GB],
		layout: 'single',
		tags: ['iso'],
	},
	{
		category: 'linux',
		names:
			'{openSUSE-Leap-16.0|openSUSE-Tumbleweed|AlmaLinux-10.1|Rocky-10.1}-{x86_64|aarch64}-{DVD|NET}.iso',
		size: [0.3 * GB, 9 * GB],
		layout: 'single',
		tags: ['iso'],
	},
	{
		category: 'linux',
		names:
			'{Raspberry Pi OS|Alpine Linux 3.23|NixOS 26.05|Void Linux 20260901|Kali Linux 2026.3|Tails 7.2} ({arm64|x86_64})',
		size: [0.2 * GB, 5 * GB],
		layout: 'iso',
		tags: ['iso'],
	},
	{
		category: 'linux',
		names: 'FreeBSD-{14.3|15.0}-RELEASE-{amd64|arm64-aarch64}-{disc1|dvd1}.iso',
		size: [1 * GB, 4.6 * GB],
		layout: 'single',
		tags: ['iso'],
	},
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
		category: 'datasets',
		names:
			'{en|de|fr|ja|zh|es|ru|pl|it|pt}wiki-{20250301|20260601}-pages-articles-multistream.xml.bz2',
		size: [2 * GB, 24 * GB],
		layout: 'single',
		tags: ['mirror'],
	},
	{
		category: 'datasets',
		names: 'wikipedia_{en|de|fr|ar|hi|ko}_all_{maxi|nopic}_2026-05.zim',
		size: [4 * GB, 115 * GB],
		layout: 'single',
		tags: ['mirror'],
	},
	{
		category: 'datasets',
		names: 'planet-{250106|250707|260105|260706}.osm.pbf',
		size: [79 * GB, 92 * GB],
		layout: 'single',
		tags: ['mirror', 'keep'],
	},
	{
		category: 'datasets',
		names: 'OpenStreetMap {europe|asia|north-america|africa|south-america|oceania} extract 2026-09',
		size: [1 * GB, 31 * GB],
		layout: 'parts',
		tags: ['mirror'],
	},
	{
		category: 'datasets',
		names: 'Common Crawl sample CC-MAIN-{2025-33|2026-08}',
		size: [480 * GB, 900 * GB],
		layout: 'parts',
		tags: ['huge'],
	},
	{
		category: 'datasets',
		names:
			'{Open Images V7 validation|COCO 2017|LibriSpeech train-clean-360|Common Voice 22.0 (日本語)|MNIST|Iris and friends 🌸}',
		size: [3 * MB, 90 * GB],
		layout: 'parts',
	},
	{
		category: 'datasets',
		names:
			'{Sentinel-2 cloudless mosaic|Copernicus DEM GLO-30|GEBCO bathymetry|ERA5 monthly means|Natural Earth vectors} {2024|2025}',
		size: [0.2 * GB, 380 * GB],
		layout: 'parts',
	},
	{
		category: 'datasets',
		names: 'Stack Exchange data dump {2024-04-02|2025-06-30|2026-03-31}',
		size: [66 * GB, 99 * GB],
		layout: 'parts',
		tags: ['mirror'],
	},
	{
		category: 'books',
		names:
			'Project Gutenberg – {Science Fiction|Poetry|Philosophy|Children’s Literature|Travel|Cookery|Mathematics|Drama} ({EPUB|HTML and text}, {2025|2026})',
		size: [0.1 * GB, 9 * GB],
		layout: 'books',
		tags: ['keep'],
	},
	{
		category: 'books',
		names:
			'Internet Archive – {Popular Science|Scientific American|The Strand Magazine|Punch|La Nature} {1890–1899|1900–1909|1910–1919}',
		size: [2 * GB, 70 * GB],
		layout: 'books',
	},
	{
		category: 'books',
		names:
			'{青空文庫 全作品 2026年版|中文维基文库 古典文学全集|Œuvres complètes – Émile Zola et les naturalistes français|Śpiewnik i bajki polskie – Wolne Lektury 📚|Sämtliche Märchen der Brüder Grimm, illustriert|한국 고전문학 모음|Полное собрание сочинений – А. П. Чехов|كتاب ألف ليلة وليلة}',
		size: [30 * MB, 6 * GB],
		layout: 'books',
		tags: ['keep'],
	},
	{
		category: 'books',
		names:
			'The Complete Proceedings, Letters, Marginalia and Field Notebooks of the Society for the Diffusion of Useful Knowledge, with Maps, Plates, Errata and a Very Long Index, Volume {I|II|III|IV}, scanned at 600 dpi and proofread by volunteers',
		size: [6 * GB, 40 * GB],
		layout: 'books',
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
		category: 'games',
		names: '{Godot 4.5|Godot 4.6|Bevy 0.17|Open 3D Engine 25.05} demo projects and assets',
		size: [0.2 * GB, 7 * GB],
		layout: 'parts',
	},
	{
		category: 'games',
		names:
			'{0 A.D. 27|SuperTuxKart 1.5|Battle for Wesnoth 1.18|Luanti 5.14|Veloren 0.17|OpenTTD 15 with OpenGFX2|Freedoom 0.13} ({linux|windows})',
		size: [60 * MB, 3.5 * GB],
		layout: 'parts',
	},
	{
		category: '',
		names:
			'{Musopen Chopin complete recordings (FLAC) 🎹|NASA image of the day, 1995–2026 🚀|Prelinger home movies, reel 7|Freesound starter pack|Noto fonts, every script: ΑΒΓ АБВ あいう 가나다 ไทย}',
		size: [0.1 * GB, 60 * GB],
		layout: 'parts',
	},
];

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

/** Every name that the pattern stands for. */
export const expand = (pattern: string): string[] => {
	const choice = /\{([^{}]*\|[^{}]*)\}/.exec(pattern);
	if (!choice) return [pattern];
	const before = pattern.slice(0, choice.index);
	const after = pattern.slice(choice.index + choice[0].length);
	return (choice[1] ?? '').split('|').flatMap(word => expand(before + word + after));
};
