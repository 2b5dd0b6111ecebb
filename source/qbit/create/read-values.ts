import type {TorrentFormat} from './options.ts';
import {formats} from './options.ts';

/** "a, b | c": tiers between |, and trackers of one tier between commas or spaces. */
export const readTiers = (text: string): string[][] =>
	text
		.split('|')
		.map(readUrls)
		.filter(tier => tier.length > 0);

/** A comma may be part of an address: it parts only what goes on with a new one. */
export const readUrls = (text: string): string[] =>
	text
		.split(/\s+|,(?=\s|[a-z]+:\/\/|$)/i)
		.map(url => url.trim())
		.filter(url => url !== '');

export const tiersText = (tiers: readonly (readonly string[])[]): string =>
	tiers.map(tier => tier.join(', ')).join(' | ');

export const readFormat = (text: string): TorrentFormat | undefined =>
	formats.find(format => format === text.toLowerCase());

/** Every whole piece, and the last. Of a hybrid and v2 torrent each file begins a piece: a few more. */
export const piecesIn = (bytes: number, pieceSize: number): number => Math.ceil(bytes / pieceSize);
