import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** A small disk of its own that can be full, and be unmounted. */
export type SmallVolume = {
	path: string;
	/** Leaves the folder below it, on the system's own disk. */
	unmount: () => void;
	mount: () => void;
	remove: () => void;
};

/** Says on stderr why there is none: only root may mount. */
export const makeVolume = (size: string): SmallVolume | undefined => {
	const path = mkdtempSync(join(tmpdir(), 'qbtui-volume-'));
	let isMounted = false;
	const volume: SmallVolume = {
		path,
		mount: () => {
			const options = `size=${size},mode=0777`;
			execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'qbtui-test', path], {stdio: 'pipe'});
			isMounted = true;
		},
		unmount: () => {
			// Lazily: the server may have a file of it open.
			if (isMounted) execFileSync('umount', ['-l', path]);
			isMounted = false;
		},
		remove: () => {
			volume.unmount();
			rmSync(path, {recursive: true, force: true});
		},
	};
	try {
		mkdirSync(path, {recursive: true});
		volume.mount();
		return volume;
	} catch (error) {
		volume.remove();
		process.stderr.write(`tests with a small disk are skipped: ${String(error)}\n`);
		return undefined;
	}
};
