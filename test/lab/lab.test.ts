import {expect, it} from 'vitest';
import {testedServers} from '../../source/qbit/tested-servers.ts';
import {describeOnServers} from './lab.ts';
import {startServer} from './server.ts';
import {DEAD_TRACKER, syntheticTorrent, syntheticTorrents} from './torrents.ts';
import {until} from './until.ts';
import {addTorrents, persisted, settled} from './upload.ts';
import {VERSIONS, versionRow} from './versions.ts';

/** Status 4: not working. */
type Tracker = {url: string; status: number};

type Row = {hash: string; name: string; state: string; size: number; category: string};

it('has every version that the program says it is tested on', () => {
	expect(VERSIONS).toEqual(testedServers);
});

describeOnServers('a server of the lab', VERSIONS, ({server, version}) => {
	it('is of its version and on loopback', async () => {
		expect(await server().call('app/version')).toMatch(versionRow(version).reports);
		const preferences = await server().call<Record<string, unknown>>('app/preferences');
		expect(preferences).toMatchObject({
			...{dht: false, pex: false, lsd: false, upnp: false, queueing_enabled: false},
			...{current_interface_address: '127.0.0.1', listen_port: server().peerPort},
			...{bypass_local_auth: false, resolve_peer_countries: false},
		});
	});

	it('refuses a wrong password', async () => {
		const body = new URLSearchParams({username: 'admin', password: 'wrong'});
		const response = await fetch(`${server().url}/api/v2/auth/login`, {method: 'POST', body});
		expect(response.headers.getSetCookie()).toEqual([]);
	});

	it('keeps torrents and settings in a profile that is used again', async () => {
		const first = await startServer({version});
		await first.call('app/setPreferences', {json: '{"dl_limit": 1024000, "max_ratio": 1.5}'});
		const [hash] = await addTorrents(first, syntheticTorrents(1));
		await persisted(first);
		await first.stop();
		const {profile} = first;
		const again = await startServer({version, profile, password: 'another'});
		expect(await again.call('transfer/downloadLimit')).toBe('1024000');
		const list = () => again.call<Row[]>('torrents/info');
		expect((await until('the torrent', list, rows => rows.length > 0))[0]?.hash).toBe(hash);
		await again.stop();
		await first.discard();
	});

	it('says so when it cannot start', async () => {
		const {port} = server();
		await expect(startServer({version, port})).rejects.toThrow('EADDRINUSE');
	});

	it('takes 300 torrents whose hashes and names are ours', async () => {
		const torrents = [...syntheticTorrents(300)];
		await addTorrents(server(), torrents, {category: 'films', tags: ['new', 'lab']});
		const rows = await server().call<Row[]>('torrents/info?category=films');
		const facts = ({hash, name, size}: Row | (typeof torrents)[number]) =>
			`${hash} ${name} ${size}`;
		expect(rows.map(facts).sort()).toEqual(torrents.map(facts).sort());
	});

	it('takes torrents of several files, stopped ones, and one whose tracker is dead', async () => {
		const files = ['a.mkv', 'Subs/ä.srt'].map(path => ({path, size: 70_000}));
		const stopped = syntheticTorrent({index: 1000, name: 'A folder', files});
		const dead = syntheticTorrent({index: 1001, trackers: [DEAD_TRACKER]});
		await addTorrents(server(), [stopped], {stopped: true});
		await addTorrents(server(), [dead]);
		await settled(server());
		const [row] = await server().call<Row[]>(`torrents/info?hashes=${stopped.hash}`);
		expect(row?.state).toMatch(/^(stopped|paused)DL$/);
		const listed = await server().call<{name: string}[]>(`torrents/files?hash=${stopped.hash}`);
		expect(listed.map(file => file.name)).toEqual(['A folder/a.mkv', 'A folder/Subs/ä.srt']);
		const trackers = () => server().call<Tracker[]>(`torrents/trackers?hash=${dead.hash}`);
		await until('the dead tracker', trackers, list => list.at(-1)?.status === 4);
	});

	it('keeps its torrents over a restart, and dies when it is killed', async () => {
		await persisted(server());
		const count = async () => (await server().call<Row[]>('torrents/info')).length;
		const before = await count();
		await server().restart();
		await until('all torrents after a restart', count, now => now === before);
		await server().kill();
		await expect(fetch(server().url)).rejects.toThrow();
		await server().restart();
		await until('all torrents after a kill', count, now => now === before);
	});
});
