import type {MenuItem} from '../../hooks/layers.ts';
import {batches} from '../../qbit/batches.ts';
import {endpoints} from '../../qbit/endpoints.ts';
import type {Torrent} from '../../qbit/types.ts';
import {copyLines} from '../copy-lines.ts';
import {tellFailure} from '../doing.ts';
import {plural} from '../format.ts';
import type {Scene} from '../scene.ts';

/** TABLE: what can be copied of a torrent that is known already. */
const parts: ReadonlyArray<{letter: string; label: string; of: (torrent: Torrent) => string}> = [
	{letter: 'h', label: 'hash', of: torrent => torrent.hash},
	{letter: 'n', label: 'name', of: torrent => torrent.name},
	{letter: 'p', label: 'path', of: torrent => torrent.content_path || torrent.save_path},
];

/** One line a torrent. */
export const copyItems = (scene: Scene, torrents: readonly Torrent[]): MenuItem[] => [
	...parts.map(
		({letter, label, of}): MenuItem => ({
			letter,
			label,
			run: () => copy(scene, label, torrents.map(of)),
		}),
	),
	{letter: 'm', label: 'magnet link', run: () => void copyMagnets(scene, torrents)},
];

const copy = (scene: Scene, what: string, lines: readonly string[]): void =>
	copyLines(
		scene,
		lines.length === 1 ? what : `${what} of ${plural(lines.length, 'torrent')}`,
		lines,
	);

/** The list does not keep magnet links; the server is asked for them. */
const copyMagnets = async (scene: Scene, torrents: readonly Torrent[]): Promise<void> => {
	try {
		const magnets: string[] = [];
		for (const batch of batches(torrents)) {
			const hashes = batch.map(({hash}) => hash).join('|');
			const rows = await scene.engine.client.ask(endpoints.torrents, {hashes});
			for (const {magnet_uri: magnet} of rows) if (typeof magnet === 'string') magnets.push(magnet);
		}
		if (magnets.length === 0) throw new Error('The torrents are gone.');
		copy(scene, 'magnet link', magnets);
	} catch (error) {
		tellFailure(scene, 'Magnet link', error);
	}
};
