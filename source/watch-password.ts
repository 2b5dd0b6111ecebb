import {unwatchFile, watchFile} from 'node:fs';
import type {Mirror} from './qbit/mirror.ts';

/** Often enough for who has just corrected it, and no burden for a disk. */
const intervalMs = 5000;

/**
 * A password that was refused is not sent again; once the file that holds it has changed, it may be
 * another one, and is tried without waiting for somebody to press a key. Returns how to stop that.
 */
export const watchPassword = (path: string, mirror: Mirror): (() => void) => {
	let isWatching = false;
	const tryAgain = (): void => mirror.poke();
	const follow = (): void => {
		const {link} = mirror.store.get();
		const isRefused = link.state === 'away' && link.error.code === 'LoginRefused';
		if (isRefused === isWatching) return;
		isWatching = isRefused;
		if (isRefused) watchFile(path, {interval: intervalMs, persistent: false}, tryAgain);
		else unwatchFile(path, tryAgain);
	};
	const end = mirror.store.subscribe(follow);
	return () => {
		end();
		unwatchFile(path, tryAgain);
	};
};
