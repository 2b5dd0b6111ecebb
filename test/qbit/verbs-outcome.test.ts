import {expect, it} from 'vitest';
import {addSources} from '../../source/qbit/add.ts';
import {readLink} from '../../source/qbit/add-source.ts';
import {createClient} from '../../source/qbit/client.ts';
import {endpoints} from '../../source/qbit/endpoints.ts';
import {applyUpdate, emptyMaindata} from '../../source/qbit/maindata.ts';
import {runVerb} from '../../source/qbit/run-verb.ts';
import {lacks, type Verb} from '../../source/qbit/verb.ts';
import {verbs} from '../../source/qbit/verbs.ts';
import {type Answer, createFakeServer} from './fake-fetch.ts';
import {hashOf, wireTorrent} from './wire.ts';

/** A server that says what version it is, and answers calls one after another as the list says. */
const open = (webapi: string, answers: readonly Answer[]) => {
	const left = [...answers];
	const server = createFakeServer(path => {
		if (path === 'app/version') return {body: 'v5.3.0'};
		if (path === 'app/webapiVersion') return {body: webapi};
		return left.shift() ?? {};
	});
	const client = createClient({
		...{url: new URL('http://nas'), fetch: server.fetch, maxReplyBytes: 1_000_000},
	});
	const maindata = emptyMaindata();
	const hashes = [hashOf(1), hashOf(2)];
	const torrents = new Map(hashes.map(hash => [hash, wireTorrent()]));
	applyUpdate(maindata, {rid: 1, full_update: true, torrents});
	const calls = () => server.asked.filter(path => !path.startsWith('app/'));
	return {controls: {client, torrents: maindata.torrents}, hashes, calls, client};
};

it.each([
	['2.8.19', 'torrents/pause', 'torrents/resume'],
	['2.9.3', 'torrents/pause', 'torrents/resume'],
	['2.11', 'torrents/stop', 'torrents/start'],
	['2.16.2', 'torrents/stop', 'torrents/start'],
])('WebAPI %s stops by %s and starts by %s', async (webapi, stop, start) => {
	const {controls, hashes, calls, client} = open(webapi, []);
	await runVerb(controls, verbs.stop, hashes, undefined);
	await runVerb(controls, verbs.start, hashes, undefined);
	expect(calls()).toEqual([stop, start]);
	expect(lacks(client, verbs.stop)).toBeUndefined();
	const none = expect.stringMatching(/no longer has torrents\/pause/);
	expect(client.lacks(endpoints.pause)).toEqual(stop === 'torrents/pause' ? undefined : none);
});

const {stop, recheck} = verbs;

it.each<[string, Verb<void>, Answer[], number, RegExp | undefined]>([
	['a proxy fails once, harmless', stop, [{status: 502}], 2, undefined],
	['a proxy fails twice', stop, [{status: 502}, {status: 504}], 2, /^It is not known.*504/],
	['a proxy fails once, not harmless', recheck, [{status: 502}], 1, /^It is not known.*502/],
	['a page in place of the answer', stop, [{body: '<html>'}], 1, /A page came/],
	['the server’s own words', stop, [{status: 409, body: 'Geht nicht'}], 1, /^Geht nicht$/],
	['no login', stop, [{status: 403}], 1, /asks for a login/],
	['a call that it has not', stop, [{status: 404}], 1, /no torrents\/stop/],
])('%s', async (_, verb, answers, calls, why) => {
	const server = open('2.11.4', answers);
	const {done, refused} = await runVerb(server.controls, verb, server.hashes, undefined);
	expect(server.calls()).toHaveLength(calls);
	if (why) {
		expect(done).toEqual([]);
		expect(refused.map(row => row.hash)).toEqual(server.hashes);
		for (const row of refused) expect(row.why).toMatch(why);
	} else {
		expect({done, refused}).toEqual({done: server.hashes, refused: []});
	}
});

it('the same torrent twice is asked once; none at all is no call', async () => {
	const {controls, hashes, calls} = open('2.11.4', []);
	const [hash = ''] = hashes;
	const result = await runVerb(controls, verbs.rename, [hash, hash], 'x');
	expect(result).toEqual({asked: [hash], done: [hash], refused: []});
	expect((await runVerb(controls, verbs.stop, [], undefined)).done).toEqual([]);
	expect(calls()).toEqual(['torrents/rename']);
});

it.each<[string, Answer, object]>([
	['Ok.', {body: 'Ok.'}, {is: 'added', hash: hashOf(1)}],
	['Fails.', {body: 'Fails.'}, {is: 'refused', why: expect.stringMatching(/does not say why/)}],
	['409', {status: 409, body: 'Conflict'}, {is: 'refused'}],
	['415', {status: 415}, {is: 'refused', why: expect.stringMatching(/for a torrent/)}],
	[
		'200 with an id',
		{body: {success_count: 1, failure_count: 0, added_torrent_ids: [hashOf(9)]}},
		{is: 'added', hash: hashOf(9)},
	],
	['202', {status: 202, body: {success_count: 0, pending_count: 1}}, {is: 'pending'}],
	['a page', {body: '<html>'}, {is: 'refused', why: expect.stringMatching(/not qBittorrent/)}],
])('an answer to adding: %s', async (_, answer, expected) => {
	const source = readLink(hashOf(1));
	if (!source) throw new Error('it is a hash');
	// The list of those that are there, the answer, and the list again to see why not.
	const {client} = open('2.11.4', [{body: []}, answer, {body: []}]);
	expect(await addSources(client, [source], {autoTMM: false})).toMatchObject([expected]);
});
