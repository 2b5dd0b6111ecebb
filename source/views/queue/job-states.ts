import type {JobState} from '../../space/job/shape.ts';
import type {Meaning} from '../../terminal/theme.ts';

type StateRow = {
	/** At most seven cells. */
	label: string;
	/** On narrow screens. */
	letter: string;
	look: Meaning;
	/** Those with the lowest stand on top. */
	rank: number;
	/** What it is waiting for, where a job gives no reason of its own. */
	means: string;
};

/** TABLE: every state of a job. */
export const jobStates: Readonly<Record<JobState, StateRow>> = {
	ISSUING: {
		...{label: 'sending', letter: 'S', look: 'moving', rank: 0},
		means: 'The move is being sent to qBittorrent.',
	},
	MOVING: {
		...{label: 'moving', letter: 'M', look: 'moving', rank: 0},
		means: 'qBittorrent moves it. A move that has begun can’t be called back.',
	},
	RECONCILE: {
		...{label: 'looking', letter: '?', look: 'checking', rank: 0},
		means: 'What became of the move is not known: qbtui looks, and sends nothing until it knows.',
	},
	VERIFYING: {
		...{label: 'check', letter: 'C', look: 'checking', rank: 0},
		means: 'It is at its destination: qbtui looks whether it is whole there.',
	},
	TAGGING: {
		...{label: 'tagging', letter: 'T', look: 'checking', rank: 0},
		means: 'It is whole at its destination: the tags follow.',
	},
	HELD: {
		...{label: 'HELD', letter: 'H', look: 'error', rank: 1},
		means: 'It needs you, and does nothing by itself.',
	},
	READY: {
		...{label: 'ready', letter: 'r', look: 'text', rank: 2},
		means: 'It waits for its turn: one moves at a time.',
	},
	BLOCKED: {
		...{label: 'waits', letter: 'w', look: 'queued', rank: 3},
		means: 'It waits, and goes on by itself.',
	},
	QUEUED: {
		...{label: 'queued', letter: 'q', look: 'queued', rank: 4},
		means: 'It is stored; where it goes is planned next.',
	},
	DONE: {
		...{label: 'done', letter: 'd', look: 'good', rank: 5},
		means: 'It is at its destination, whole and tagged.',
	},
	SKIPPED: {
		...{label: 'skipped', letter: 's', look: 'muted', rank: 5},
		means: 'The rules leave it where it is.',
	},
	GONE: {
		...{label: 'gone', letter: 'g', look: 'muted', rank: 5},
		means: 'The torrent was removed from qBittorrent.',
	},
	CANCELLED: {
		...{label: 'cancel', letter: 'c', look: 'muted', rank: 5},
		means: 'It was cancelled.',
	},
};
