/**
 * By hand: `node test/lab/run.ts 5.3 [--torrents N] [--port P]` starts a server with N synthetic
 * torrents, prints one line of JSON and runs until it is interrupted.
 */
import {parseArgs} from 'node:util';
import {startServer} from './server.ts';
import {syntheticTorrents} from './torrents.ts';
import {addTorrents} from './upload.ts';
import {isVersion, VERSIONS} from './versions.ts';

const {positionals, values} = parseArgs({
	allowPositionals: true,
	options: {torrents: {type: 'string', default: '0'}, port: {type: 'string'}},
});

const [version] = positionals;
if (isVersion(version)) {
	const port = values.port === undefined ? {} : {port: Number(values.port)};
	const server = await startServer({version, ...port});
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => server.stop().then(() => process.exit()));
	}
	await addTorrents(server, syntheticTorrents(Number(values.torrents)));
	const {url, username, password, pid, profile, downloads} = server;
	console.log(JSON.stringify({version, url, username, password, pid, profile, downloads}));
} else {
	console.error(`usage: run.ts ${VERSIONS.join('|')} [--torrents N] [--port P]`);
	process.exitCode = 2;
}
