import {endpoints} from '../../qbit/endpoints.ts';
import {isQbitError} from '../../qbit/errors.ts';
import {messageOf} from '../../qbit/message.ts';
import {tell} from '../doing.ts';
import {fileName} from '../menus/file-name.ts';
import {askFor} from '../menus/open.ts';
import type {Scene} from '../scene.ts';
import {type CreateRow, nameOf} from './rows.ts';

/** The .torrent of what was made: the one that was fetched, or the server’s. */
export const fileOf = async (
	{engine}: Pick<Scene, 'engine'>,
	{making, task}: CreateRow,
): Promise<Uint8Array> => {
	if (making?.stage.is === 'done') return making.stage.made.file;
	try {
		return await engine.client.ask(endpoints.taskFile, {taskID: task?.id ?? ''});
	} catch (error) {
		if (!isQbitError(error, 'Conflict', 'NotFound')) throw error;
		throw new Error('The server no longer has its .torrent: r makes it anew.', {cause: error});
	}
};

/** Asks for a folder of this machine; what was typed is not lost. */
export const askSave = (scene: Scene, row: CreateRow, given = '.'): void => {
	const name = nameOf(row);
	askFor(scene, `Save the .torrent of “${name}” into the folder`, given, text => {
		if (text === '') return 'No folder is named.';
		const save = async (): Promise<void> => {
			const folder = await scene.files.folder(text);
			const content = await fileOf(scene, row);
			const saved = await scene.files.save(folder, fileName(name, '.torrent', row.key), content);
			tell(scene, {text: `Saved ${saved} into ${folder}.`, look: 'good'});
		};
		save().catch(error => {
			askSave(scene, row, text);
			scene.update(state =>
				state.layer?.kind === 'prompt'
					? {...state, layer: {...state.layer, problem: messageOf(error)}}
					: state,
			);
		});
		return undefined;
	});
};
