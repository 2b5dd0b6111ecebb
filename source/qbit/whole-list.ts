import type {Asking, Client} from './client.ts';
import {endpoints} from './endpoints.ts';
import {applyUpdate, emptyMaindata, type Maindata} from './maindata.ts';
import type {Update} from './read-maindata.ts';

/**
 * The server says nothing while it puts its whole list together: 6 s for 50,000 torrents and 20 s for
 * 100,000, on a fast machine. A small one that is given up after the usual time would be asked again,
 * and would begin again, for ever.
 */
const patience = 10;

/** Everything that the server has, as its first answer. */
export const askWhole = (client: Client, asking: Asking = {}): Promise<Update> =>
	client.ask(endpoints.maindata, {rid: 0}, {...asking, patience});

/** The same, as a list of torrents to look at. */
export const askMaindata = async (client: Client): Promise<Maindata> => {
	const maindata = emptyMaindata();
	applyUpdate(maindata, await askWhole(client));
	return maindata;
};
