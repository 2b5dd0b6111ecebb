import {envNames} from './config.ts';
import {type Setting, settings} from './settings.ts';

/** The environment for other programs, without qbtui’s own secrets: who needs one gives it to the program. */
export const withoutSecrets = (): NodeJS.ProcessEnv => {
	const rows: Setting<unknown>[] = Object.values(settings);
	const secret = new Set(rows.filter(row => row.secret).flatMap(envNames));
	const own = Object.entries(process.env).filter(([name]) => !secret.has(name));
	return Object.fromEntries(own);
};
