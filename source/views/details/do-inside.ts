import {type Notice, say, type Undone} from '../../hooks/screen-state.ts';
import type {Client} from '../../qbit/client.ts';
import {isQbitError} from '../../qbit/errors.ts';
import type {Torrent} from '../../qbit/types.ts';
import {controlsOf, type Doing, tell, tellFailure} from '../doing.ts';
import {keepUndo} from '../undo.ts';

/** How something inside a torrent went, and what takes it back. */
export type Did = {
	text: string;
	look?: Notice['look'];
	undo?: {label: string; run: (client: Client) => Promise<void>};
};

const goneNow = 'The torrent is gone; nothing was changed.';

/** Does something to the parts of a torrent and tells how it went. `work` throws when it is not done. */
export const doInside = (
	doing: Doing,
	{hash}: Torrent,
	what: string,
	work: (client: Client) => Promise<Did>,
): void => {
	const run = async (): Promise<void> => {
		try {
			// Since 5.2 some calls pass over what is gone without a word.
			if (!controlsOf(doing).torrents.has(hash)) throw new Error(goneNow);
			const {text, look = 'good', undo} = await work(doing.engine.client);
			if (undo) keep(doing, undo);
			tell(doing, {text, look}, undo ? '   z takes it back' : '');
		} catch (error) {
			const gone = isQbitError(error, 'NotFound') ? new Error(goneNow) : error;
			tellFailure(doing, what, gone);
		}
		doing.engine.details.poke();
		doing.engine.mirror.poke();
	};
	void run();
};

const keep = (doing: Doing, {label, run}: NonNullable<Did['undo']>): void => {
	const back = async (): Promise<Undone> => {
		try {
			await run(doing.engine.client);
			return {done: true, text: '', look: 'good'};
		} catch (error) {
			if (!isQbitError(error, 'NotFound')) throw error;
			const text = `${label}: nothing to take back any more, the torrent is gone.`;
			return {done: true, text, look: 'warning'};
		} finally {
			doing.engine.details.poke();
		}
	};
	doing.update(state => keepUndo(state, {label, run: back}));
};

/** Says something until the next key; it is in no log, as nothing was done. */
export const remark = ({update}: Pick<Doing, 'update'>, text: string): void =>
	update(state => say(state, text, 'warning'));
