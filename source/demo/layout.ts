import type {File} from './item.ts';
import {between, mix} from './random.ts';

export type Layout = 'single' | 'iso' | 'film' | 'parts' | 'books' | 'audio';

type Part = {name: string; share: number};

const number = (n: number, digits: number): string => String(n).padStart(digits, '0');

const many = (count: number, name: (n: number) => string, key: number): Part[] =>
	Array.from({length: count}, (_, i) => ({
		name: name(i + 1),
		share: between(0.4, 1.6, key, 'share', i),
	}));

/** TABLE: which files a torrent of that kind has; `share` is their part of its size. */
const layouts: Record<Layout, (name: string, key: number) => Part[]> = {
	single: name => [{name, share: 1}],
	iso: name => [
		{name: `${name.replace(/[ ()]+/g, '-')}.iso`, share: 1},
		{name: `${name.replace(/[ ()]+/g, '-')}-CHECKSUM`, share: 1e-7},
	],
	film: name => [
		{name: `${name.replaceAll('/', '-')}.mkv`, share: 1},
		{name: 'Subs/en.srt', share: 3e-5},
		{name: 'Subs/fr.srt', share: 3e-5},
		{name: 'Subs/日本語.srt', share: 4e-5},
		{name: 'poster.jpg', share: 6e-4},
		{name: 'LICENSE.txt', share: 1e-6},
	],
	parts: (_, key) => [
		{name: 'README.md', share: 1e-5},
		...many(8 + (mix(key, 'parts') % 56), n => `data/part-${number(n, 5)}.tar.zst`, key),
		{name: 'SHA256SUMS', share: 1e-5},
	],
	books: (_, key) =>
		many(
			key % 24 === 0 ? 1800 : 24 + (mix(key, 'books') % 150),
			n => `${number(Math.ceil(n / 40), 2)}/book-${number(n, 4)}.epub`,
			key,
		),
	audio: (_, key) => [
		...many(9 + (mix(key, 'audio') % 40), n => `${number(n, 2)} – chapter ${n}.mp3`, key),
		{name: 'cover.png', share: 0.01},
	],
};

/** Files of `size` bytes together, and the folder that they share ("" for a single file). */
export const layOut = (
	layout: Layout,
	name: string,
	size: number,
	key: number,
): {files: File[]; root: string} => {
	const parts = layouts[layout](name, key);
	const root = layout === 'single' ? '' : name.replaceAll('/', '-');
	const whole = parts.reduce((total, part) => total + part.share, 0);
	const files = parts.map(part => ({
		name: root === '' ? part.name : `${root}/${part.name}`,
		size: Math.max(1, Math.floor((size * part.share) / whole)),
		have: 0,
		priority: 1,
	}));
	return {files, root};
};
