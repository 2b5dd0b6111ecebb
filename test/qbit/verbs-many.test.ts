import {expect, it} from 'vitest';
import {runVerb} from '../../source/qbit/run-verb.ts';
import type {Torrent} from '../../source/qbit/types.ts';
import {runSteps, runUndoable} from '../../source/qbit/undoable.ts';
import {verbs} from '../../source/qbit/verbs.ts';
import {syntheticTorrents} from '../lab/torrents.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import {calm, controlsOf, isStopped, rowsOf, tagSet, untilAll} from './control.ts';
import {loginOf} from './real.ts';
import {describeThroughProxy} from './through-proxy.ts';

const count = 300;
const fields = (body: string) => new URLSearchParams(body);

describeThroughProxy('verbs on many', VERSIONS, ({server, proxy, open}) => {
	let hashes: string[] = [];
	let gone: string[] = [];
	let left: string[] = [];

	/** 300 torrents, of which three go behind the mirror’s back, and two before it looks. */
	const prepare = async () => {
		const client = open(proxy().url, loginOf(server()));
		if (hashes.length === 0) {
			hashes = await addTorrents(server(), syntheticTorrents(count));
			await settled(server());
			await server().call('torrents/createCategory', {category: 'films', savePath: ''});
			gone = hashes.slice(10, 12);
			await server().call('torrents/delete', {hashes: gone.join('|'), deleteFiles: false});
			left = hashes.filter(hash => !gone.includes(hash));
			await untilAll(server(), left, 'listed', () => true);
		}
		await client.identify();
		const controls = await controlsOf(client);
		proxy().forget();
		return {client, controls};
	};
	const refusedGone = () => gone.map(hash => ({hash, why: 'It is gone.'}));
	const sent = (path: string) =>
		proxy()
			.seen(path)
			.map(({body}) => fields(body).get('hashes')?.split('|').length);

	it('stopped, tagged and categorised in one go, and undone', async () => {
		const {controls} = await prepare();
		const stopped = await runUndoable(controls, verbs.stop, hashes, undefined);
		const tagged = await runUndoable(controls, verbs.addTags, hashes, ['a', 'b']);
		const filed = await runUndoable(controls, verbs.setCategory, hashes, 'films');
		for (const {result} of [stopped, tagged, filed]) {
			expect(result).toEqual({asked: hashes, done: left, refused: refusedGone()});
		}
		expect(sent('torrents/addTags')).toEqual([200, 98]);
		await untilAll(
			server(),
			left,
			'stopped, tagged and filed',
			row => isStopped(row) && tagSet(row).join() === 'a,b' && row.category === 'films',
		);
		const undo = [...filed.undo, ...tagged.undo, ...stopped.undo];
		expect((await runSteps(controls, undo)).refused).toEqual([]);
		await untilAll(
			server(),
			left,
			'as before',
			row => !isStopped(row) && row.tags === '' && row.category === '',
		);
	});

	it('a category that vanished is refused with what to do', async () => {
		const {controls} = await prepare();
		const result = await runVerb(controls, verbs.setCategory, left, 'vanished');
		const why = 'The server has no category “vanished”: create it first.';
		expect(result).toEqual({asked: left, done: [], refused: left.map(hash => ({hash, why}))});
		expect([...(await rowsOf(server())).values()].every(row => row.category === '')).toBe(true);
	});

	it('a session that is lost in the middle is renewed, and nothing is sent twice', async () => {
		const {client, controls} = await prepare();
		const logins = client.logins();
		proxy().next('torrents/setUploadLimit', {});
		proxy().next('torrents/setUploadLimit', {requestHeaders: ({cookie: _, ...rest}) => rest});
		const result = await runVerb(controls, verbs.setUploadLimit, left, 5120);
		expect(result).toEqual({asked: left, done: left, refused: []});
		expect(client.logins()).toBe(logins + 1);
		const statuses = proxy()
			.seen('torrents/setUploadLimit')
			.map(({status}) => status);
		expect(statuses).toEqual([200, 403, 200]);
		await untilAll(server(), left, 'limited', row => row.up_limit === 5120);
	});

	it('an answer that is lost: what is harmless is sent once more', async () => {
		const {controls} = await prepare();
		proxy().next('torrents/addTags', {drop: 'after'});
		const result = await runVerb(controls, verbs.addTags, left, ['c']);
		expect(result).toEqual({asked: left, done: left, refused: []});
		expect(sent('torrents/addTags')).toEqual([200, 200, 98]);
	});

	it('an answer that is lost: what is not harmless is said to be unknown', async () => {
		const {controls} = await prepare();
		proxy().next('torrents/recheck', {drop: 'after'});
		const {done, refused} = await runVerb(controls, verbs.recheck, left, undefined);
		expect(done).toEqual([]);
		expect(sent('torrents/recheck')).toEqual([200]);
		const reasons = Map.groupBy(refused, ({why}) => why.replace(/: .*/, ''));
		expect([...reasons].map(([why, some]) => [why, some.length])).toEqual([
			['It is not known whether it was done', 200],
			['It was not sent', 98],
		]);
	});

	it('toggles go only to those that differ, also when the answer to one is lost', async () => {
		const {controls} = await prepare();
		proxy().next('torrents/toggleSequentialDownload', {drop: 'after'});
		for (const wanted of [true, true, false]) {
			const result = await runVerb(controls, verbs.setSequential, left, wanted);
			expect(result.refused).toEqual([]);
			const isSo = (row: Torrent) => row.seq_dl === wanted;
			await untilAll(server(), left, `sequential ${wanted}`, isSo, {calm});
		}
		expect(sent('torrents/toggleSequentialDownload')).toEqual([200, 98, 200, 98]);
	});

	it('a server that is away is asked once, and all is told as not done', async () => {
		const {controls} = await prepare();
		await proxy().away();
		const {done, refused} = await runVerb(controls, verbs.stop, hashes, undefined);
		await proxy().back();
		expect(done).toEqual([]);
		expect(refused).toHaveLength(count);
		const reasons = new Set(refused.map(({why}) => why.replace(/127.*/, '')));
		// The connection was open still: what was sent on it may have come in time.
		const unknown = 'It is not known whether it was done: Nothing listens at ';
		const unsent = 'It was not sent: Nothing listens at ';
		expect(reasons).toEqual(new Set(['It is gone.', unknown, unsent]));
	});
});
