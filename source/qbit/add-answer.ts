import {type Endpoint, fromText} from './endpoint.ts';
import {QbitError} from './errors.ts';
import {asRecord} from './shape.ts';
import type {Hash} from './types.ts';

/**
 * What `torrents/add` says when it says yes. Up to 5.1: 200 with "Ok." or "Fails." (nothing was
 * taken, most often because it is there already). Since 5.2: 200 or 202 with counts and ids, and
 * 409 in place of "Fails.".
 */
export type AddAnswer = {
	/** At least one source was taken. */
	taken: boolean;
	/** Links that the server has still to download; 5.2+ says so, before it is not known. */
	pending: number;
	/** 5.2+ */
	ids: readonly Hash[];
};

export const readAddAnswer: Endpoint<AddAnswer>['read'] = fromText(body => {
	const said = body.trim();
	if (said === 'Ok.') return {taken: true, pending: 0, ids: []};
	if (said === 'Fails.') return {taken: false, pending: 0, ids: []};
	const {success_count, pending_count, added_torrent_ids} = asRecord(parse(said));
	const ids = Array.isArray(added_torrent_ids) ? added_torrent_ids.map(String) : [];
	const pending = typeof pending_count === 'number' ? pending_count : 0;
	return {taken: success_count !== 0 || pending > 0, pending, ids};
});

const parse = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new QbitError('BadReply', 'The answer to the upload is not qBittorrent’s.', {cause});
	}
};
