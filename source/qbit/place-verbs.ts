import {notAbsolute} from './absolute-path.ts';
import {endpoints} from './endpoints.ts';
import {putBack, step} from './step.ts';
import type {Verb} from './verb.ts';

/** Not sent twice: a move that failed half-way must not begin anew by itself. */
export const setLocation: Verb<string> = {
	name: 'move',
	endpoints: [endpoints.setLocation],
	params: location => ({location}),
	again: false,
	wrong: notAbsolute,
};

export const setAutoManagement: Verb<boolean> = {
	name: 'set automatic management',
	endpoints: [endpoints.setAutoManagement],
	params: enable => ({enable}),
	again: true,
	// To be given a place also switches it off, and brings back what it has moved.
	undo: (before, enable) => {
		const others = before.filter(torrent => torrent.auto_tmm !== enable);
		return enable
			? putBack(setLocation, others, torrent => torrent.save_path)
			: step(setAutoManagement, others, true);
	},
};
