import {addRoutes} from './add.ts';
import {appRoutes} from './app.ts';
import {categoryRoutes} from './categories.ts';
import {creatorRoutes} from './creator-routes.ts';
import {detailRoutes} from './details.ts';
import {fileRoutes} from './files.ts';
import {one, type Route} from './http.ts';
import {logRoutes} from './log-routes.ts';
import {maindata} from './maindata.ts';
import {optionVerbs} from './option-verbs.ts';
import {peerSync} from './peer-sync.ts';
import {tagRoutes} from './tags.ts';
import {listRoutes} from './torrent-list.ts';
import {torrentVerbs} from './torrent-verbs.ts';
import {trackerRoutes} from './tracker-verbs.ts';
import {transferRoutes} from './transfer.ts';

/** TABLE: every endpoint of the demo but `auth/…`, which is at the door (`demo.ts`). */
export const routes: readonly Route[] = [
	{path: 'sync/maindata', method: 'GET', run: maindata},
	{path: 'sync/torrentPeers', method: 'GET', needs: ['hash'], run: one(peerSync)},
	...appRoutes,
	...transferRoutes,
	...listRoutes,
	...detailRoutes,
	...fileRoutes,
	...torrentVerbs,
	...optionVerbs,
	...categoryRoutes,
	...tagRoutes,
	...trackerRoutes,
	...addRoutes,
	...logRoutes,
	...creatorRoutes,
];
