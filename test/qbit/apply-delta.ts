import {applyUpdate, type Change, type Maindata} from '../../source/qbit/maindata.ts';
import {readMaindata} from '../../source/qbit/read-maindata.ts';
import type {Delta} from '../../source/qbit/types.ts';
import {whole} from './wire.ts';

/** Applies a delta as it comes off the wire. */
export const apply = async (maindata: Maindata, delta: Delta): Promise<Change> =>
	applyUpdate(maindata, await readMaindata(whole(JSON.stringify(delta)), {maxBytes: 10_000_000}));
