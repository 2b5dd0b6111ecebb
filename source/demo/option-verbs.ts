import {
	type Answer,
	type Call,
	each,
	flag,
	integer,
	json,
	list,
	param,
	type Route,
} from './http.ts';

const hashes = ['hashes'] as const;

/** 0 and less mean none. */
const limitOf = (call: Call): number => Math.max(0, integer(call, 'limit') ?? 0);

const limits =
	(name: 'dlLimit' | 'upLimit') =>
	(call: Call): Answer =>
		json(
			Object.fromEntries(
				list(call, 'hashes', '|').map(hash => [hash, call.world.items.get(hash)?.[name] ?? -1]),
			),
		);

const number = (call: Call, name: string): number => Number(param(call, name)) || 0;

const setShareLimits = each((_, item, call) => {
	item.ratioLimit = number(call, 'ratioLimit');
	item.seedingTimeLimit = number(call, 'seedingTimeLimit');
	item.inactiveLimit = number(call, 'inactiveSeedingTimeLimit');
	item.shareAction = param(call, 'shareLimitAction');
	item.shareMode = param(call, 'shareLimitsMode');
});

/** TABLE: limits and other settings of many torrents. */
export const optionVerbs: readonly Route[] = [
	{
		path: 'torrents/setDownloadLimit',
		method: 'POST',
		needs: ['hashes', 'limit'],
		run: each((_, item, call) => {
			item.dlLimit = limitOf(call);
		}),
	},
	{
		path: 'torrents/setUploadLimit',
		method: 'POST',
		needs: ['hashes', 'limit'],
		run: each((_, item, call) => {
			item.upLimit = limitOf(call);
		}),
	},
	{path: 'torrents/downloadLimit', method: 'GET', needs: hashes, run: limits('dlLimit')},
	{path: 'torrents/uploadLimit', method: 'GET', needs: hashes, run: limits('upLimit')},
	{
		path: 'torrents/setShareLimits',
		method: 'POST',
		needs: [
			'hashes',
			'ratioLimit',
			'seedingTimeLimit',
			'inactiveSeedingTimeLimit',
			'shareLimitAction',
			'shareLimitsMode',
		],
		run: setShareLimits,
	},
	{
		path: 'torrents/toggleSequentialDownload',
		method: 'POST',
		needs: hashes,
		run: each((_, item) => {
			item.sequential = !item.sequential;
		}),
	},
	{
		path: 'torrents/toggleFirstLastPiecePrio',
		method: 'POST',
		needs: hashes,
		run: each((_, item) => {
			item.firstLast = !item.firstLast;
		}),
	},
	{
		path: 'torrents/setSuperSeeding',
		method: 'POST',
		needs: ['hashes', 'value'],
		run: each((_, item, call) => {
			item.superSeeding = flag(call, 'value');
		}),
	},
];
