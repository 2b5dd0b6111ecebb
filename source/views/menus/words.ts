import {verbs} from '../../qbit/verbs.ts';
import {describeTargets, doTo, targets} from '../act.ts';
import type {Scene} from '../scene.ts';
import {askFor} from './open.ts';

export const rename = (scene: Scene): void => {
	const [torrent] = targets(scene);
	if (!torrent) return;
	askFor(scene, 'Name', torrent.name, name => {
		const problem = verbs.rename.wrong?.(name);
		if (problem === undefined) doTo(scene, verbs.rename, [torrent], name);
		return problem;
	});
};

export const setComment = (scene: Scene): void => {
	const torrents = targets(scene);
	const before = torrents[0]?.comment ?? '';
	askFor(scene, `Comment of ${describeTargets(torrents)}`, before, comment => {
		doTo(scene, verbs.setComment, torrents, comment);
		return undefined;
	});
};
