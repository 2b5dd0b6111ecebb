import {createHash} from 'node:crypto';
import {createServer} from 'node:http';
import {describe, expect, it, onTestFinished} from 'vitest';
import {addSources} from '../../source/qbit/add.ts';
import {
	type NoSource,
	readFileSource,
	readLink,
	type Source,
} from '../../source/qbit/add-source.ts';
import {readTorrentFile} from '../../source/qbit/torrent-file.ts';
import {type Bencodable, bencode} from '../lab/bencode.ts';
import {freePort} from '../lab/ports.ts';
import {noise, syntheticTorrent} from '../lab/torrents.ts';
import {until} from '../lab/until.ts';
import {VERSIONS} from '../lab/versions.ts';
import {isStopped, tagSet, untilAll} from './control.ts';
import {loginOf} from './real.ts';
import {describeThroughProxy} from './through-proxy.ts';

const link = (text: string): Source | NoSource => {
	const source = readLink(text);
	if (!source) throw new Error(`${text} is no link`);
	return source;
};

const v1 = 'aabbccddeeff00112233445566778899aabbccdd';
const v2 = 'aa'.repeat(32);
const inBase32 = 'vk54zxpo74abcirtirkwm54itgvlxtg5';

describe('what a text stands for', () => {
	it.each([
		[v1.toUpperCase(), 'hash', {v1, v2: undefined}],
		['1'.repeat(40), 'hash', {v1: '1'.repeat(40), v2: undefined}],
		[inBase32, 'hash', {v1, v2: undefined}],
		[v2, 'hash', {v1: undefined, v2}],
		[`magnet:?xt=urn:btih:${v1}&dn=a%20b`, 'magnet', {v1, v2: undefined}],
		[`MAGNET:?dn=x&xt=urn:btih:${inBase32.toUpperCase()}`, 'magnet', {v1, v2: undefined}],
		[`magnet:?xt=urn:btmh:1220${v2}`, 'magnet', {v1: undefined, v2}],
		[`magnet:?xt.1=urn:btih:${v1}&xt.2=urn:btmh:1220${v2}`, 'magnet', {v1, v2}],
		['https://nas/a.torrent', 'url', undefined],
	])('%s', (text, kind, identity) => {
		expect(readLink(` ${text}\n`)).toMatchObject({given: text, kind, identity});
	});

	it.each(['magnet:?dn=nothing', 'magnet:?xt=urn:btih:123', 'http://', 'http://a b'])(
		'nothing: %s',
		text => expect(readLink(text)).toMatchObject({kind: 'none'}),
	);

	it.each(['', '/a/b.torrent', v1.slice(1), 'ftp://nas/a.torrent'])('maybe a file: %j', text =>
		expect(readLink(text)).toBeUndefined(),
	);
});

describe('a .torrent file', () => {
	const {file, hash, name, size} = syntheticTorrent({index: 1});
	const info = {name: 'both', 'piece length': 16_384, length: 5, pieces: noise('x', 20)};
	const hybrid = {...info, 'meta version': 2, 'file tree': {both: {'': {length: 5}}}};
	const digest = (kind: string) => createHash(kind).update(bencode(hybrid)).digest('hex');

	it('is known by the bytes of its info', () => {
		expect(readTorrentFile(file)).toEqual({v1: hash, v2: undefined, name, size});
		expect(readTorrentFile(bencode({info: hybrid}))).toMatchObject({
			...{v1: digest('sha1'), v2: digest('sha256')},
		});
		const {pieces: _, ...only} = hybrid;
		expect(readTorrentFile(bencode({info: only}))?.v1).toBeUndefined();
	});

	const base = {name: 'many', 'piece length': 16_384};
	const listed = [
		{length: 7, path: ['a']},
		{length: 100, path: ['.pad', '100'], attr: 'p'},
		{length: 5, path: ['b', 'c'], attr: 'x'},
	];
	const tree = {a: {'': {length: 7}}, b: {c: {'': {length: 5}}, d: {'': {length: 1}}}};
	it.each<[string, Bencodable, number]>([
		['of a list, without what only fills up', {...base, files: listed, pieces: noise('x', 20)}, 12],
		['of a tree', {...base, 'meta version': 2, 'file tree': tree}, 13],
		['of an empty list', {...base, files: [], pieces: noise('x', 20)}, 0],
	])('says how large it is: %s', (_, info, size) => {
		expect(readTorrentFile(bencode({info}))).toMatchObject({name: 'many', size});
	});

	const text = (what: string) => Buffer.from(what);
	it.each<[string, Uint8Array]>([
		['empty', text('')],
		['a page', text('<!doctype html><html></html>')],
		['cut', file.subarray(0, -1)],
		['with something after it', Buffer.concat([file, text('x')])],
		['without info', bencode({announce: 'x'})],
		['without pieces', bencode({info: {name: 'x'}})],
		['a text that is longer than the file', text('d4:info99999999999999999999:xe')],
		['too deep', text('l'.repeat(100_000))],
		['a number without an end', text('d4:infoi12')],
	])('is none when it is %s', (_, bytes) => {
		expect(readTorrentFile(bytes)).toBeUndefined();
		expect(readFileSource('a', bytes)).toMatchObject({
			kind: 'none',
			why: expect.stringMatching(/not a .torrent/),
		});
	});
});

describeThroughProxy('adding', VERSIONS, ({server, proxy, open, version}) => {
	const client = () => open(proxy().url, loginOf(server()));
	const torrent = (index: number) => syntheticTorrent({index, size: 2 ** 20});
	const fileOf = ({name, file}: {name: string; file: Uint8Array}) =>
		readFileSource(`${name}.torrent`, file);
	const sent = () => proxy().seen('torrents/add').length;
	/** The server lists it a moment after it said yes. */
	const listed = (...hashes: string[]) => untilAll(server(), hashes, 'listed', () => true);

	it('each kind of source, with all options, and as duplicates', async () => {
		const one = torrent(10);
		const hash = (index: number) => createHash('sha1').update(`${index}`).digest('hex');
		const magnet = `magnet:?xt=urn:btih:${hash(1)}&dn=Ä%20%26%20b`;
		const given = [fileOf(one), link(magnet), link(hash(2)), link(v2)];
		const savepath = `${server().downloads}/Ä & b`;
		const options = {
			...{category: 'films', tags: ['a', 'b c'], savepath, stopped: true, sequential: true},
			...({firstLast: true, contentLayout: 'Subfolder'} as const),
		};
		const dry = await addSources(client(), given, options, {dry: true});
		expect(sent()).toBe(0);
		const results = await addSources(client(), given, options);
		expect(results).toMatchObject([
			{source: `${one.name}.torrent`, is: 'added', hash: one.hash, name: one.name},
			{source: magnet, is: 'added', hash: hash(1), name: 'Ä & b'},
			{source: hash(2), is: 'added', hash: hash(2)},
			{source: v2, is: 'added', hash: v2.slice(0, 40)},
		]);
		expect(dry).toEqual(results);
		const hashes = [one.hash, hash(1), hash(2), v2.slice(0, 40)];
		await untilAll(
			server(),
			hashes,
			'there',
			row =>
				row.category === 'films' &&
				tagSet(row).join() === 'a,b c' &&
				row.save_path === savepath &&
				row.seq_dl &&
				row.f_l_piece_prio &&
				!row.auto_tmm &&
				(isStopped(row) || row.state === 'checkingResumeData'),
		);
		// 4.5 tells a path from nowhere as long as it looks at what is there.
		await untilAll(server(), [one.hash], 'in a folder', row =>
			row.content_path.startsWith(`${savepath}/${one.name}/`),
		);
		proxy().forget();
		const again = await addSources(client(), [...given, fileOf(one)]);
		expect(again.map(({is}) => is)).toEqual(Array(5).fill('duplicate'));
		expect(again[0]).toMatchObject({hash: one.hash, name: one.name});
		expect(sent()).toBe(0);
	});

	it('the same twice in one go is added once', async () => {
		const two = torrent(11);
		const results = await addSources(client(), [fileOf(two), link(two.hash)]);
		expect(results).toMatchObject([
			{is: 'added', hash: two.hash},
			{is: 'duplicate', hash: two.hash, name: two.name},
		]);
		await listed(two.hash);
	});

	it('under another name', async () => {
		const seven = torrent(40);
		const results = await addSources(client(), [fileOf(seven)], {rename: 'Ä;"b"'});
		expect(results).toMatchObject([{is: 'added', hash: seven.hash, name: 'Ä;"b"'}]);
		await untilAll(server(), [seven.hash], 'renamed', row => row.name === 'Ä;"b"');
		const several = [torrent(17), torrent(18)].map(fileOf);
		const refused = await addSources(client(), several, {rename: 'x'});
		expect(refused.map(({is}) => is)).toEqual(['refused', 'refused']);
	});

	it('what is none is refused, and the rest is added', async () => {
		const three = torrent(12);
		const bad: NoSource = {given: 'x', kind: 'none', why: 'No.'};
		const results = await addSources(client(), [bad, fileOf(three)]);
		expect(results).toMatchObject([{is: 'refused', why: 'No.'}, {is: 'added'}]);
		await listed(three.hash);
	});

	it('a file that only the server sees through is refused', async () => {
		const bytes = bencode({info: {name: 'x', 'piece length': 3, length: 5, pieces: 'abc'}});
		const [result] = await addSources(client(), [readFileSource('x.torrent', bytes)]);
		expect(result).toMatchObject({is: 'refused', why: expect.stringMatching(/not take it/)});
	});

	it('a URL is pending, and the server downloads it', async () => {
		const four = torrent(13);
		const web = createServer((_, response) => response.end(four.file));
		const port = await freePort();
		await new Promise<void>(resolve => web.listen(port, '127.0.0.1', resolve));
		onTestFinished(() => void web.close());
		const url = `http://127.0.0.1:${port}/a.torrent`;
		expect(await addSources(client(), [link(url)])).toEqual([{source: url, is: 'pending'}]);
		await listed(four.hash);
	});

	it('what only the server knows to be there is told by its name', async () => {
		const five = torrent(14);
		await addSources(client(), [fileOf(five)]);
		await listed(five.hash);
		proxy().next(/torrents\/info\?hashes/, {instead: true, body: '[]'});
		const [result] = await addSources(client(), [fileOf(five)]);
		expect(result).toMatchObject({is: 'duplicate', hash: five.hash, name: five.name});
		const [{status} = {}] = proxy().seen('torrents/add').slice(-1);
		expect(status).toBe(version === '5.3' ? 409 : 200);
	});

	it('a hybrid torrent has the id of its v2 hash, and is known by either', async () => {
		const data = noise('hybrid', 1000);
		const digest = (kind: string, bytes: Uint8Array) => createHash(kind).update(bytes).digest();
		const root = digest('sha256', data);
		const info = bencode({
			...{name: 'both', length: data.length, 'piece length': 16_384, 'meta version': 2},
			pieces: digest('sha1', data),
			'file tree': {both: {'': {length: data.length, 'pieces root': root}}},
		});
		const whole = Buffer.concat([Buffer.from('d4:info'), info, Buffer.from('e')]);
		const [sha1, sha256] = ['sha1', 'sha256'].map(kind => digest(kind, info).toString('hex'));
		const source = readFileSource('both.torrent', whole);
		const hash = sha256?.slice(0, 40) ?? '';
		expect(await addSources(client(), [source])).toMatchObject([{is: 'added', hash}]);
		await listed(hash);
		const links = [sha1, sha256].map(id => link(id ?? ''));
		const again = await addSources(client(), [source, ...links]);
		expect(again).toMatchObject(Array(3).fill({is: 'duplicate', hash, name: 'both'}));
	});

	it('a file that has gone since it was looked at is told, the rest is added', async () => {
		const [gone, stays] = [torrent(30), torrent(31)];
		const read = () => Promise.reject(new Error('ENOENT'));
		const given = [readFileSource('gone', gone.file, read), fileOf(stays)];
		expect(await addSources(client(), given)).toMatchObject([
			{is: 'refused', why: 'The file can’t be read any more.'},
			{is: 'added', hash: stays.hash},
		]);
		expect(sent()).toBe(1);
	});

	it('a category that no server takes is refused before it is sent', async () => {
		for (const category of ['/a', 'a/', 'a//b', 'a\\b']) {
			const [result] = await addSources(client(), [fileOf(torrent(32))], {category});
			expect(result).toMatchObject({is: 'refused', why: expect.stringMatching(/^A category’s/)});
		}
		expect(sent()).toBe(0);
	});

	it('an answer that is lost: it is sent once more, and is there once', async () => {
		const six = torrent(15);
		proxy().next('torrents/add', {drop: 'after'});
		const results = await addSources(client(), [fileOf(six)]);
		expect(results).toMatchObject([{is: 'added', hash: six.hash}]);
		await listed(six.hash);
		expect(sent()).toBe(2);
	});

	it('an answer that is lost, and a list that has it only later: it was added', async () => {
		const seven = torrent(60);
		proxy().next('torrents/add', {drop: 'after'});
		// What is just being added is taken no second time, and is in no list yet.
		proxy().next(({path}) => path.endsWith('torrents/info') && sent() === 2, {body: '[]'});
		const results = await addSources(client(), [fileOf(seven)]);
		expect(results).toMatchObject([{is: 'added', hash: seven.hash}]);
	});

	it('a link of which the answer is lost is not sent again', async () => {
		proxy().next('torrents/add', {drop: 'after'});
		const results = await addSources(client(), [link('http://127.0.0.1:9/a.torrent')]);
		expect(results).toMatchObject([
			{is: 'refused', why: expect.stringMatching(/^It is not known/)},
		]);
		expect(sent()).toBe(1);
	});

	it('a server that goes away: the rest is not tried', async () => {
		const asked = client();
		await asked.identify();
		proxy().always('torrents/add', {drop: 'before'});
		const given = [20, 21, 22].map(index => fileOf(torrent(index)));
		const results = await addSources(asked, given);
		expect(results.map(result => result.is === 'refused' && result.why.replace(/:.*/, ''))).toEqual(
			['It is not known whether it was added', 'It was not sent', 'It was not sent'],
		);
		await until('two tries', sent, count => count === 2);
	});
});
