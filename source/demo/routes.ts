import {appRoutes} from './app.ts';
import type {Route} from './http.ts';
import {maindata} from './maindata.ts';

/** TABLE: every endpoint of the demo but `auth/…`, which is at the door (`demo.ts`). */
export const routes: readonly Route[] = [
	...appRoutes,
	{path: 'sync/maindata', method: 'GET', run: maindata},
];
