import {GB, MB, type Series} from './series.ts';

/** TABLE: data and books that anyone may give away. */
export const texts: readonly Series[] = [
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
];
