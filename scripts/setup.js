// Makes a checkout ready: `node scripts/setup.js` installs what is missing, `… build` also builds.
// Runs on any Node from 14 on and needs no package, because it is what installs them.

import {withLock} from './lock.js';
import {ensureNode, hasNode} from './own-node.js';
import {arePackagesStale, installPackages} from './packages.js';
import {root} from './paths.js';
import {isBuildStale, runBuild} from './stamp.js';

const say = text => process.stderr.write(`${text}\n`);

const isReady = wantsBuild =>
	!arePackagesStale(root) && hasNode(root) && !(wantsBuild && isBuildStale(root));

const prepare = wantsBuild => {
	if (arePackagesStale(root)) installPackages(root, say);
	if (!hasNode(root)) ensureNode(root, say);
	if (wantsBuild && isBuildStale(root)) runBuild(root, say);
};

const setUp = wantsBuild => {
	if (isReady(wantsBuild)) return;
	withLock(root, say, () => prepare(wantsBuild));
};

try {
	setUp(process.argv[2] === 'build');
} catch (error) {
	say(error.message);
	process.exitCode = 1;
}
