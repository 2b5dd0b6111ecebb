import {homedir, userInfo} from 'node:os';

/**
 * The user’s own folder: HOME, or what the system knows of the user. `/` for one that is known by
 * number only, as in containers: nobody can write there, and what wants to says so.
 */
export const homeFolder = (): string => {
	try {
		return homedir() || userInfo().homedir;
	} catch {
		return '/';
	}
};

/** `~` and what is below it, where no shell has put the folder there. */
export const fromHome = (path: string): string => path.replace(/^~(?=\/|$)/, () => homeFolder());
