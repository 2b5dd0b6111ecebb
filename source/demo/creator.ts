import {pieceSizeFor} from './create.ts';
import {contentAt} from './directory.ts';
import {note} from './log.ts';
import {makeTorrent} from './made.ts';
import {addItem} from './verbs.ts';
import {nowOf, type World} from './world.ts';

const RATE = 250e6;

export type CreatorTask = {
	id: string;
	sourcePath: string;
	torrentFilePath: string;
	pieceSize: number;
	isPrivate: boolean;
	comment: string;
	source: string;
	trackers: string[];
	urlSeeds: string[];
	format: string;
	ignoreDotfiles: boolean;
	startSeeding: boolean;
	addedAt: number;
	startedAt: number | undefined;
	finishedAt: number | undefined;
	/** 0 to 1. */
	done: number;
	error: string;
	torrent: Uint8Array | undefined;
};

/** Where nothing is, the real server says this too. */
const NO_FILES = "All files have been filtered out by 'Ignore dotfiles' option";

const finish = (world: World, task: CreatorTask): void => {
	task.finishedAt = nowOf(world);
	const {item, file} = makeTorrent(world, task);
	task.torrent = file;
	if (!task.startSeeding) return;
	if (world.items.has(item.hash)) {
		task.error = 'Failed to start seeding.';
		return;
	}
	addItem(world, item);
};

const fail = (world: World, task: CreatorTask): void => {
	task.finishedAt = nowOf(world);
	task.error = `Create new torrent file failed. Reason: ${NO_FILES}.`;
	note(world, `Create torrent failed. Reason: "${NO_FILES}"`, 'warning');
};

/** One task is worked on at a time. */
export const advanceCreator = (world: World, seconds: number): void => {
	const task = [...world.creator.values()].find(({finishedAt}) => finishedAt === undefined);
	if (!task) return;
	task.startedAt ??= nowOf(world);
	const bytes = contentAt(world, task.sourcePath).reduce((sum, file) => sum + file.size, 0);
	if (bytes === 0) {
		fail(world, task);
		return;
	}
	if (task.pieceSize === 0) task.pieceSize = pieceSizeFor(bytes);
	task.done = Math.min(1, task.done + seconds / Math.min(60, Math.max(3, bytes / RATE)));
	if (task.done >= 1) finish(world, task);
};
