import type {Hash, Torrent} from '../qbit/types.ts';
import type {Plan, VolumePlan} from '../space/plan/shape.ts';
import {bytes, plural} from '../views/format.ts';
import {prose} from './print.ts';

const amount = (value: number | null): string => (value === null ? '?' : bytes(value));

const volumeLine = (row: VolumePlan): string =>
	[
		`${row.tag}  ${row.path}:`,
		`${amount(row.free)} free − ${bytes(row.incoming)} incoming + ${bytes(row.outgoing)} outgoing`,
		`= ${row.effective !== null && row.effective < 0 ? `−${bytes(-row.effective)}` : amount(row.effective)};`,
		row.low === null ? 'no watermarks' : `low ${bytes(row.low)}, high ${amount(row.high)}`,
	].join(' ');

type Torrents = ReadonlyMap<Hash, Torrent>;

export const planText = (plan: Plan, torrents: Torrents, width: number | undefined): string => {
	const nameOf = (hash: string): string => torrents.get(hash)?.name ?? hash;
	const {moves, kept} = plan;
	const there = kept.filter(({reason}) => reason === 'ALREADY_THERE').length;
	const others = kept
		.filter(({reason}) => reason !== 'ALREADY_THERE')
		.map(({hash, reason, text: why}) => `keep  ${reason}  ${nameOf(hash)}: ${why}`)
		.sort();
	const lines = [
		...headOf(plan),
		...moves.map(
			move => `move  ${move.hashes.map(nameOf).join(', ')} (${bytes(move.bytes)}): ${move.text}`,
		),
		...others,
		...(there > 0 ? [`${plural(there, 'torrent')} moved already, or added there.`] : []),
		`${plural(torrents.size, 'torrent')}, ${plural(moves.length, 'move')}.`,
	];
	return prose(lines, width);
};

/** The disks, and what follows from them. */
export const headOf = ({volumes, text}: Plan): string[] => [...volumes.map(volumeLine), text];
