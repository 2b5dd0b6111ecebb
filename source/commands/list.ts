import {applyUpdate, emptyMaindata} from '../qbit/maindata.ts';
import {tagsOf} from '../qbit/step.ts';
import type {Torrent} from '../qbit/types.ts';
import {askWhole} from '../qbit/whole-list.ts';
import {ConfigError} from '../settings/config.ts';
import {screenProblem} from '../settings/screen-settings.ts';
import type {Volume} from '../space/paths.ts';
import {glyphSet} from '../terminal/glyphs.ts';
import {compileFilter} from '../views/filter/filter.ts';
import {allViews, pickedView} from '../views/filter/saved-views.ts';
import {createTrackerHosts} from '../views/filter/tracker-hosts.ts';
import {createArrangement} from '../views/torrents/arrangement.ts';
import {chooseColumns, firstSort, sortKeys} from '../views/torrents/column-choice.ts';
import {diskOf, torrentColumns} from '../views/torrents/columns.ts';
import {type Command, exitCodes} from './command.ts';
import {UsageError} from './failure.ts';
import {jsonParts, table} from './print.ts';

export const list: Command = {
	name: 'list',
	usage: '[FILTER]',
	help: 'List torrents, with the filters and columns of the screen',
	examples: [
		["qbtui list 'state:seeding size>10G !tag:keep'", 'Large ones that seed, without that tag'],
		["qbtui list 'added<7d (cat:linux | tracker:example.org)'", 'New ones of either'],
		["qbtui list --json 'done<100%' | jq '.torrents[].name'", 'For a script'],
	],
	run: async ({args, config, json: asJson, out, openEngine, now}) => {
		const problem = screenProblem(config);
		if (problem !== undefined) throw new ConfigError(problem);
		const engine = await openEngine();
		const {volumes, client} = engine;
		const text = args.join(' ');
		const views = allViews(config.views, volumes);
		const maindata = emptyMaindata();
		const listed = {maindata};
		const {hostsOf} = createTrackerHosts(() => listed);
		const filter = compileFilter(text, {
			...{volumes, now, hostsOf, views: () => views, isWhole: true},
		});
		if (filter.problem !== undefined) throw new UsageError(filter.problem);
		// First: nobody is answered while the server puts a long list together.
		const version = await client.identify();
		const change = applyUpdate(maindata, await askWhole(client));
		const columns = torrentColumns({volumes, glyphs: glyphSet({ascii: config.ascii})});
		const sort = sortKeys(
			firstSort(pickedView(text, views)?.sort ?? config.sort, columns),
			columns,
		);
		const arrangement = createArrangement(sort, filter);
		arrangement.update(maindata, change);
		const torrents = arrangement.rows().map(row => row.torrent);
		if (asJson) {
			const server = {address: engine.address, version: version.app, webapi: version.webapi};
			await out.writeParts(jsonParts({server}, 'torrents', documentsOf(torrents, volumes)));
		} else {
			const shown = chooseColumns(columns, config.columns, volumes.length > 0);
			out.write(table(torrents, shown, out.width, out.theme));
			if (torrents.length === 0) out.warn(nothingFound(text));
		}
		return exitCodes.done;
	},
};

/** Beside the titles, so that nobody takes it for a failure. */
const nothingFound = (filter: string): string =>
	filter === '' ? 'The server has no torrents.' : `No torrent matches: ${filter}`;

function* documentsOf(torrents: readonly Torrent[], volumes: readonly Volume[]) {
	for (const torrent of torrents) yield describe(torrent, diskOf(torrent, volumes));
}

/** A torrent as the server tells it, with its tags as a list. The magnet link is not kept. */
const describe = (torrent: Torrent, disk: string): Record<string, unknown> => {
	const {magnet_uri: _, hash, ...fields} = torrent;
	return {
		hash,
		...fields,
		tags: tagsOf(torrent),
		disk,
	};
};
