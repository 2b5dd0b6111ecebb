import {expect, it} from 'vitest';
import {readMaindata} from '../../source/qbit/read-maindata.ts';
import {hashOf, inChunks} from './wire.ts';

const torrent = (fields: object) => ({rid: 1, torrents: {[hashOf(1)]: fields}});

it.each([
	['nothing', ''],
	['a page', '<!DOCTYPE html><html><body>Sign in</body></html>'],
	['bytes', '\u0000\u0001\u0002'],
	['two answers', '{"rid":1}{"rid":2}'],
	['more behind the end', '{"rid":1,"torrents":{"a":{"name":"x"}}}}'],
	['a comma too much', '{"rid":1,"torrents":{"a":{"name":"x"},}}'],
	['a list', []],
	['a text', 'Forbidden'],
	['null', null],
	['no rid', {}],
	['rid is a text', {rid: '1'}],
	['full_update is a number', {rid: 1, full_update: 1}],
	['torrents are a list', {rid: 1, torrents: []}],
	['torrents are a text', {rid: 1, torrents: 'none'}],
	['torrents are null', {rid: 1, torrents: null}],
	['a torrent is a text', {rid: 1, torrents: {a: 'gone'}}],
	['name is a number', torrent({name: 5})],
	['size is a text', torrent({size: '5'})],
	['a flag is a number', torrent({auto_tmm: 1})],
	['tags of a torrent are a list', torrent({tags: ['a']})],
	['name is an object', torrent({name: {}})],
	['tags are an object', {rid: 1, tags: {}}],
	['tags are numbers', {rid: 1, tags: [1]}],
	['what is gone is no list', {rid: 1, torrents_removed: 'all'}],
	['categories are a list', {rid: 1, categories: []}],
	['a category is a number', {rid: 1, categories: {a: 5}}],
	['a save path is a number', {rid: 1, categories: {a: {savePath: 5}}}],
	['a tracker has one text', {rid: 1, trackers: {'http://a/': 'x'}}],
	['a tracker has numbers', {rid: 1, trackers: {'http://a/': [1]}}],
	['the state is a list', {rid: 1, server_state: []}],
	['the interval is a text', {rid: 1, server_state: {refresh_interval: 'soon'}}],
	['a speed is an object', {rid: 1, server_state: {dl_info_speed: {}}}],
])('maindata is refused: %s', async (_, value) => {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	for (const size of [1, 3, 1_000_000]) {
		const reading = readMaindata(inChunks(text, size), {maxBytes: 1_000_000});
		await expect(reading).rejects.toMatchObject({
			name: 'QbitError',
			code: 'BadReply',
			message: expect.stringMatching(/^[^\n]+\.$/),
		});
	}
});

it.each([
	['fields and parts that it does not know', {...torrent({later: [1]}), later: 5}],
	['a number that is infinite', torrent({ratio: null, popularity: null})],
	['a category without folder', {rid: 1, categories: {a: {name: 'a', download_path: false}}}],
])('maindata lets pass: %s', async (_, value) => {
	const text = JSON.stringify(value);
	const update = await readMaindata(inChunks(text, 5), {maxBytes: 1_000_000});
	expect(update.rid).toBe(1);
});
