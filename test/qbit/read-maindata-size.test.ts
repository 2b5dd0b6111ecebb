import {describe, expect, it} from 'vitest';
import {readMaindata} from '../../source/qbit/read-maindata.ts';
import {hashOf, wireTorrent} from './wire.ts';

const chunk = 64 * 1024;
const maxBytes = 190e6;

/** 200 MB in all: `head`, then `filler` over and over. Counts what is taken of it. */
const hugeBody = (head: string, filler: string) => {
	const taken = {bytes: 0, mostMemory: 0};
	const repeated = Buffer.from(filler.repeat(Math.ceil(chunk / filler.length)));
	async function* body(): AsyncGenerator<Uint8Array> {
		yield Buffer.from(head);
		while (taken.bytes < 200e6) {
			taken.bytes += repeated.length;
			// A copy, as the network would give one.
			yield Buffer.from(repeated);
			const {external, heapUsed, arrayBuffers} = process.memoryUsage();
			taken.mostMemory = Math.max(taken.mostMemory, external + heapUsed + arrayBuffers);
		}
	}
	return {body: body(), taken};
};

describe('an answer of 200 MB', () => {
	it.each([
		['spaces', '', ' '],
		['a page', '<html>', 'Lorem ipsum '],
		['a text without end', '{"rid":1,"torrents":{"a":{"name":"', 'x'],
		['a torrent without end', '{"rid":1,"torrents":{"a":{', '"b":1,'],
		['false ends', '{"rid":1,"torrents":{"a":[', '{},"'],
		['categories without end', '{"categories":{"torrents":{', '"torrents":{'],
		['trackers without end', '{"rid":1,"torrents":{},"trackers":{', '"http://a/":[],'],
	])('of %s is refused soon and without being held', async (_, head, filler) => {
		const {body, taken} = hugeBody(head, filler);
		const {external, heapUsed, arrayBuffers} = process.memoryUsage();
		await expect(readMaindata(body, {maxBytes})).rejects.toMatchObject({code: 'BadReply'});
		expect(taken.bytes).toBeLessThan(80e6);
		expect(taken.mostMemory - (external + heapUsed + arrayBuffers)).toBeLessThan(300e6);
	});

	it('of torrents is refused at the limit that is set', async () => {
		const text = JSON.stringify(wireTorrent());
		async function* body(): AsyncGenerator<Uint8Array> {
			yield Buffer.from('{"rid":1,"torrents":{');
			for (let i = 0; ; i++) yield Buffer.from(`"${hashOf(i)}":${text},`);
		}
		const reading = readMaindata(body(), {maxBytes: 5e6});
		await expect(reading).rejects.toMatchObject({
			code: 'BadReply',
			advice: [expect.stringContaining('max_reply_mb')],
		});
	});
});
