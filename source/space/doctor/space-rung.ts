import type {Rung} from '../../qbit/doctor/shape.ts';
import type {Visit} from '../../qbit/doctor/visit.ts';
import {compareVersions, endpoints} from '../../qbit/endpoints.ts';
import {freeSpace} from '../disk.ts';
import {toHere, type Volume, volumeOf} from '../paths.ts';
import type {SpaceParts} from './parts.ts';

/** Whether it is known how much is free where something may be moved. */
export const spaceRung = (parts: SpaceParts): Rung => ({
	name: 'free_space',
	title: 'Free space is seen',
	needs: ['authenticated_call'],
	ask: async visit => {
		const {volumes} = parts;
		if (volumes.length === 0) {
			return {status: 'skip', detail: 'No disks are set: nothing is moved for space.'};
		}
		const seen = await Promise.all(
			volumes.map(async volume => ({volume, free: await freeOf(volume, parts, visit)})),
		);
		const unknown = seen.filter(({free}) => free === undefined);
		if (unknown.length === 0) {
			const told = seen.map(({volume, free = 0}) => `${volume.tag} ${inGib(free)} free`);
			return {status: 'pass', detail: `${told.join(', ')}.`};
		}
		const tags = unknown.map(({volume}) => `${volume.tag} (${volume.path})`).join(' and ');
		return {
			status: 'warn',
			detail: `How much is free on ${tags} is not known: nothing is moved for space.`,
			evidence:
				'This machine does not see the folder, and the server tells the free space of its default save path alone (5.3 tells it of any).',
			advice: [
				'Mount the disks here and set path_map, or run qbtui serve on the server’s machine.',
				`Check the folders themselves: ${unknown.map(({volume}) => volume.path).join(', ')} must be there on the server.`,
			],
		};
	},
});

const freeOf = async (
	volume: Volume,
	parts: SpaceParts,
	visit: Visit,
): Promise<number | undefined> => {
	const here = toHere(volume.path, parts.pathMap) ?? (parts.sameMachine ? volume.path : undefined);
	const seen = here === undefined ? undefined : await freeSpace(here);
	if (seen) return seen.free;
	if (compareVersions(visit.known.webapi ?? '0', endpoints.freeSpaceAtPath.since ?? '0') >= 0) {
		const {path} = endpoints.freeSpaceAtPath;
		const answer = await visit.call(`${path}?path=${encodeURIComponent(volume.path)}`);
		const free = answer.status === 200 ? Number(answer.text) : Number.NaN;
		if (free >= 0) return free;
	}
	const saves = String(visit.known.preferences?.save_path ?? '');
	return volumeOf(saves, parts.volumes)?.path === volume.path ? parts.freeByDefault() : undefined;
};

const inGib = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
