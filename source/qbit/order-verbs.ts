import {endpoints} from './endpoints.ts';
import {putBack} from './step.ts';
import type {Verb} from './verb.ts';

export const setSequential: Verb<boolean> = {
	name: 'set sequential download',
	endpoints: [endpoints.toggleSequentialDownload],
	again: true,
	reached: (torrent, wanted) => torrent.seq_dl === wanted,
	undo: before => putBack(setSequential, before, torrent => torrent.seq_dl),
};

export const setFirstLast: Verb<boolean> = {
	name: 'set first and last piece first',
	endpoints: [endpoints.toggleFirstLastPiecePrio],
	again: true,
	reached: (torrent, wanted) => torrent.f_l_piece_prio === wanted,
	undo: before => putBack(setFirstLast, before, torrent => torrent.f_l_piece_prio),
};

export const setSuperSeeding: Verb<boolean> = {
	name: 'set super seeding',
	endpoints: [endpoints.setSuperSeeding],
	params: value => ({value}),
	again: true,
	undo: before => putBack(setSuperSeeding, before, torrent => torrent.super_seeding),
};

/** The order among the torrents counts: they go in one call. */
const inQueue = (name: string, path: Verb<void>['endpoints'][0], again: boolean): Verb<void> => ({
	name,
	endpoints: [path],
	send: 'all',
	again,
	explain: ({code}) => (code === 'Conflict' ? 'The server’s queue is switched off.' : undefined),
});

export const toTop = inQueue('move to the top', endpoints.topPrio, true);
export const toBottom = inQueue('move to the bottom', endpoints.bottomPrio, true);
export const moveUp = inQueue('move up', endpoints.increasePrio, false);
export const moveDown = inQueue('move down', endpoints.decreasePrio, false);
