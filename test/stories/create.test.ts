import {mkdir, readdir, readFile, truncate, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {describeOnServers, labAvailable} from '../lab/lab.ts';
import {readTorrent} from '../lab/read-torrent.ts';
import {startServer} from '../lab/server.ts';
import {until} from '../lab/until.ts';
import {writeTree} from '../qbit/creating.ts';
import type {Terminal} from '../screen/types.ts';
import {makeHome, patience, startQbtui} from './program.ts';

type Row = Record<string, unknown>;

/** Fills in a field of the form: down to it, and what is typed in place of what is there. */
const fill = async (terminal: Terminal, label: string, text: string): Promise<void> => {
	for (let i = 0; i < 20; i++) {
		if (terminal.screen().some(line => new RegExp(`^▸ +${label}\\b`).test(line))) break;
		await terminal.press('tab');
	}
	await terminal.until(new RegExp(`^▸ +${label}\\b`, 'm'), patience);
	await terminal.press('ctrl+u');
	await terminal.type(text);
};

describeOnServers('making a torrent on the screen', ['5.1', '5.3'], ({server}) => {
	it('by completion of paths, with a preset; it is followed, seeds, and is saved here', async () => {
		const home = await makeHome();
		const source = await writeTree(join(server().downloads, 'share me'));
		const terminal = await startQbtui({server: server(), home});
		await terminal.until(/●/, patience);
		await terminal.press('5');
		await terminal.until('No torrent is being made.', patience);
		await terminal.press('n');
		await terminal.until('Make a torrent', patience);
		await fill(terminal, 'From', `${server().downloads}/sha`);
		await terminal.until('→ share me/', patience);
		await terminal.press('right');
		await terminal.until('A torrent of the folder share me', patience);
		await fill(terminal, 'Trackers', 'http://a.example/x | udp://b.example:1');
		await terminal.until('tier 1: 1, tier 2: 1', patience);
		await fill(terminal, 'Category', 'films');
		await fill(terminal, 'Tags', 'made');
		await fill(terminal, 'Save here', home);
		await fill(terminal, 'Keep as', 'my tracker');
		await terminal.press('enter');
		await terminal.until(/✓ done +share me .* 361K/, patience);
		await terminal.until(/Made share me, and added it; saved as share me\.torrent\./, patience);
		const torrent = readTorrent(await readFile(join(home, 'share me.torrent')));
		expect(torrent.trackers).toEqual([['http://a.example/x'], ['udp://b.example:1']]);
		await torrent.verify(source);
		const [row] = await server().call<Row[]>('torrents/info?category=films');
		expect(row).toMatchObject({hash: torrent.v2?.slice(0, 40), progress: 1, tags: 'made'});
		const config = JSON.parse(await readFile(join(home, '.config/qbtui/config.json'), 'utf8'));
		expect(config.create_presets).toEqual({
			'my tracker': {
				...{trackers: 'http://a.example/x | udp://b.example:1', category: 'films'},
				...{tags: 'made', here: home},
			},
		});
		await terminal.press('enter');
		await terminal.until(`magnet:?xt=urn:btih:${torrent.v1}`, patience);
		await terminal.press('esc', 't');
		await terminal.until(/share me .*films/, patience);
		await terminal.press('5', 'n');
		await terminal.until(/Preset +none/, patience);
		await terminal.press('up', 'right');
		await terminal.until(/Trackers +http:\/\/a\.example\/x \| udp/, patience);
		await terminal.press('esc', 'd');
		await terminal.until('No torrent is being made.', patience);
		expect(await server().call('torrentcreator/status')).toEqual([]);
	});

	it('what is not there is said in the form; what others made is looked at, saved and added', async () => {
		const home = await makeHome();
		await mkdir(join(home, 'saved'));
		const source = await writeTree(join(server().downloads, 'by others'));
		const task = {sourcePath: source, startSeeding: false, format: 'v1', comment: 'theirs'};
		await server().call('torrentcreator/addTask', task);
		const terminal = await startQbtui({server: server(), home});
		await terminal.until(/●/, patience);
		await terminal.press('5');
		await terminal.until(/✓ done +by others/, patience);
		await terminal.press('enter');
		await terminal.until(/size +361K in \d+ pieces of/, patience);
		await terminal.press('esc', 's');
		await terminal.until('Save the .torrent', patience);
		await terminal.press('ctrl+u');
		await terminal.type(join(home, 'saved'));
		await terminal.press('enter');
		await terminal.until('Saved by others.torrent into', patience);
		const saved = await readFile(join(home, 'saved/by others.torrent'));
		await readTorrent(saved).verify(source);
		await terminal.press('a');
		await terminal.until('Add by others', patience);
		await fill(terminal, 'Category', 'theirs');
		await terminal.press('enter');
		await terminal.until('Added by others.', patience);
		const [row] = await server().call<Row[]>('torrents/info?category=theirs');
		expect(row).toMatchObject({hash: readTorrent(saved).v1, progress: 1});
		await terminal.press('r');
		await terminal.until(/Comment +theirs/, patience);
		await fill(terminal, 'From', `${server().downloads}/by nobody`);
		await terminal.until(`! The server has no ${server().downloads}/by nobody.`, patience);
		await terminal.press('enter');
		await terminal.until(/^The server has no .*by nobody\./m, patience);
		await terminal.press('esc', 'X');
		await terminal.until('Delete 1 task that ended?', patience);
		await terminal.press('y');
		await terminal.until('No torrent is being made.', patience);
		expect(await readdir(join(home, 'saved'))).toEqual(['by others.torrent']);
	});
});

describe.skipIf(!(await labAvailable('5.1', '5.3')))(
	'tasks of the server’s torrent creator',
	() => {
		it.each(['5.1', '5.3'] as const)(
			'%s: watched live; gone with a restart, and run again',
			async version => {
				const server = await startServer({version});
				onTestFinished(() => server.discard());
				const source = join(server.downloads, 'large.bin');
				await writeFile(source, '');
				await truncate(source, 4 * 2 ** 30);
				await server.call('torrentcreator/addTask', {sourcePath: source, startSeeding: false});
				const terminal = await startQbtui({server});
				await terminal.until(/●/, patience);
				await terminal.press('5');
				await terminal.until(/hash +large\.bin +\S+ +[1-9]\d?% +\d+s/, patience);
				await server.kill();
				await server.restart();
				await terminal.press('R');
				await terminal.until('The server was restarted and forgot 1 task', {timeout: 120_000});
				await terminal.until(/GONE +large\.bin/, patience);
				await truncate(source, 2 ** 20);
				await terminal.press('r');
				await terminal.until('A torrent of the file large.bin', patience);
				await terminal.until(/Then +only make it/, patience);
				await terminal.press('enter');
				await terminal.until(/✓ done +large\.bin .* 1\.0M/, patience);
				expect(await server.call('torrents/info')).toEqual([]);
				await until(
					'one task',
					() => server.call<Row[]>('torrentcreator/status'),
					tasks => tasks.length === 1 && tasks[0]?.status === 'Finished',
				);
			},
		);
	},
);

describeOnServers('a server without a torrent creator', ['4.5'], ({server}) => {
	it('is said to have none, and every key that needs it is greyed', async () => {
		const terminal = await startQbtui({server: server()});
		await terminal.until(/●/, patience);
		await terminal.press('5');
		await terminal.until('This server makes no torrents.', patience);
		await terminal.until('qBittorrent 5.0 is the first that can.', patience);
		await terminal.press('n');
		await terminal.until(/it needs WebAPI 2\.11\.2 and has 2\.8\.19/, patience);
	});
});

it('Enter on the form as it opens makes no torrent of a whole disk; how to leave it is told on the smallest screen', async () => {
	const terminal = await startQbtui({args: ['--demo'], columns: 40, rows: 10});
	await terminal.until(/^Space select/m, patience);
	await terminal.press('5');
	await terminal.until('[Create]', patience);
	await terminal.press('n');
	await terminal.until(/^▸ +From +\/ssd\//m, patience);
	expect(terminal.screen().at(-1)).toMatch(/^Enter make it .*Esc back/);
	await terminal.press('enter');
	await terminal.until('That is all of ssd', patience);
	await terminal.press('esc');
	await terminal.until(/^n new/m, patience);
});
