import {chmod, mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {describeOnServers, labAvailable} from '../lab/lab.ts';
import {startServer} from '../lab/server.ts';
import {until} from '../lab/until.ts';
import {addTorrents, persisted, settled} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import type {Terminal} from '../screen/types.ts';
import {numbered, range} from './library.ts';
import {makeHome, patience, startQbtui} from './program.ts';

type Row = Record<string, unknown>;

const long = {timeout: 120_000};

describeOnServers('trouble with verbs', VERSIONS, ({server}) => {
	const start = async (options: Parameters<typeof startQbtui>[0] = {}): Promise<Terminal> => {
		await server().call('torrents/delete', {hashes: 'all', deleteFiles: false});
		await until(
			'an empty server',
			() => server().call<Row[]>('torrents/info'),
			rows => rows.length === 0,
		);
		await addTorrents(
			server(),
			range(100, 103).map(number => numbered(number)),
			{stopped: true},
		);
		await settled(server());
		const terminal = await startQbtui({server: server(), env: {QBTUI_SORT: 'name'}, ...options});
		await terminal.until('1/3', patience);
		return terminal;
	};

	it('a category that vanished while it was chosen is said to be gone', async () => {
		await server().call('torrents/createCategory', {category: 'films', savePath: ''});
		const terminal = await start();
		await terminal.press('c');
		await terminal.type('films');
		await terminal.until(/▸ {2}films/, patience);
		await server().call('torrents/removeCategories', {categories: 'films'});
		await terminal.press('enter');
		await terminal.until(/1 refused: The server has no category “films”: create it/, patience);
	});

	it('nothing to take back when the torrent has gone', async () => {
		const terminal = await start();
		await terminal.press('t');
		await terminal.type('gone');
		await terminal.until('create gone', patience);
		await terminal.press('enter');
		await terminal.until('Add tags: 1 torrent   z takes it back', patience);
		const {hash} = numbered(100);
		await server().call('torrents/delete', {hashes: hash, deleteFiles: false});
		await terminal.until('All 2 ', patience);
		await terminal.press('z');
		await terminal.until('nothing to take back any more, the torrent is gone.', patience);
		await terminal.press('z');
		await terminal.until('There is nothing to take back.', patience);
	});

	it('read-only: every verb is greyed, and what only reads is not', async () => {
		const terminal = await start({args: ['--read-only'], columns: 140, rows: 45});
		const states = async () =>
			(await server().call<Row[]>('torrents/info')).map(({hash, state, tags}) => [
				hash,
				state,
				tags,
			]);
		const before = await states();
		await terminal.press('x');
		await terminal.until(/1\/\d\d/, patience);
		const seen = new Map<string, string>();
		const more = (): void => {
			for (const line of terminal.screen()) {
				const [, keys = '', label = ''] =
					/^[▸ ] [✓− ]? ?(\S(?: \S)?) {2,}([A-Z].*)$/.exec(line) ?? [];
				if (label !== '' && !line.includes('Lab 1')) seen.set(`${keys} ${label}`, label);
			}
		};
		for (let at = 0; at < 60; at++) {
			more();
			await terminal.press('down');
		}
		expect(seen.size).toBeGreaterThan(40);
		const free = [...seen.values()].filter(label => !label.includes('qbtui is read-only.'));
		expect(
			free.filter(label => !/^(Copy|Export|Everything that can be done|Why it is)/.test(label)),
		).toEqual([]);
		await terminal.press('esc', 'p');
		await terminal.until('qbtui is read-only.', patience);
		expect(await states()).toEqual(before);
	});
});

describe.skipIf(!(await labAvailable(...VERSIONS)))('after a restart of the server', () => {
	it.each(VERSIONS)('%s takes back what was done before', long, async version => {
		const server = await startServer({version});
		onTestFinished(() => server.discard());
		await addTorrents(server, [numbered(100)], {stopped: true});
		await settled(server);
		const terminal = await startQbtui({server});
		await terminal.until('1/1', patience);
		await terminal.press('t');
		await terminal.type('kept');
		await terminal.until('create kept', patience);
		await terminal.press('enter');
		await terminal.until('z takes it back', patience);
		await persisted(server);
		await server.stop();
		await terminal.until('away', long);
		await terminal.press('z');
		await terminal.until('The server is away.', patience);
		await server.restart();
		await terminal.press('R');
		await terminal.until(/●.*ms/, long);
		await terminal.press('z');
		await terminal.until('Taken back: add tags, 1 torrent.', long);
		await until(
			'no tag',
			() => server.call<Row[]>('torrents/info'),
			rows => rows[0]?.tags === '',
		);
	});
});

describe('columns and sort keys', () => {
	const start = async (home: string, rows = 24, columns = 80): Promise<Terminal> => {
		const terminal = await startQbtui({home, args: ['--demo'], columns, rows});
		await terminal.until(/^1\/\d{3}/m, patience);
		return terminal;
	};
	const config = (home: string) => join(home, '.config/qbtui/config.json');

	it('are chosen while the list shows it, and kept in the config file', async () => {
		const home = await makeHome();
		const terminal = await start(home);
		await terminal.press('C', 'j', 'j');
		await terminal.until('▸ ✓ size', patience);
		await terminal.press('space');
		await terminal.until(screen => !screen.some(line => /Name.*Size/.test(line)), patience);
		await terminal.press('j', 'K', 'K');
		await terminal.until(/Done.*Name/, patience);
		await terminal.press('enter');
		await terminal.until('These columns are kept.', patience);
		const saved: {columns: string[]} = JSON.parse(await readFile(config(home), 'utf8'));
		expect(saved.columns.slice(0, 4)).toEqual(['state', 'done', 'name', 'down']);
		await terminal.press('C', 'space', 'esc');
		await terminal.until(/S Done.*Name/, patience);
		const again = await start(home);
		await again.until(/S Done.*Name/, patience);
	});

	it('hold for the session when they can’t be kept, and that is said', async () => {
		const home = await makeHome();
		await mkdir(join(home, '.config/qbtui'), {recursive: true});
		await writeFile(config(home), '{"read_only": false}', {mode: 0o600});
		const terminal = await start(home);
		// What is no JSON any more can’t be added to, whoever runs this.
		await writeFile(config(home), '{broken', {mode: 0o600});
		await chmod(join(home, '.config/qbtui'), 0o700);
		await terminal.press('C', 'j', 'j', 'space', 'enter');
		await terminal.until('These columns hold until you quit; they can’t be kept:', patience);
		expect(await readFile(config(home), 'utf8')).toBe('{broken');
		await terminal.press('j');
		await terminal.until(screen => !screen.some(line => /Name.*Size/.test(line)), patience);
	});

	it('several keys sort, with their numbers in the titles; all columns are reached at 40x10', async () => {
		const terminal = await start(await makeHome(), 10, 40);
		await terminal.press('s');
		await terminal.until('↓ more', patience);
		expect(terminal.screen().join('\n')).not.toContain('Save path');
		await terminal.press('down');
		await terminal.until('Save path', patience);
		await terminal.press('p');
		await terminal.until('sort done↑', patience);
		await terminal.press('S', 'N');
		await terminal.until('sort done↑ name↓', patience);
		await terminal.until(/Name↓2.*Do↑1/, patience);
	});
});
