import {ask} from '../../hooks/layers.ts';
import {verbs} from '../../qbit/verbs.ts';
import {describeTargets, doTo, sizeOf, targets} from '../act.ts';
import type {Scene} from '../scene.ts';
import {open} from './open.ts';

const manyTorrents = 10;
const muchData = 2 ** 40;

export const removeWith =
	(deleteFiles: boolean) =>
	(scene: Scene): void => {
		const torrents = targets(scene);
		const careful = torrents.length > manyTorrents || sizeOf(torrents) > muchData;
		const files = deleteFiles ? 'AND DELETE THE FILES' : '(files stay)';
		open(
			scene,
			ask(
				`Remove ${describeTargets(torrents)} ${files}?`,
				() => doTo(scene, verbs.remove, torrents, {deleteFiles}),
				careful ? String(torrents.length) : undefined,
				'z can’t take it back',
			),
		);
	};
