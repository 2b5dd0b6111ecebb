import {existsSync, readFileSync} from 'node:fs';

const headerBytes = 32;
const frameBytes = 24;
/** Disks write these whole, and between two syncs in any order. */
const sectorBytes = 512;
/** The last bit says in which order the sums read the bytes. */
const magic = 0x377f0682;

/**
 * Why a write-ahead log can’t be trusted; undefined when it can. SQLite reads one up to the first
 * frame that is wrong and forgets the rest in silence: right for the end that a crash tears off,
 * wrong when whole transactions follow, for those were acknowledged. Must be asked before SQLite
 * opens the file. Format: https://sqlite.org/fileformat2.html#walformat
 */
export const damageOfWal = (path: string): string | undefined => {
	if (!existsSync(path)) return undefined;
	const log = readFileSync(path);
	if (log.length < headerBytes + frameBytes) return undefined;
	const order = log.readUInt32BE(0) ^ magic;
	if (order !== 0 && order !== 1) return 'its write-ahead log has no header';
	const sums = new Sums(order === 0);
	sums.add(log, 0, 24);
	if (!sums.are(log, 24)) return 'the header of its write-ahead log is damaged';
	return isCutInside(log, sums) ? 'its write-ahead log is damaged' : undefined;
};

/** Whether a transaction that was acknowledged lies at or behind the first frame that is wrong. */
const isCutInside = (log: Buffer, sums: Sums): boolean => {
	const size = frameBytes + log.readUInt32BE(8);
	const hasSalt = (at: number, from: number, to: number): boolean =>
		log.compare(log, 16 + from, 16 + to, at + 8 + from, at + 8 + to) === 0;
	const isOfThisLog = (at: number): boolean => hasSalt(at, 0, 8);
	// One from before the log began anew has neither salt: a cut may leave any of the newest
	// transaction unwritten, and such a frame in its place.
	const isOfAnother = (at: number): boolean => !hasSalt(at, 0, 4) && !hasSalt(at, 4, 8);
	let at = headerBytes;
	for (; at + size <= log.length && isOfThisLog(at); at += size) {
		sums.add(log, at, 8);
		sums.add(log, at + frameBytes, size - frameBytes);
		if (!sums.are(log, at + 16)) break;
	}
	// The next transaction is begun only when the one before it is on disk.
	let isCommitted = false;
	for (const first = at; at + frameBytes <= log.length; at += size) {
		const isOurs = isOfThisLog(at);
		if (isCommitted && isOurs) return true;
		// Its mark and its salt may be of two times where they lie in two sectors.
		const isWhole = at % sectorBytes !== sectorBytes - 8;
		const isCandidate = isWhole && (isOurs || (at === first && !isOfAnother(at)));
		if (isCandidate && log.readUInt32BE(at + 4) !== 0) isCommitted = true;
	}
	return false;
};

/** Running sums of the log's own kind, over its header and every frame so far. */
class Sums {
	#first = 0;
	#second = 0;
	readonly #littleEndian: boolean;

	constructor(littleEndian: boolean) {
		this.#littleEndian = littleEndian;
	}

	add(log: Buffer, from: number, length: number): void {
		const view = new DataView(log.buffer, log.byteOffset + from, length);
		for (let i = 0; i < length; i += 8) {
			this.#first = (this.#first + view.getUint32(i, this.#littleEndian) + this.#second) >>> 0;
			this.#second = (this.#second + view.getUint32(i + 4, this.#littleEndian) + this.#first) >>> 0;
		}
	}

	are(log: Buffer, at: number): boolean {
		return log.readUInt32BE(at) === this.#first && log.readUInt32BE(at + 4) === this.#second;
	}
}
