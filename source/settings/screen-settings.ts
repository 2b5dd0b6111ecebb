import {messageOf} from '../qbit/message.ts';
import {glyphSet} from '../terminal/glyphs.ts';
import {keymap} from '../views/keys/keymap.ts';
import {remap} from '../views/keys/remap.ts';
import {torrentColumns} from '../views/torrents/columns.ts';
import type {Config} from './config.ts';
import {type Setting, settings} from './settings.ts';

/** What in the settings speaks of something that the screen does not have. */
export const screenProblem = (config: Config): string | undefined =>
	keysProblem(config) ??
	columnProblem(config, settings.columns, config.columns ?? []) ??
	columnProblem(config, settings.sort, config.sort.split(',').map(withoutSign));

const keysProblem = (config: Config): string | undefined => {
	try {
		remap(keymap, config.keys);
		return undefined;
	} catch (error) {
		return `${config.givenAs(settings.keys)}: ${messageOf(error)}.`;
	}
};

const withoutSign = (name: string): string => name.trim().replace(/^-/, '');

const columnProblem = (
	config: Config,
	setting: Setting<unknown>,
	names: readonly string[],
): string | undefined => {
	const known = torrentColumns({volumes: [], glyphs: glyphSet({ascii: true})}).map(row => row.name);
	const unknown = names.find(name => !known.includes(name));
	return unknown === undefined
		? undefined
		: `${config.givenAs(setting)}: there is no column “${unknown}”. There are: ${known.join(', ')}.`;
};
