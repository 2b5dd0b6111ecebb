import type {Hash} from '../../qbit/types.ts';
import {newJobId} from '../job/id.ts';
import type {Job} from '../job/shape.ts';

/** A torrent that the older program was to move. */
export type Wanted = {
	/** All by which it was known there, the server’s own first. */
	ids: readonly Hash[];
	name?: string;
	/** ms since 1970, by that machine’s clock: only their order counts. */
	queuedAt: number;
	priority: number;
};

/** A hash, if it is one: v1 (40) or v2 (64) in hex, or 32 characters of a magnet link’s base32. */
export const idOf = (given: unknown): Hash | undefined => {
	if (typeof given !== 'string') return undefined;
	const text = given.trim();
	if (/^([\da-f]{40}|[\da-f]{64}|[\da-f]{32})$/i.test(text)) return text.toLowerCase();
	if (/^[a-z2-7]{32}$/i.test(text)) return hexOfBase32(text);
	// That program took these, too; what no torrent answers to will be seen to be gone.
	return /^([a-z\d]{32}|[a-z\d]{40})$/i.test(text) ? text.toLowerCase() : undefined;
};

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648; 32 characters are 160 bits, 40 digits. */
const hexOfBase32 = (text: string): Hash => {
	const bits = [...text.toUpperCase()].map(letter =>
		digits.indexOf(letter).toString(2).padStart(5, '0'),
	);
	return bits.join('').replace(/[01]{4}/g, four => Number.parseInt(four, 2).toString(16));
};

/** Where to is planned later, by the rules. */
export const jobOf = ({ids, name, priority}: Wanted, now: number): Job => {
	const [hash = ''] = ids;
	return {
		id: newJobId(now),
		kind: 'legacy',
		hashes: [hash],
		member: 0,
		name: name ?? hash,
		source: '',
		destination: '',
		volume: '',
		bytes: 0,
		priority: Math.max(-10, Math.min(10, Math.round(priority))),
		state: 'QUEUED',
		attempts: 0,
		notBefore: 0,
		// Not since when that program had it: so long this one did not look for the torrent.
		createdAt: now,
		updatedAt: now,
	};
};
