import {hasMetadata, type Item, isRunning, receive, wantedHave, wantedSize} from './item.ts';
import {note} from './log.ts';
import {requeue} from './queue.ts';
import {nowOf, type World} from './world.ts';

const finish = (world: World, item: Item): void => {
	item.dlspeed = 0;
	item.completedAt = nowOf(world);
	requeue(world, item);
	note(world, `Torrent download finished. Torrent: "${item.name}"`);
};

const download = (world: World, item: Item, seconds: number): void => {
	if (item.place === 0) return;
	const left = wantedSize(item) - wantedHave(item);
	const got = Math.min(left, Math.floor(item.dlspeed * seconds));
	receive(item, got);
	item.downloaded += got;
	item.downloadedSession += got;
	world.sessionDl += got;
	world.alltimeDl += got;
	if (item.seeds > 0) item.seenComplete = nowOf(world);
	if (got === left) finish(world, item);
};

const upload = (world: World, item: Item, seconds: number): void => {
	const given = Math.floor(item.upspeed * seconds);
	item.uploaded += given;
	item.uploadedSession += given;
	world.sessionUl += given;
	world.alltimeUl += given;
};

const findMetadata = (world: World, item: Item, seconds: number): void => {
	item.metadataIn -= seconds;
	if (!hasMetadata(item)) return;
	if (item.stopOnMetadata) item.stopped = true;
	world.stale.add(item);
	note(world, `Received metadata. Torrent: "${item.name}"`, 'info');
};

/** Lets one torrent live for so many seconds at its speeds. */
export const flow = (world: World, item: Item, seconds: number): void => {
	if (!isRunning(item)) return;
	if (hasMetadata(item)) share(world, item, seconds);
	else findMetadata(world, item, seconds);
};

const share = (world: World, item: Item, seconds: number): void => {
	item.activeFor += seconds;
	if (item.place === 0) item.seedingFor += seconds;
	if (item.dlspeed + item.upspeed > 0) item.lastActivity = nowOf(world);
	upload(world, item, seconds);
	download(world, item, seconds);
};
