/**
 * `npm run bench`: qbtui beside the bare limit, on a real qbittorrent-nox 5.3 with 20,000 torrents.
 * With --write, the table goes into the README. Takes about four minutes; wants a quiet machine.
 * `npm run bench -- --torrents 100000` measures it with more, which takes a multiple of that.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {cpus} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {fillPart} from '../scripts/tables.ts';
import {startServer} from '../test/lab/server.ts';
import {syntheticTorrents} from '../test/lab/torrents.ts';
import {addTorrents} from '../test/lab/upload.ts';
import {bareGet} from './bare.ts';
import {measureFiles} from './files.ts';
import {
	measureFirstPaint,
	measureKeys,
	measureStart,
	measureTicks,
	type Result,
} from './measures.ts';
import {measureQueue} from './queue.ts';
import {sleep} from './sample.ts';
import {measureService} from './service.ts';
import {measureSnapshot} from './snapshot.ts';

const {values} = parseArgs({
	options: {torrents: {type: 'string', default: '20000'}, write: {type: 'boolean'}},
});
const torrents = Number(values.torrents);

const table = (results: readonly Result[]): string =>
	[
		'| What | Goal | Measured | Beside it |',
		'| --- | --- | --- | --- |',
		...results.map(row => `| ${row.what} | ${row.goal} | ${row.measured} | ${row.beside} |`),
	].join('\n');

console.error(`starting qbittorrent-nox 5.3 with ${torrents} torrents …`);
// The lab's servers refresh three times as often as a server does by default, for quick tests.
const server = await startServer({
	version: '5.3',
	configure: {'BitTorrent/Session/RefreshInterval': '1500'},
});
try {
	await addTorrents(server, syntheticTorrents(torrents), {stopped: true});
	// The server writes what was added for a while; it would be measured along.
	await sleep(20_000);
	const {bytes} = await bareGet(server);
	const steps = [
		['start', () => measureStart(server, torrents)],
		['ticks', measureTicks],
		['keys and rest', () => measureKeys(server, torrents)],
		['first paint', () => measureFirstPaint(server)],
		['files', () => measureFiles(server)],
		['queue', measureQueue],
		['snapshot', () => measureSnapshot(server)],
		['service', () => measureService(server)],
	] as const;
	const results: Result[] = [];
	for (const [name, measure] of steps) {
		console.error(`measuring ${name} …`);
		results.push(...(await measure()));
	}
	const machine = `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}, ${torrents} torrents, ${(bytes / 1e6).toFixed(1)} MB of maindata.`;
	const report = `${machine}\n\n${table(results)}`;
	console.log(report);
	if (values.write) {
		const readme = join(import.meta.dirname, '..', 'README.md');
		writeFileSync(readme, fillPart(readFileSync(readme, 'utf8'), 'bench', report));
	}
} finally {
	await server.discard();
}
