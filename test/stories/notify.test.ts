import {randomUUID} from 'node:crypto';
import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {labAvailable} from '../lab/lab.ts';
import {freePort} from '../lab/ports.ts';
import {realTorrent} from '../lab/real-torrent.ts';
import {type Server, startServer} from '../lab/server.ts';
import {introduce, seed} from '../lab/swarm.ts';
import {noise} from '../lab/torrents.ts';
import {until} from '../lab/until.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {key, type Serving, serve, untilAllEnd} from '../service/serving.ts';
import {program} from './program.ts';

const script = join(import.meta.dirname, '../../deploy/qbtui-notify.sh');

const seven = '"%I" "%N" "%L" "%F" %C %Z "%G"';
const twelve = '"%I" "%N" "%L" "%F" "%R" "%D" %C %Z "%G" "%T" "%J" "%K"';

type Place = {url: string; home: string};

const curl = 'curl -fsS -m 10 --retry 5 --retry-connrefused';

/** TABLE of what can stand in qBittorrent’s box, where there is no shell. */
const forms: Readonly<Record<string, (place: Place) => string>> = {
	'qbtui notify, 7 words': ({home}) =>
		`${program.command} ${program.cli} notify --config ${home}/config.json ${seven}`,
	'qbtui notify, 12 words': ({home}) =>
		`${program.command} ${program.cli} notify --config ${home}/config.json ${twelve}`,
	'the script, 7 words': ({url, home}) =>
		`env HTTP_API_KEY_FILE=${home}/key QBIT_MANAGER_URL=${url} LOCK_DIR=${home}/state sh ${script} ${seven}`,
	'the script, 12 words': ({url, home}) =>
		`env HTTP_API_KEY_FILE=${home}/key QBIT_MANAGER_URL=${url} LOCK_DIR=${home}/state sh ${script} ${twelve}`,
	'curl with a form': ({url}) =>
		`${curl} -H "X-API-Key: ${key}" --data-urlencode "hash=%I" --data-urlencode "torrent_id=%K" ${url}/notify/torrent-finished`,
	'curl with JSON': ({url}) =>
		`${curl} -H "X-API-Key: ${key}" -d "{"hash":"%I"}" ${url}/notify/torrent-finished`,
	'curl as from a shell, with quotes that nobody takes away': ({url}) =>
		`${curl} -X POST -H "X-API-Key: ${key}" -H "Content-Type: application/json" -d '{"hash":"%I"}' ${url}/notify/torrent-finished`,
};

/** Those that leave word in a file when nobody answers, however many words they have. */
const leaving = ['qbtui notify, 12 words', 'the script, 7 words'];

describe.each(['5.1', '5.3'] as const)('a download ends (qBittorrent %s)', version => {
	const atEnd = untilAllEnd();
	let [seeder, downloader]: Server[] = [];
	let home: string;
	let service: Serving;

	beforeAll(async () => {
		if (!(await labAvailable(version))) return;
		home = mkdtempSync(join(tmpdir(), 'qbtui-notify-'));
		for (const name of ['state', 'ssd', 'hdd']) mkdirSync(join(home, name));
		[seeder, downloader] = [
			await startServer({version}),
			await startServer({version, downloads: join(home, 'ssd')}),
		];
		// One that stays its own while the service is stopped.
		service = await begin(String(await freePort()));
		await service.post('/control/pause');
		const http_port = Number(new URL(service.url).port);
		const state_dir = join(home, 'state');
		const settings = {http_api_key_file: join(home, 'key'), http_port, state_dir};
		writeFileSync(join(home, 'config.json'), JSON.stringify(settings), {mode: 0o600});
		writeFileSync(join(home, 'key'), `${key}\n`, {mode: 0o600});
	});
	afterAll(async () => {
		await service?.stop();
		await Promise.all([seeder?.discard(), downloader?.discard()]);
		if (home) rmSync(home, {recursive: true, force: true});
	});

	const begin = (port: string): Promise<Serving> => {
		const env = {
			...{DOWNLOAD_PATH_SSD: join(home, 'ssd'), FINAL_DEST_BASE_HDD: join(home, 'hdd')},
			HTTP_PORT: port,
		};
		return serve({
			...(downloader && {server: downloader}),
			folder: join(home, 'state'),
			env,
			atEnd,
		});
	};

	/** A real torrent is downloaded to its end; its hash. */
	const download = async (form: string): Promise<string> => {
		if (!seeder || !downloader) throw new Error('no servers');
		const name = `A “name” with 'quotes' & ${randomUUID()}.bin`;
		const payload = noise(name, 100_000);
		const torrent = await realTorrent(payload, {name});
		const autorun_program = forms[form]?.({url: service.url, home}) ?? '';
		await downloader.call('app/setPreferences', {
			json: JSON.stringify({autorun_enabled: true, autorun_program}),
		});
		await addTorrents(downloader, [torrent], {tags: ['a', 'b']});
		await seed(seeder, torrent, payload);
		await settled(downloader);
		await introduce(downloader, seeder, torrent.hash);
		return torrent.hash;
	};

	type Row = {id: string; hashes: string[]};
	const jobsOf = async (hash: string): Promise<Row[]> => {
		const {jobs} = (await service.get('/jobs')).body;
		const rows: Row[] = Array.isArray(jobs) ? jobs : [];
		return rows.filter(({hashes}) => hashes.includes(hash));
	};

	/** Who told of it. */
	const actorsOf = async (id: string): Promise<unknown[]> => {
		const {entries} = (await service.get('/audit?limit=1000')).body;
		const rows: {actor: string; action: string; job?: string}[] = Array.isArray(entries)
			? entries
			: [];
		return rows
			.filter(({job, action}) => job === id && /made|new/.test(action))
			.map(row => row.actor);
	};

	/** How often the service was told of a torrent. */
	const requests = (): number =>
		service.lines().filter(({msg}) => msg.startsWith('POST /notify/torrent-finished 200')).length;

	it.each(Object.keys(forms))('%s: the job is there, once', async form => {
		const before = requests();
		const hash = await download(form);
		const [job] = await until(
			'the job',
			() => jobsOf(hash),
			rows => rows.length > 0,
		);
		await until('the request', () => requests() > before);
		expect(await jobsOf(hash)).toHaveLength(1);
		expect(await actorsOf(job?.id ?? '')).toHaveLength(1);
	});

	it.each(leaving)('%s: nobody answers, word is left, and taken up once', async form => {
		const {port} = new URL(service.url);
		await service.stop();
		const hash = await download(form);
		const queue = join(home, 'state/queue');
		const left = () => readdirSync(queue).filter(name => name.startsWith(hash));
		// Under another name until it is whole.
		await until('word to be left', left, names => /_\d+\.queue$/.test(names.join()));
		service = await begin(port);
		const [job] = await until(
			'the job',
			() => jobsOf(hash),
			rows => rows.length > 0,
		);
		expect(await actorsOf(job?.id ?? '')).toEqual(['import']);
		expect(left()).toEqual([expect.stringMatching(/\.queue\.migrated$/)]);
		// Nothing that is told again makes it two.
		await service.post('/notify/torrent-finished', {hash});
		expect(await jobsOf(hash)).toHaveLength(1);
	});
});
