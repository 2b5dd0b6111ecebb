import {syntheticTorrent} from '../test/lab/torrents.ts';
import {addTorrents} from '../test/lab/upload.ts';
import {logInBare} from './bare.ts';
import type {Result} from './measures.ts';
import {openRelay} from './relay.ts';
import {median, quantile, sleep} from './sample.ts';
import {openSubject, quit, type Target} from './subject.ts';

type Server = Parameters<typeof addTorrents>[0] & Target;

const files = 50_000;

/** TABLE: in 500 folders, and all in one. */
const shapes = [
	{
		name: 'Bench nested files',
		path: (i: number) =>
			`folder ${String(Math.floor(i / 100)).padStart(3, '0')}/some file number ${i}.mkv`,
		/** What is on the screen when the tree is. */
		seen: /▸ folder 000\//,
	},
	{
		name: 'Bench flat files',
		path: (i: number) => `some file number ${String(i).padStart(5, '0')} of this torrent.mkv`,
		seen: /some file number 00000/,
	},
] as const;

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;

/**
 * Details of a torrent of 50,000 files: from the last byte of their list to the tree on the screen,
 * and a cursor key in it, to its end and back.
 */
export const measureFiles = async (server: Server): Promise<Result[]> => {
	const results: Result[] = [];
	for (const [index, {name, path, seen}] of shapes.entries()) {
		const torrent = syntheticTorrent({
			index: 900_000 + index,
			name,
			files: Array.from({length: files}, (_, i) => ({path: path(i), size: 16_384 + i})),
		});
		await addTorrents(server, [torrent], {stopped: true});
		await sleep(5000);
		const {parseMs, bytes} = await parseFiles(server, torrent.hash);
		const paints: number[] = [];
		const keys: number[] = [];
		for (let round = 0; round < 5; round++) {
			const {paintMs, keyMs} = await openFiles(server, name, seen);
			paints.push(paintMs);
			keys.push(...keyMs);
		}
		results.push({
			what: `${name.slice(6)}, 50,000: last byte of their list to the tree on screen`,
			goal: '≤ 50 ms',
			measured: ms(median(paints)),
			beside: `\`JSON.parse\` alone: ${ms(parseMs)} for ${(bytes / 1e6).toFixed(1)} MB; a cursor key there: ${ms(median(keys))}, p99 ${ms(quantile(keys, 0.99))}`,
		});
	}
	return results;
};

const openFiles = async (
	server: Server,
	name: string,
	seen: RegExp,
): Promise<{paintMs: number; keyMs: number[]}> => {
	const relay = await openRelay(server.url);
	const terminal = openSubject({...server, url: relay.url});
	await terminal.until(/1\/[\d,]+ /, {timeout: 120_000});
	await terminal.press('/');
	await terminal.type(name);
	await terminal.until(/ 1 torrent$/m, {timeout: 60_000});
	await terminal.press('enter', 'enter');
	await terminal.until('[General]', {timeout: 60_000});
	await sleep(1000);
	await terminal.press(']');
	await terminal.until(seen, {timeout: 60_000});
	const paintMs = performance.now() - relay.lastByteAt();
	const keyMs: number[] = [];
	for (const key of [...Array.from({length: 20}, () => 'j'), 'G', 'k', 'g']) {
		keyMs.push((await terminal.press(key)).firstByteMs ?? Number.NaN);
	}
	await quit(terminal);
	relay.close();
	return {paintMs, keyMs};
};

/** The median of what `JSON.parse` takes for the same list. */
const parseFiles = async (
	server: Server,
	hash: string,
): Promise<{parseMs: number; bytes: number}> => {
	const {headers, logout} = await logInBare(server);
	const reply = await fetch(`${server.url}/api/v2/torrents/files?hash=${hash}`, {headers});
	const body = Buffer.from(await reply.arrayBuffer());
	await logout();
	const times = Array.from({length: 7}, () => {
		const start = performance.now();
		JSON.parse(body.toString());
		return performance.now() - start;
	});
	return {parseMs: median(times), bytes: body.length};
};
