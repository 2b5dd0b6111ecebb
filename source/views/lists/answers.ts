import {say, showView} from '../../hooks/screen-state.ts';
import {messageOf} from '../../qbit/message.ts';
import type {Hash} from '../../qbit/types.ts';
import type {Answer, Answering} from '../../space/orchestrator-shape.ts';
import type {Scene} from '../scene.ts';

/** What came of it. In the log it is already: the orchestrator writes there itself. */
export const tellAnswer = (scene: Pick<Scene, 'update'>, answer: Answering): void => {
	if ('then' in answer) return tellLater(scene, answer);
	scene.update(state =>
		answer.done ? say(state, answer.text, 'good') : say(state, answer.why, 'warning'),
	);
};

/** The same of what takes its time. */
export const tellLater = (scene: Pick<Scene, 'update'>, answer: Promise<Answer>): void => {
	answer.then(
		told => tellAnswer(scene, told),
		error => tellAnswer(scene, {done: false, why: messageOf(error)}),
	);
};

/** The torrent in the list of all of them, whatever hides it there. */
export const showTorrent = ({update, list, work}: Scene, hash: Hash): void => {
	if (!work.torrents.has(hash)) {
		return update(state => say(state, 'The torrent is gone from qBittorrent.', 'warning'));
	}
	const isHidden = list.indexOf(hash) === -1;
	update(state => {
		const shown = showView(state, 'torrents');
		return {
			...shown,
			...(isHidden && {filter: ''}),
			panes: {...shown.panes, focus: 'list'},
			position: {...shown.position, cursor: hash, chosen: true},
		};
	});
};
