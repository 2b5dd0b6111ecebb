import {Box, Text} from 'ink';
import {Table} from 'ink-table';
import type {Engine} from '../engine.ts';
import type {Mirrored} from '../qbit/mirror.ts';
import type {Glyphs} from '../terminal/glyphs.ts';
import {harmless} from '../terminal/harmless.ts';
import {cut} from '../terminal/text.ts';
import type {Theme} from '../terminal/theme.ts';
import {bytes, clockTime, count} from './format.ts';
import {speedGraphs} from './speed-graphs.ts';
import type {SpeedHistory} from './speed-history.ts';

/** What is known of the server and of our connection to it. */
const connectionFacts = (
	engine: Engine,
	mirrored: Mirrored,
): Array<{what: string; value: string}> => {
	const {maindata, link, answeredAt} = mirrored;
	const {server} = maindata;
	const version = engine.version.get();
	const facts: Array<[what: string, value: string | undefined]> = [
		['Address', engine.address],
		['qBittorrent', version?.app],
		['WebAPI', version?.webapi],
		['Connection', link.state],
		['Trouble', link.state === 'away' ? link.error.message : undefined],
		['Last answer', answeredAt === undefined ? undefined : clockTime(answeredAt)],
		['Logins', count(engine.client.logins())],
		['Torrents', count(maindata.torrents.size)],
		['DHT nodes', server.dht_nodes === undefined ? undefined : count(server.dht_nodes)],
		[
			'Peers',
			server.total_peer_connections === undefined
				? undefined
				: count(server.total_peer_connections),
		],
		['Reached by others', server.connection_status],
		['Uploaded ever', server.alltime_ul === undefined ? undefined : bytes(server.alltime_ul)],
		['Downloaded ever', server.alltime_dl === undefined ? undefined : bytes(server.alltime_dl)],
	];
	return facts.flatMap(([what, value]) =>
		value === undefined || value === '' ? [] : [{what, value}],
	);
};

export const ConnectionPanel = ({
	engine,
	mirrored,
	width,
	height,
	theme,
	history,
	glyphs,
}: {
	engine: Engine;
	mirrored: Mirrored;
	width: number;
	height: number;
	theme: Theme;
	history: SpeedHistory;
	glyphs: Glyphs;
}) => {
	const facts = connectionFacts(engine, mirrored).map(({what, value}) => ({
		what,
		value: cut(harmless(value), width - 26),
	}));
	const rows = facts.map(({what, value}) => ({Connection: what, Now: value}));
	// A table row takes two lines; where that is too many, plain lines do.
	const tableHeight = facts.length * 2 + 3;
	const hasTable = tableHeight <= height;
	const left = height - (hasTable ? tableHeight : facts.length);
	return (
		<Box flexDirection="column" height={height} flexShrink={0} overflow="hidden">
			{hasTable ? (
				<Table data={rows} />
			) : (
				facts
					.slice(0, height)
					.map(({what, value}) => (
						<Text key={what}>{`   ${theme.paint('label', what.padEnd(18))} ${value}`}</Text>
					))
			)}
			{speedGraphs(history, {width, height: left}, {theme, glyphs}).map((line, i) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
				<Text key={i}>{line}</Text>
			))}
		</Box>
	);
};
