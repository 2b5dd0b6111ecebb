import {expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import type {Server} from '../lab/server.ts';
import {until} from '../lab/until.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import {numbered, range} from './library.ts';
import {startQbtui} from './program.ts';

type Row = Record<string, unknown>;

const count = 1000;
/** A check of a thousand takes its time on two cores. */
const long = {timeout: 120_000};

const allRows = (server: Server): Promise<Row[]> => server.call<Row[]>('torrents/info');

describeOnServers('a thousand torrents at once', VERSIONS, ({server}) => {
	const become = (
		what: string,
		isSo: (row: Row) => boolean,
		but: ReadonlySet<unknown> = new Set(),
	) =>
		until(
			what,
			async () => (await allRows(server())).filter(row => !isSo(row) && !but.has(row.hash)).length,
			left => left === 0,
			{within: 120_000},
		);

	it('stopped, tagged, moved between categories, and taken back', {timeout: 600_000}, async () => {
		await server().call('torrents/createCategory', {category: 'from', savePath: ''});
		await server().call('torrents/createCategory', {category: 'to', savePath: ''});
		const numbers = range(0, count);
		const torrents = numbers.map(number => numbered(number, 16_384));
		await addTorrents(server(), torrents, {category: 'from'});
		await settled(server());
		const terminal = await startQbtui({server: server()});
		await terminal.until('All 1,000', long);
		await terminal.press('A');
		await terminal.until('✓1,000', long);

		await terminal.press('p');
		await terminal.until('Stop: 1,000 torrents', long);
		await become('stopped', row => /^(paused|stopped)/.test(String(row.state)));

		await terminal.press('t');
		await terminal.type('batch');
		await terminal.until('create batch', long);
		await terminal.press('enter');
		await terminal.until('Add tags: 1,000 torrents', long);
		await become('tagged', row => row.tags === 'batch');

		await terminal.press('c');
		await terminal.until(/✓ from/, long);
		await terminal.type('to');
		await terminal.until(/▸ {2}to\b/, long);
		const told = terminal.until(/Set category: [\d,]+ of 1,000 torrents/, long);
		await terminal.press('enter');
		await told;
		await terminal.until('Set category: 1,000 torrents', long);
		await become('in the other category', row => row.category === 'to');

		await terminal.press('z');
		await terminal.until('Taken back: set category, 1,000 torrents.', long);
		await become('in their category again', row => row.category === 'from');
	});

	it('of which some have gone meanwhile: those are named, the others done', async () => {
		const terminal = await startQbtui({server: server()});
		await terminal.until('All 1,000', long);
		await terminal.press('A', 't');
		await terminal.until('Tags of 1,000 torrents', long);
		const gone = range(0, 7).map(number => numbered(number, 16_384).hash);
		await server().call('torrents/delete', {hashes: gone.join('|'), deleteFiles: false});
		await terminal.until(`All ${count - 7}`, long);
		await terminal.type('rest');
		await terminal.until('create rest', long);
		await terminal.press('enter');
		await terminal.until('Add tags: 993 torrents; 7 refused: It is gone.', long);
		await become('tagged', row => String(row.tags).includes('rest'));
		const more = range(7, 10).map(number => numbered(number, 16_384).hash);
		await server().call('torrents/delete', {hashes: more.join('|'), deleteFiles: false});
		await terminal.until(`All ${count - 10}`, long);
		await terminal.press('z');
		await terminal.until('Taken back: add tags, 993 torrents; 3 of them are gone.', long);
		await become('no longer tagged', row => row.tags === 'batch');
		expect(await allRows(server())).toHaveLength(count - 10);
	});
});
