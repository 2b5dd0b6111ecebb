import {join} from 'node:path';
import {addressOf} from '../server-address.ts';
import {SnapshotError} from '../snapshot/errors.ts';
import {isThere, type Listed, listSnapshots, readSnapshot} from '../snapshot/files.ts';
import type {Opened} from '../snapshot/snapshots.ts';
import {fromHome} from '../space/home-folder.ts';
import {stateFolderOf} from '../space/store/state-folder.ts';
import type {CommandContext} from './command.ts';

/** Where snapshots are kept that were given no name. */
export const snapshotFolder = ({config}: Pick<CommandContext, 'config'>): string => {
	const {stateDir, profile} = config;
	return join(stateFolderOf({stateDir, profile, env: process.env}), 'snapshots');
};

/**
 * What a person calls a snapshot: a path, a name of the folder with or without its end, or its number
 * in the list; nothing is the newest, of the server that is set if there is one of it.
 */
export const openNamed = async (
	given: string | undefined,
	context: Pick<CommandContext, 'config'>,
): Promise<Opened> => {
	const path = await pathOf(given, context);
	return {path, snapshot: await readSnapshot(path)};
};

const pathOf = async (
	given: string | undefined,
	context: Pick<CommandContext, 'config'>,
): Promise<string> => {
	const file = given === undefined ? undefined : fromHome(given);
	if (file !== undefined && (await isThere(file))) return file;
	const folder = snapshotFolder(context);
	const listed = await listSnapshots(folder);
	if (given === undefined) {
		const whole = listed.filter(row => 'head' in row);
		const {url} = context.config;
		const own = url && whole.find(({head}) => head.server.address === addressOf(url));
		const newest = own ?? whole[0];
		if (newest) return newest.path;
		throw new SnapshotError('NotFound', `There is no snapshot in ${folder}.`, {
			advice: ['qbtui --save-state saves one.'],
		});
	}
	const found = byName(given, listed);
	if (found) return found.path;
	throw new SnapshotError('NotFound', `There is no snapshot ${given}.`);
};

const byName = (given: string, listed: readonly Listed[]): Listed | undefined =>
	/^[1-9]\d{0,3}$/.test(given)
		? listed[Number(given) - 1]
		: listed.find(({name}) => name === given || name === `${given}.json`);
