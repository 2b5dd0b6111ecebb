import {rowOf} from '../../qbit/row-of.ts';
import type {State, Torrent} from '../../qbit/types.ts';
import type {Meaning} from '../../terminal/theme.ts';

/** How a state of the server is shown, and by which words it is found. */
type StateRow = {
	/** At most seven cells. */
	label: string;
	/** On narrow screens. */
	letter: string;
	look: Meaning;
	groups: readonly Group[];
};

/** Words for `state:` beside the server's own, and the counts above the list. */
export type Group =
	| 'downloading'
	| 'seeding'
	| 'stopped'
	| 'completed'
	| 'stalled'
	| 'queued'
	| 'checking'
	| 'moving'
	| 'errored';

/** TABLE: every state of every version. */
export const states: Readonly<Record<State, StateRow>> = {
	downloading: {label: 'down', letter: 'D', look: 'downloading', groups: ['downloading']},
	forcedDL: {label: 'down!', letter: 'D', look: 'downloading', groups: ['downloading']},
	metaDL: {label: 'meta', letter: 'I', look: 'downloading', groups: ['downloading']},
	forcedMetaDL: {label: 'meta!', letter: 'I', look: 'downloading', groups: ['downloading']},
	stalledDL: {label: 'stalled', letter: 'W', look: 'stalled', groups: ['downloading', 'stalled']},
	queuedDL: {label: 'queued', letter: 'Q', look: 'queued', groups: ['downloading', 'queued']},
	checkingDL: {label: 'check', letter: 'C', look: 'checking', groups: ['checking']},
	pausedDL: {label: 'stop', letter: 'P', look: 'stopped', groups: ['stopped']},
	stoppedDL: {label: 'stop', letter: 'P', look: 'stopped', groups: ['stopped']},
	uploading: {label: 'seed', letter: 'S', look: 'seeding', groups: ['seeding', 'completed']},
	forcedUP: {label: 'seed!', letter: 'S', look: 'seeding', groups: ['seeding', 'completed']},
	stalledUP: {
		label: 'idle',
		letter: 's',
		look: 'stalled',
		groups: ['seeding', 'completed', 'stalled'],
	},
	queuedUP: {
		label: 'queued',
		letter: 'q',
		look: 'queued',
		groups: ['seeding', 'completed', 'queued'],
	},
	checkingUP: {label: 'check', letter: 'C', look: 'checking', groups: ['checking', 'completed']},
	pausedUP: {label: 'done', letter: 'p', look: 'stopped', groups: ['stopped', 'completed']},
	stoppedUP: {label: 'done', letter: 'p', look: 'stopped', groups: ['stopped', 'completed']},
	checkingResumeData: {label: 'check', letter: 'C', look: 'checking', groups: ['checking']},
	moving: {label: 'moving', letter: 'M', look: 'moving', groups: ['moving']},
	missingFiles: {label: 'MISSING', letter: 'E', look: 'error', groups: ['errored']},
	error: {label: 'ERROR', letter: 'E', look: 'error', groups: ['errored']},
	unknown: {label: '?', letter: '?', look: 'muted', groups: []},
};

/** A later server may have a state that is not in the table. */
export const stateOf = (torrent: Torrent): StateRow =>
	rowOf(states, torrent.state) ?? states.unknown;

export const isStopped = (torrent: Torrent): boolean => stateOf(torrent).groups.includes('stopped');

/** True while bytes flow. */
export const isActive = (torrent: Torrent): boolean => torrent.dlspeed > 0 || torrent.upspeed > 0;
