import {expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {syntheticTorrent} from '../lab/torrents.ts';
import {VERSIONS} from '../lab/versions.ts';
import {isStopped, rowsOf, tagSet, untilAll} from '../qbit/control.ts';
import {qbtui} from './qbtui.ts';

const torrent = (index: number, name: string) => syntheticTorrent({index, name, size: 2 ** 20});

const [alpha, beta, gamma, delta] = ['Alpha', 'Beta', 'Gamma', 'Delta'].map((name, index) =>
	torrent(index, name),
);
if (!alpha || !beta || !gamma || !delta) throw new Error('four were made');

const hash = '5'.repeat(40);

const files = {
	'all/beta.torrent': beta.file,
	'all/deep/gamma.TORRENT': gamma.file,
	'all/deep/page.torrent': '<html>',
	'all/readme.txt': 'no torrent',
	'alpha.torrent': alpha.file,
	'delta.torrent': delta.file,
	'empty/readme.txt': '',
};

describeOnServers('qbtui add', VERSIONS, ({server}) => {
	const add = (args: readonly string[], input?: string) =>
		qbtui({
			args: ['add', ...args],
			server: server(),
			files,
			...(input === undefined ? {} : {input}),
		});
	const listed = (...hashes: string[]) => untilAll(server(), hashes, 'listed', () => true);

	it('--dry-run says what would be added, and changes nothing', async () => {
		const ran = await add(['--dry-run', '--json', '--read-only', 'all', hash, 'https://nas/x']);
		expect(ran.code).toBe(5);
		expect(ran.err).toMatch(/^qbtui: Would be added: \d of \d; \d there already, \d refused\.\n$/);
		expect(JSON.parse(ran.out)).toEqual({
			dry_run: true,
			added: [
				{source: 'all/beta.torrent', hash: beta.hash, name: 'Beta'},
				{source: 'all/deep/gamma.TORRENT', hash: gamma.hash, name: 'Gamma'},
				{source: hash, hash, name: null},
			],
			duplicates: [],
			pending: [{source: 'https://nas/x'}],
			refused: [
				{source: 'all/deep/page.torrent', reason: expect.stringMatching(/not a \.torrent file/)},
			],
		});
		expect(await rowsOf(server())).toEqual(new Map());
	});

	it('adds a file, with category, tags, place and stopped', async () => {
		const place = `${server().downloads}/there`;
		const flags = ['--category', 'films', '--tags', 'a, b c', '--path', place, '--stopped'];
		const {code, out, err} = await add([...flags, 'alpha.torrent']);
		expect({code, out, err}).toEqual({code: 0, out: 'Added Alpha\n', err: ''});
		await untilAll(
			server(),
			[alpha.hash],
			'as told',
			row =>
				row.category === 'films' &&
				tagSet(row).join() === 'a,b c' &&
				row.save_path === place &&
				isStopped(row),
		);
	});

	it('says with flags all that a torrent can be added with', async () => {
		const flags = ['--sequential', '--first-last', '--rename', 'Delta 2', '--no-stopped'];
		const place = `${server().downloads}/wrapped`;
		const args = [...flags, '--layout', 'subfolder', '--path', place, 'delta.torrent'];
		const dry = await add(['--dry-run', ...args]);
		expect(dry).toEqual({code: 0, out: 'Would add Delta 2\n', err: ''});
		const {code, out, err} = await add(args);
		expect({code, out, err}).toEqual({code: 0, out: 'Added Delta 2\n', err: ''});
		await untilAll(
			server(),
			[delta.hash],
			'as told',
			row =>
				row.name === 'Delta 2' &&
				row.seq_dl === true &&
				row.f_l_piece_prio === true &&
				row.save_path === place &&
				!isStopped(row),
		);
		const files = await server().call<Array<{name: string}>>(`torrents/files?hash=${delta.hash}`);
		expect(files.map(({name}) => name)).toEqual(['Delta/Delta']);
		const again = await add(['--dry-run', 'delta.torrent', hash]);
		expect(again).toEqual({
			...{code: 5, err: ''},
			out: `Is there already: Delta 2 (delta.torrent)\nWould add ${hash}\n`,
		});
	});

	it('adds a folder; what is there already is said to be, what is damaged, too', async () => {
		const {code, out} = await add(['--json', '--stopped', 'all', 'alpha.torrent', alpha.hash]);
		await listed(beta.hash, gamma.hash);
		expect(code).toBe(5);
		expect(JSON.parse(out)).toEqual({
			added: [
				{source: 'all/beta.torrent', hash: beta.hash, name: 'Beta'},
				{source: 'all/deep/gamma.TORRENT', hash: gamma.hash, name: 'Gamma'},
			],
			duplicates: [
				{source: 'alpha.torrent', hash: alpha.hash, name: 'Alpha'},
				{source: alpha.hash, hash: alpha.hash, name: 'Alpha'},
			],
			pending: [],
			refused: [{source: 'all/deep/page.torrent', reason: expect.any(String)}],
		});
	});

	it('adds the lines of standard input', async () => {
		const magnet = `magnet:?xt=urn:btih:${'6'.repeat(40)}&dn=Six`;
		const {code, out} = await add(
			['--stopped', '-'],
			`# new\n${hash}\n\n  ${magnet}\r\nalpha.torrent\n`,
		);
		expect(out).toBe(`Added ${hash}\nAdded Six\nIs there already: Alpha (alpha.torrent)\n`);
		expect(code).toBe(5);
		await listed(hash, '6'.repeat(40));
	});

	it('ends with 1 when nothing is added', async () => {
		const {code, out} = await add(['alpha.torrent', 'nothing.torrent', 'empty', 'magnet:?dn=x']);
		expect(out.split('\n')).toEqual([
			'Is there already: Alpha (alpha.torrent)',
			expect.stringMatching(/^Not added: nothing\.torrent: .* no such file\.$/),
			'Not added: empty: There is no .torrent file in this folder.',
			'Not added: magnet:?dn=x: This magnet link names no torrent.',
			'',
		]);
		expect(code).toBe(1);
	});
});
