import {directory} from './directory.ts';
import {diskOf, incoming, resolve} from './disks.ts';
import {json, param, type Route, refuse, text} from './http.ts';
import {free} from './world.ts';

const VERSION = 'v5.3.0';
const WEBAPI = '2.16.2';

const build = {
	bitness: 64,
	boost: '1.88.0',
	libtorrent: '2.0.11.0',
	openssl: '3.5.4',
	platform: 'linux',
	qt: '6.9.2',
	zlib: '1.3.1',
};

/** TABLE: `app/…`. */
export const appRoutes: readonly Route[] = [
	{path: 'app/version', method: 'GET', run: () => text(VERSION)},
	{path: 'app/webapiVersion', method: 'GET', run: () => text(WEBAPI)},
	{path: 'app/buildInfo', method: 'GET', run: () => json(build)},
	{path: 'app/defaultSavePath', method: 'GET', run: () => text(incoming)},
	{
		path: 'app/processInfo',
		method: 'GET',
		run: ({world}) => json({launch_time: world.startedAt}),
	},
	{path: 'app/getDirectoryContent', method: 'GET', needs: ['dirPath'], run: directory},
	{
		path: 'app/getFreeSpaceAtPath',
		method: 'GET',
		needs: ['path'],
		run: call => {
			const disk = diskOf(resolve(param(call, 'path')));
			return disk ? text(free(call.world, disk)) : refuse(409);
		},
	},
];
