import fs from 'node:fs';
import path from 'node:path';

/** In dist because npm never empties it, and git does not see it. */
const lockFile = root => path.join(root, 'dist', '.setup.lock');

const pause = milliseconds =>
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

const isAlive = pid => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
};

const tryLock = file => {
	try {
		fs.writeFileSync(file, String(process.pid), {flag: 'wx'});
		return true;
	} catch (error) {
		if (error.code !== 'EEXIST') throw error;
		return false;
	}
};

const readOwner = file => {
	try {
		return Number(fs.readFileSync(file, 'utf8'));
	} catch (error) {
		if (error.code !== 'ENOENT') throw error;
		return undefined;
	}
};

/** Only a lock whose text stayed the same is removed: another process may just have taken it. */
const removeAbandoned = file => {
	const owner = readOwner(file);
	// The file is empty for the moment between its creation and its writing.
	if (owner === undefined || (owner !== 0 && isAlive(owner))) return;
	pause(100);
	if (readOwner(file) === owner) fs.rmSync(file, {force: true});
};

/** Runs `work` while no other setup of this checkout runs; a lock left by a dead process is taken over. */
export const withLock = (root, say, work) => {
	const file = lockFile(root);
	fs.mkdirSync(path.dirname(file), {recursive: true});
	if (!tryLock(file)) {
		removeAbandoned(file);
		if (fs.existsSync(file)) say('waiting for another setup of this checkout …');
		while (!tryLock(file)) {
			pause(100);
			removeAbandoned(file);
		}
	}

	try {
		return work();
	} finally {
		fs.rmSync(file, {force: true});
	}
};
