import {type Item, receive, wantedSize} from './item.ts';
import {between, spread} from './random.ts';

const DAY = 86_400;

/** It came, was finished, and has been seeded since. */
export const seedIt = (item: Item, now: number): void => {
	const size = wantedSize(item);
	const took = Math.ceil(size / item.bandwidth) + 60;
	receive(item, size);
	item.addedAt = Math.min(item.addedAt, now - took - 3600);
	item.completedAt = item.addedAt + took;
	item.seenComplete = now - Math.floor(between(0, 7200, item.key, 'seen'));
	item.lastActivity = now - Math.floor(spread(5, 3 * DAY, item.key, 'active'));
	item.seedingFor = Math.floor((now - item.completedAt) * between(0.6, 0.99, item.key, 'seeding'));
	item.activeFor = item.seedingFor + took;
	item.downloaded = Math.floor(size * between(1, 1.004, item.key, 'waste'));
	item.wasted = item.downloaded - size;
	const ratio = spread(0.02, 4, item.key, 'ratio') * (1 + item.seedingFor / (200 * DAY));
	item.uploaded = Math.floor(size * ratio);
	item.uploadedSession = Math.floor(item.uploaded * 0.02);
};

/** It has a part, and lacks what `seconds` of its swarm's speed bring. */
export const partly = (item: Item, now: number, seconds: number): void => {
	const size = wantedSize(item);
	const left = Math.min(size * 0.96, item.bandwidth * seconds);
	receive(item, Math.floor(size - left));
	item.downloaded = size - Math.ceil(left);
	item.downloadedSession = item.downloaded;
	item.uploaded = Math.floor(item.downloaded * between(0, 0.4, item.key, 'ratio'));
	item.uploadedSession = item.uploaded;
	item.activeFor = Math.min(now - item.addedAt, Math.ceil(item.downloaded / item.bandwidth) + 60);
	item.lastActivity = now - 1;
	item.seenComplete = now - 120;
};
