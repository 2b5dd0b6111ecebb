import type {Recipe} from './create.ts';
import {layOut} from './layout.ts';
import {mix, spread} from './random.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const fromBase32 = (text: string): string => {
	let bits = '';
	for (const letter of text.toUpperCase())
		bits += base32.indexOf(letter).toString(2).padStart(5, '0');
	return (bits.match(/.{4}/g) ?? []).map(four => Number.parseInt(four, 2).toString(16)).join('');
};

/** TABLE: the ways to write an id; a v2 hash is cut to 40 digits. */
const ids: ReadonlyArray<{form: RegExp; read: (found: string) => string}> = [
	{form: /^(?:urn:btih:)?([0-9a-f]{40})$/i, read: found => found.toLowerCase()},
	{form: /^(?:urn:btih:)?([a-z2-7]{32})$/i, read: fromBase32},
	{form: /^(?:urn:btmh:1220)?([0-9a-f]{64})$/i, read: found => found.slice(0, 40).toLowerCase()},
];

const idOf = (text: string): string | undefined => {
	for (const {form, read} of ids) {
		const found = form.exec(text)?.[1];
		if (found) return read(found);
	}
	return undefined;
};

/** What its swarm will turn out to be: the content is made up from the id. */
const unknown = (hash: string, name: string): Recipe => {
	const key = mix(hash);
	const size = Math.round(spread(0.3e9, 5e9, key, 'size'));
	return {hash, key, name, ...layOut('parts', name, size, key), metadataIn: 6 + (key % 20)};
};

const fromMagnet = (source: string): Recipe | undefined => {
	const params = new URLSearchParams(source.slice(source.indexOf('?') + 1));
	const hash = params.getAll('xt').map(idOf).find(Boolean);
	if (!hash) return undefined;
	const trackers = params
		.getAll('tr')
		.map((url, tier) => ({url, tier, health: 'working' as const}));
	return {...unknown(hash, params.get('dn') || hash), trackers};
};

/** A magnet link or a bare hash; undefined when it is neither. */
export const fromSource = (source: string): Recipe | undefined => {
	if (/^magnet:/i.test(source)) return fromMagnet(source);
	const hash = idOf(source);
	return hash ? unknown(hash, hash) : undefined;
};
