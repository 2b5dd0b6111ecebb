import type {MenuItem} from '../../hooks/layers.ts';
import {readServerLimits, type ServerLimits, setServerLimits} from '../../qbit/server-limits.ts';
import {setAlternativeLimits} from '../../qbit/server-verbs.ts';
import type {Torrent} from '../../qbit/types.ts';
import type {Verb} from '../../qbit/verb.ts';
import {verbs} from '../../qbit/verbs.ts';
import {doTo, doToServer} from '../act.ts';
import {bytes} from '../format.ts';
import type {Scene} from '../scene.ts';
import {askFor} from './open.ts';
import {shareLimitItems} from './share-limits.ts';

/** "1.5M" → bytes a second; "" or 0: none. undefined when it can't be read. */
export const readLimit = (text: string): number | undefined => {
	if (text.trim() === '') return 0;
	const [, digits, unit = ''] =
		/^(\d+(?:\.\d+)?|\.\d+)\s*([kmg]?)(?:i?b(?:\/s)?)?$/i.exec(text) ?? [];
	if (digits === undefined) return undefined;
	return Math.round(Number(digits) * 1024 ** ['', 'k', 'm', 'g'].indexOf(unit.toLowerCase()));
};

/** Bytes a second, as it would be typed to set the same; nothing for none. */
export const writeLimit = (limit: number): string => {
	if (limit <= 0) return '';
	if (limit % 1024 ** 2 === 0) return `${limit / 1024 ** 2}M`;
	return limit % 1024 === 0 ? `${limit / 1024}K` : String(limit);
};

const howWritten = 'Written as 500K or 1.5M a second; nothing for none.';

const now = (limit: number): string => (limit > 0 ? `${bytes(limit)}/s` : 'none');

const askForLimit = (
	scene: Scene,
	label: string,
	before: number,
	set: (limit: number) => void,
): void =>
	askFor(scene, `${label} a second (500K, 1.5M, nothing: none)`, writeLimit(before), text => {
		const limit = readLimit(text);
		if (limit === undefined) return howWritten;
		set(limit);
		return undefined;
	});

/** What all have, or that they differ. */
const shared = (limits: readonly number[]): string => {
	const [first = 0] = limits;
	return limits.every(limit => limit === first) ? now(first) : 'they differ';
};

const torrentLimit = (
	scene: Scene,
	torrents: readonly Torrent[],
	{
		letter,
		name,
		verb,
		of,
	}: {
		letter: string;
		name: string;
		verb: Verb<number>;
		of: (torrent: Torrent) => number;
	},
): MenuItem => {
	const limits = torrents.map(torrent => Math.max(0, of(torrent)));
	return {
		letter,
		label: `${name}: ${shared(limits)}`,
		run: () =>
			askForLimit(scene, name, limits[0] ?? 0, limit => doTo(scene, verb, torrents, limit)),
	};
};

/** The limits of torrents: of speed, and when seeding ends. */
export const limitItems = (scene: Scene, torrents: readonly Torrent[]): MenuItem[] => [
	torrentLimit(scene, torrents, {
		...{letter: 'd', name: 'download limit', verb: verbs.setDownloadLimit},
		of: torrent => torrent.dl_limit,
	}),
	torrentLimit(scene, torrents, {
		...{letter: 'u', name: 'upload limit', verb: verbs.setUploadLimit},
		of: torrent => torrent.up_limit,
	}),
	...shareLimitItems(scene, torrents),
];

/** TABLE: the limits of the whole server. */
const serverLimits: ReadonlyArray<{letter: string; name: keyof ServerLimits; label: string}> = [
	{letter: 'd', name: 'download', label: 'download limit of the server'},
	{letter: 'u', name: 'upload', label: 'upload limit of the server'},
	{letter: 'D', name: 'altDownload', label: 'alternative download limit'},
	{letter: 'U', name: 'altUpload', label: 'alternative upload limit'},
];

/** The limits of the whole server. They are asked for when one is picked: no delta tells them all. */
export const serverLimitItems = (scene: Scene): MenuItem[] => [
	...serverLimits.map(
		({letter, name, label}): MenuItem => ({
			letter,
			label: `${label}…`,
			run: () => void askForServerLimit(scene, name, label),
		}),
	),
	{
		letter: 't',
		label: `alternative limits ${areAlternative(scene) ? 'off' : 'on'}`,
		run: () => toggleAlternativeLimits(scene),
	},
];

const askForServerLimit = async (
	scene: Scene,
	name: keyof ServerLimits,
	label: string,
): Promise<void> => {
	const {client} = scene.engine;
	let before: number | undefined;
	try {
		before = (await readServerLimits(client))[name];
	} catch (error) {
		return doToServer(scene, label, () => Promise.reject(error));
	}
	const was = before;
	askForLimit(scene, label, was, limit =>
		doToServer(scene, label, async () => {
			await setServerLimits(client, {[name]: limit});
			return {
				text: `${label.charAt(0).toUpperCase()}${label.slice(1)}: ${now(limit)}`,
				undo: {label, run: () => setServerLimits(client, {[name]: was})},
			};
		}),
	);
};

const areAlternative = ({engine}: Scene): boolean =>
	engine.mirror.store.get().maindata.server.use_alt_speed_limits === true;

export const toggleAlternativeLimits = (scene: Scene): void => {
	const {client} = scene.engine;
	const on = !areAlternative(scene);
	doToServer(scene, 'Alternative speed limits', async () => {
		await setAlternativeLimits(client, on);
		const word = on ? 'on' : 'off';
		return {
			text: `Alternative speed limits ${word}.`,
			undo: {label: `alternative limits ${word}`, run: () => setAlternativeLimits(client, !on)},
		};
	});
};
