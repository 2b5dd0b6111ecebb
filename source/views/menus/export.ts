import {say} from '../../hooks/screen-state.ts';
import {exportTorrent} from '../../qbit/detail-verbs.ts';
import {messageOf} from '../../qbit/message.ts';
import {endsAll, toQbitError} from '../../qbit/outcome.ts';
import {goneReason} from '../../qbit/run-verb.ts';
import type {Torrent} from '../../qbit/types.ts';
import {describeTargets, targets} from '../act.ts';
import {reasonsOf, tell} from '../doing.ts';
import {plural} from '../format.ts';
import type {Scene} from '../scene.ts';
import {fileName} from './file-name.ts';
import {askFor} from './open.ts';

/** Saves .torrent files into a folder of this machine. */
export const askForFolder = (
	scene: Scene,
	given = '.',
	torrents: readonly Torrent[] = targets(scene),
): void =>
	askFor(scene, `Export ${describeTargets(torrents)} into the folder`, given, text => {
		if (text === '') return 'No folder is named.';
		void exportInto(scene, text, torrents);
		return undefined;
	});

const exportInto = async (
	scene: Scene,
	given: string,
	torrents: readonly Torrent[],
): Promise<void> => {
	try {
		const folder = await scene.files.folder(given);
		await exportAll(scene, folder, torrents);
	} catch (error) {
		// What was typed is not lost.
		askForFolder(scene, given, torrents);
		scene.update(state =>
			state.layer?.kind === 'prompt'
				? {...state, layer: {...state.layer, problem: messageOf(error)}}
				: state,
		);
	}
};

/** How often it is said how far it is: for a few it is done before one can read it. */
const saidEvery = 50;

const exportAll = async (
	scene: Scene,
	folder: string,
	torrents: readonly Torrent[],
): Promise<void> => {
	const refused: {why: string}[] = [];
	const saved: string[] = [];
	let over: string | undefined;
	for (const [i, torrent] of torrents.entries()) {
		if (i % saidEvery === saidEvery - 1) {
			const text = `Exporting ${i + 1} of ${plural(torrents.length, 'torrent')} …`;
			scene.update(state => say(state, text, 'good'));
		}
		const result = over === undefined ? await exportOne(scene, folder, torrent) : {why: over};
		if ('name' in result) saved.push(result.name);
		else refused.push(result);
		if ('ends' in result && result.ends) over = result.why;
	}
	const what = saved.length === 1 ? saved[0] : plural(saved.length, 'torrent');
	const done = saved.length === 0 ? 'Nothing was exported' : `Exported ${what} into ${folder}`;
	if (refused.length === 0) return tell(scene, {text: `${done}`, look: 'good'});
	tell(scene, {
		text: `${done}; ${refused.length} refused: ${reasonsOf(refused)}`,
		look: saved.length > 0 ? 'warning' : 'bad',
	});
};

type Exported = {name: string} | {why: string; ends?: boolean};

const exportOne = async (
	{engine, files}: Scene,
	folder: string,
	{hash, name}: Torrent,
): Promise<Exported> => {
	let content: Uint8Array;
	try {
		content = await exportTorrent(engine.client, hash);
	} catch (error) {
		const known = toQbitError(error);
		if (known.code === 'NotFound') return {why: goneReason};
		if (known.code === 'Conflict') return {why: 'The server has no .torrent file of it yet.'};
		return {why: known.message, ends: endsAll(known)};
	}
	try {
		return {name: await files.save(folder, fileName(name, '.torrent', hash), content)};
	} catch (error) {
		return {why: `It could not be written: ${messageOf(error)}`, ends: true};
	}
};
