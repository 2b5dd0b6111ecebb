import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, onTestFinished} from 'vitest';
import type {Server} from '../lab/server.ts';
import {startSwarm} from '../lab/swarm.ts';
import {until} from '../lab/until.ts';
import type {VersionName} from '../lab/versions.ts';
import type {Terminal} from '../screen/types.ts';
import type {Folders} from '../space/an-orchestrator.ts';
import {addSeeding, infoOf} from '../space/orchestrator-on-server.ts';
import {makeHome, startQbtui} from './program.ts';

const long = {timeout: 120_000};
const MIB = 2 ** 20;

/** What is called “later” moves only for space. All else as without rules. */
const rules = [{name: 'later', match: {category: 'later'}, move: 'on_pressure'}, {name: 'usual'}];

/** Moving is to begin below a million GiB, so that there is never room enough. */
const settingsOf = ({ssd, hdd}: Folders) => ({
	...{download_path_ssd: ssd, final_dest_base_hdd: hdd},
	...{space_low_gb: 1_000_000, hdd_reserve_gb: 0, rules},
});

const writeConfig = (home: string, folders: Folders): void => {
	const path = join(home, '.config/qbtui/config.json');
	mkdirSync(dirname(path), {recursive: true});
	writeFileSync(path, JSON.stringify(settingsOf(folders)), {mode: 0o600});
};

/** Something of it lies where it would go. */
const leaveResidue = ({hdd}: Folders, name: string): string => {
	const folder = join(hdd, 'tv', name);
	mkdirSync(folder, {recursive: true});
	writeFileSync(join(folder, '1.mkv'), Buffer.alloc(300_000));
	return folder;
};

/** The cursor on the only row of the view that holds the name. */
const pick = async (terminal: Terminal, name: string): Promise<void> => {
	await terminal.press('/', 'ctrl+u');
	await terminal.type(name);
	await terminal.press('enter');
	await terminal.until(screen => screen.some(line => line.startsWith('▸') && line.includes(name)));
};

/** What stands in front of a job’s name, each time that it changes. */
const followStates = async (
	terminal: Terminal,
	name: string,
	last: string,
): Promise<readonly string[]> => {
	const seen: string[] = [];
	await terminal.until(screen => {
		const row = screen.find(line => line.includes(` ${name} `) && !line.includes('──')) ?? '';
		const [, label] = /^[▸ ][→!✓ ] (\S+) /.exec(row) ?? [];
		if (label !== undefined && label !== seen.at(-1)) seen.push(label);
		return seen.at(-1) === last;
	}, long);
	return seen;
};

const tagsOf = async (server: Server, hash: string): Promise<string[]> =>
	(await infoOf(server, hash)).tags.split(', ').filter(Boolean).sort();

/** A NAS with a small and a large disk, from the first start on, all by keys and by what is seen. */
export const tellMoving = async (version: VersionName): Promise<void> => {
	const swarm = await startSwarm({
		...{seeder: '5.1', downloader: version, name: 'a film.mkv'},
		...{size: 24 * MIB, downloadLimit: 12 * MIB},
	});
	onTestFinished(swarm.stop);
	const server = swarm.downloader;
	const hdd = mkdtempSync('/dev/shm/qbtui-hdd-');
	onTestFinished(() => rmSync(hdd, {recursive: true, force: true}));
	const home = await makeHome();
	const folders: Folders = {ssd: server.downloads, hdd, state: home};
	writeConfig(home, folders);
	const film = swarm.torrent.hash;
	await server.call('torrents/createCategory', {category: 'films', savePath: ''});
	await server.call('torrents/setCategory', {hashes: film, category: 'films'});
	const [freed, kept] = [await addSeeding(server, folders), await addSeeding(server, folders)];
	const residues = [freed, kept].map(({name}) => leaveResidue(folders, name));

	// The plan that runs by itself finds files in its way, and says so.
	const terminal = await startQbtui({home, server, rows: 44, columns: 140});
	await terminal.press('2');
	for (const {name} of [freed, kept]) await terminal.until(new RegExp(`! HELD +${name} `), long);
	await terminal.until('! 2 held');

	// A download completes, and is followed to the other disk.
	await swarm.join();
	const moves = await followStates(terminal, 'a film.mkv', 'done');
	expect(moves.filter(label => ['moving', 'check', 'done'].includes(label))).toEqual(
		expect.arrayContaining(['moving', 'done']),
	);
	expect(moves.indexOf('moving')).toBeLessThan(moves.indexOf('done'));
	const to = join(hdd, 'films');
	expect(await infoOf(server, film)).toMatchObject({save_path: to, progress: 1});
	expect(readFileSync(join(to, 'a film.mkv')).equals(swarm.payload)).toBe(true);
	expect(await tagsOf(server, film)).toEqual(['hdd']);
	await terminal.press('1');
	await terminal.until(/a film\.mkv .* hdd +films/, long);

	// Held: what is in the way is taken away, and it is tested anew. The list shows how it moves.
	rmSync(residues[0] ?? '', {recursive: true});
	await terminal.press('2');
	await pick(terminal, freed.name);
	await terminal.press('r');
	await terminal.press('1');
	await terminal.until(new RegExp(`${freed.name} .* s→h( \\d+%?)? `), long);
	await terminal.press('2');
	await terminal.until(new RegExp(`✓ done +${freed.name}`), long);
	expect((await infoOf(server, freed.hash)).save_path).toBe(join(hdd, 'tv'));

	// Held: pointed back to the good copy, after a question; what lies in the way stays.
	await pick(terminal, kept.name);
	await terminal.press('L');
	await terminal.until(/Point .* back to .*No file is deleted/s);
	await terminal.press('y');
	await terminal.until(new RegExp(`cancel +${kept.name}`), long);
	expect(await infoOf(server, kept.hash)).toMatchObject({save_path: kept.from, progress: 1});
	expect(readFileSync(join(residues[1] ?? '', '1.mkv'))).toHaveLength(300_000);

	// The list says why that one is not moved, and so does the palette.
	await terminal.press('1');
	await pick(terminal, kept.name);
	await terminal.press('w');
	await terminal.until(/stays: Its job was cancelled by a person/, long);
	expect(terminal.screen().join('\n')).toContain('[3 Space]');
	await terminal.press('1', 'x');
	await terminal.type('why is it not');
	await terminal.until(/Why it is not moved, or when/);
	await terminal.press('esc', 'esc', '2');

	// Paused: what comes meanwhile waits, and a person may give it up.
	await terminal.press('P');
	await terminal.until('Moves are paused.');
	await terminal.press('esc');
	const waiting = await addSeeding(server, folders);
	await terminal.until(new RegExp(`waits +${waiting.name}`), long);
	await pick(terminal, waiting.name);
	await terminal.press('c');
	await terminal.until(/Give up the job/);
	await terminal.press('y');
	await terminal.until(new RegExp(`cancel +${waiting.name}`), long);
	await terminal.press('P');
	await terminal.until('Moves go on.');
	expect(await infoOf(server, waiting.hash)).toMatchObject({save_path: waiting.from});

	// For space only: the next plan would run by itself in minutes; a person runs it now.
	const later = await addSeeding(server, folders, {category: 'later'});
	await terminal.press('3');
	await terminal.until(/^ssd +[█▓▒░HL]+ .* free/m);
	await terminal.until(/^hdd +[█▓▒░HL]+ .* free/m);
	await until('the plan to know of it', async () => {
		await terminal.press('r');
		return terminal.screen().some(line => line.includes(`1. ${later.name}`));
	});
	expect(terminal.screen().join('\n')).toMatch(
		/By itself it runs at \d\d:\d\d:\d\d; a runs\sit now/,
	);
	await terminal.press('a');
	await terminal.until(/Move 1 torrent in 1 group \(.*\) from ssd to hdd\?/);
	expect((await infoOf(server, later.hash)).save_path).toBe(later.from);
	await terminal.press('y');
	await terminal.press('2', 'esc');
	await terminal.until(new RegExp(`✓ done +${later.name}`), long);
	expect((await infoOf(server, later.hash)).save_path).toBe(join(hdd, 'later'));

	// Someone tags it as it is not: seen, and put right.
	await server.call('torrents/addTags', {hashes: later.hash, tags: 'ssd'});
	await terminal.press('4');
	await terminal.until(new RegExp(`-ssd +${later.name}`), long);
	await terminal.press('a');
	await terminal.until(/Tag \d torrents? by place: .*-ssd 1.*\?/s);
	await terminal.press('y');
	await terminal.until('All tags are as they should be.', long);
	expect(await tagsOf(server, later.hash)).toEqual(['hdd', 'mine']);
	await terminal.press('q');
	expect((await terminal.exited).code).toBe(0);
};
