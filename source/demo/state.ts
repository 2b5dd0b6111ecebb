import type {State} from '../qbit/types.ts';
import {hasMetadata, type Item, isComplete} from './item.ts';

/** The order in which the server decides (`TorrentImpl::updateState`). */
export const stateOf = (item: Item): State => {
	if (item.move) return 'moving';
	if (item.fault) return item.fault;
	if (!hasMetadata(item)) return withoutMetadata(item);
	const complete = isComplete(item);
	if (item.check) return complete ? 'checkingUP' : 'checkingDL';
	return complete ? uploading(item) : downloading(item);
};

const withoutMetadata = (item: Item): State => {
	if (item.stopped) return 'stoppedDL';
	if (item.forced) return 'forcedMetaDL';
	return item.queued ? 'queuedDL' : 'metaDL';
};

const uploading = (item: Item): State => {
	if (item.stopped) return 'stoppedUP';
	if (item.forced) return 'forcedUP';
	if (item.queued) return 'queuedUP';
	return item.upspeed > 0 ? 'uploading' : 'stalledUP';
};

const downloading = (item: Item): State => {
	if (item.stopped) return 'stoppedDL';
	if (item.forced) return 'forcedDL';
	if (item.queued) return 'queuedDL';
	return item.dlspeed > 0 ? 'downloading' : 'stalledDL';
};
