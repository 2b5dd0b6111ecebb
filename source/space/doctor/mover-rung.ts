import {existsSync} from 'node:fs';
import {access, constants} from 'node:fs/promises';
import {dirname} from 'node:path';
import type {Finding, Rung} from '../../qbit/doctor/shape.ts';
import type {Visit} from '../../qbit/doctor/visit.ts';
import {compareVersions, endpoints} from '../../qbit/endpoints.ts';
import {deviceOf, freeSpace} from '../disk.ts';
import {isWithin, toHere} from '../paths.ts';
import {networkFileSystemOf} from '../store/place.ts';
import type {SpaceParts} from './parts.ts';

/** Since 4.6 a move that fails leaves the save path as it was. */
const movingSince = '4.6';

/** Whether what is complete can be moved: the disks, the server, and who runs it. */
export const moverRung = (parts: SpaceParts): Rung => ({
	name: 'orchestrator',
	title: 'What is complete can be moved',
	needs: ['versions'],
	ask: async visit => {
		const {volumes, unwanted, orchestrated} = parts;
		if (unwanted !== undefined) return {status: 'skip', detail: unwanted};
		const {version = movingSince} = visit.known;
		if (compareVersions(version, movingSince) < 0) {
			return {
				status: 'warn',
				detail: `${version} says that a torrent has moved before it has: nothing is moved on it.`,
				advice: ['Update qBittorrent to 4.6 or later; all else works with this one.'],
			};
		}
		const wrong = (await folderWrong(parts, visit)) ?? deviceWrong(await devicesOf(parts));
		if (wrong) return wrong;
		const {state, why, isHeldElsewhere} = orchestrated();
		if (state === 'failed') {
			return isHeldElsewhere
				? {status: 'pass', detail: `Another qbtui moves: ${why}`}
				: {status: 'warn', detail: why ?? 'The queue can’t be opened.'};
		}
		const tags = volumes.map(({tag, path}) => `${tag} ${path}`).join(', ');
		return {status: 'pass', detail: `Both disks are there (${tags}).`};
	},
});

/** The server’s own word on the folders (5.0 and later), and where new torrents go. */
const folderWrong = async (parts: SpaceParts, visit: Visit): Promise<Finding | undefined> => {
	const {path, since = '0'} = endpoints.directoryContent;
	if (compareVersions(visit.known.webapi ?? '0', since) < 0) return undefined;
	for (const volume of parts.volumes) {
		const asked = `${path}?dirPath=${encodeURIComponent(volume.path)}&mode=dirs`;
		const {status} = await visit.call(asked);
		if (status === 404 || status === 400) {
			return {
				status: 'warn',
				detail: `The server has no folder ${volume.path} (${volume.tag}): nothing can be moved.`,
				evidence: `It answers ${path} with ${status}.`,
				advice: [
					'download_path_ssd and final_dest_base_hdd name folders as the server sees them: in a container, those inside of it.',
					`Verify with: docker exec qbittorrent ls ${volume.path}`,
				],
			};
		}
	}
	return savePathElsewhere(parts, visit);
};

const savePathElsewhere = ({volumes}: SpaceParts, {known}: Visit): Finding | undefined => {
	const [ssd] = volumes;
	const saves = String(known.preferences?.save_path ?? '');
	if (!ssd || saves === '' || isWithin(saves, ssd.path)) return undefined;
	return {
		status: 'warn',
		detail: `New torrents go to “${saves}”, which is not on ${ssd.tag} (${ssd.path}): they are not moved.`,
		advice: [
			`Set “Default Save Path” (Tools > Options… > Downloads) to a folder below ${ssd.path}, or download_path_ssd to where they go.`,
		],
	};
};

/** Device numbers, as far as this machine sees the folders. */
const devicesOf = async ({
	volumes,
	pathMap,
	sameMachine,
}: SpaceParts): Promise<Array<number | undefined>> =>
	Promise.all(
		volumes.map(async ({path}) => {
			const here = toHere(path, pathMap) ?? (sameMachine ? path : undefined);
			return here === undefined ? undefined : deviceOf(here);
		}),
	);

const deviceWrong = ([first, second]: ReadonlyArray<number | undefined>): Finding | undefined =>
	first === undefined || first !== second
		? undefined
		: {
				status: 'warn',
				detail: 'Both folders are on one disk: a disk is not mounted, or moving frees nothing.',
				evidence: `Both are on device ${first}, as this machine sees them.`,
				advice: ['Verify with: findmnt (a line for each of the two disks)'],
			};

/** Less than this, and the journal of moves may not be written. */
const leastFree = 50 * 2 ** 20;

/** Whether what is planned outlasts a power cut. */
export const stateRung = (parts: SpaceParts): Rung => ({
	name: 'state_folder',
	title: 'The state folder is safe',
	needs: [],
	ask: async () => {
		const {folder} = parts;
		if (folder === undefined) return {status: 'skip', detail: 'Nothing is kept.'};
		const there = nearest(folder);
		const writable = await access(there, constants.W_OK).then(
			() => true,
			() => false,
		);
		if (!writable)
			return unsafe(folder, `${there} can’t be written to.`, `Verify with: ls -ld ${there}`);
		const network = networkFileSystemOf(there);
		if (network !== undefined && !parts.allowNetwork) {
			return unsafe(
				folder,
				`It is on a ${network} file system, where a lock may not hold.`,
				'Set state_dir to a folder on a disk of this machine.',
			);
		}
		const free = (await freeSpace(there))?.free;
		if (free !== undefined && free < leastFree) {
			return unsafe(
				folder,
				`Only ${Math.round(free / 2 ** 20)} MiB are free there.`,
				`Verify with: df -h ${there}`,
			);
		}
		return {status: 'pass', detail: `${folder} can be written, and is on a disk of this machine.`};
	},
});

const unsafe = (folder: string, why: string, advice: string): Finding => ({
	status: 'warn',
	detail: `The state folder ${folder} is not safe: ${why}`,
	advice: [advice],
});

/** It is made when it is needed: what counts until then is the folder that holds it. */
const nearest = (folder: string): string =>
	existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
