import {hasMetadata, type Item, totalSize, wantedHave, wantedSize} from './item.ts';

/** Seconds: "never". */
const NEVER = 8_640_000;

export const ratioOf = (item: Item): number =>
	item.downloaded > 0 ? item.uploaded / item.downloaded : item.uploaded > 0 ? -1 : 0;

export const piecesOf = (item: Item): number =>
	hasMetadata(item) ? Math.max(1, Math.ceil(totalSize(item) / item.pieceSize)) : -1;

/** What is known to be good: during a check only what was checked so far. */
const completedOf = (item: Item): number =>
	hasMetadata(item) ? Math.floor(wantedHave(item) * (item.check?.done ?? 1)) : 0;

export const progressOf = (item: Item): number => {
	if (!hasMetadata(item)) return 0;
	if (item.check) return item.check.done;
	const size = wantedSize(item);
	return size > 0 ? completedOf(item) / size : 0;
};

export const piecesHave = (item: Item): number =>
	Math.max(0, Math.floor(piecesOf(item) * (totalSize(item) > 0 ? wantedHaveShare(item) : 0)));

const wantedHaveShare = (item: Item): number => {
	const total = totalSize(item);
	const have = item.files.reduce((bytes, file) => bytes + file.have, 0);
	return hasMetadata(item) ? (have / total) * (item.check?.done ?? 1) : 0;
};

const etaOf = (item: Item, left: number): number =>
	item.dlspeed > 0 && left > 0 ? Math.min(NEVER, Math.floor(left / item.dlspeed)) : NEVER;

/** How much there is of it, as the API tells it. */
export const amounts = (item: Item) => {
	const size = hasMetadata(item) ? wantedSize(item) : 0;
	const completed = completedOf(item);
	return {
		size,
		total_size: hasMetadata(item) ? totalSize(item) : -1,
		progress: progressOf(item),
		completed,
		amount_left: size - completed,
		pieces_have: piecesHave(item),
		downloaded: item.downloaded,
		uploaded: item.uploaded,
		downloaded_session: item.downloadedSession,
		uploaded_session: item.uploadedSession,
		total_wasted: item.wasted,
		ratio: ratioOf(item),
		eta: etaOf(item, size - completed),
	};
};
