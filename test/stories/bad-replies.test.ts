import {expect, it, onTestFinished} from 'vitest';
import {startFaultProxy} from '../lab/fault-proxy.ts';
import type {Fault} from '../lab/faults.ts';
import {describeOnServers} from '../lab/lab.ts';
import {addTorrents} from '../lab/upload.ts';
import {numbered, once, range} from './library.ts';
import {listRows} from './list.ts';
import {patience, startQbtui} from './program.ts';

const faults: ReadonlyArray<readonly [what: string, fault: Fault]> = [
	['is not JSON', {body: '<html>It works!</html>'}],
	['is empty', {body: ''}],
	['is cut on the way', {cutAfter: 3}],
	['is half of the text', {body: body => body.subarray(0, body.length >> 1)}],
	['is a list', {body: '[]'}],
	['is null', {body: 'null'}],
	['has another type of list', {body: '{"rid":7,"full_update":true,"torrents":[1,2]}'}],
	['has a number for a torrent', {body: '{"rid":7,"full_update":true,"torrents":{"abc":7}}'}],
	['has no rid', {body: '{"full_update":true,"torrents":{}}'}],
	['has a text for a rid', {body: '{"rid":"x","torrents":{}}'}],
	['is a 500', {status: 500, body: 'Internal Server Error'}],
	['is a 502 of a proxy', {status: 502, body: '<h1>Bad Gateway</h1>'}],
	['never comes', {drop: 'after'}],
];

describeOnServers('when a reply', ['5.3'], ({server}) => {
	const library = once(() =>
		addTorrents(
			server(),
			range(0, 5).map(number => numbered(number)),
			{stopped: true},
		),
	);
	const start = async () => {
		await library();
		const proxy = await startFaultProxy(server());
		onTestFinished(proxy.stop);
		const terminal = await startQbtui({server: {...server(), url: proxy.url}});
		await terminal.until('All 5', patience);
		return {proxy, terminal};
	};

	it.each(faults)(
		'%s, one sentence says so, the list stays, and the next good one is shown',
		async (_, fault) => {
			const {proxy, terminal} = await start();
			proxy.always('sync/maindata', fault);
			await terminal.until('away', patience);
			const screen = terminal.screen();
			expect(listRows(screen)).toHaveLength(5);
			expect(screen.at(-2)).toMatch(/^\S.*\. List of \d\d:\d\d:\d\d\. Next try \d\d:\d\d:\d\d\.$/);
			expect(screen.join('\n')).not.toMatch(/undefined|\[object|TypeError|at .*:\d+:\d+/);
			proxy.clear();
			proxy.forget();
			await terminal.press('R');
			await terminal.until(lines => !lines[0]?.includes('away'), patience);
			expect(listRows(terminal.screen())).toHaveLength(5);
			expect(proxy.seen('sync/maindata')[0]?.query.get('rid')).toBe('0');
		},
	);

	it('is 200 MB, it is refused before it fills the memory', async () => {
		const {proxy, terminal} = await start();
		proxy.always('sync/maindata', {hugeBody: 200_000_000});
		await terminal.until('away', {timeout: 120_000});
		expect(listRows(terminal.screen())).toHaveLength(5);
		proxy.clear();
		await terminal.press('R');
		await terminal.until(lines => !lines[0]?.includes('away'), patience);
	});
});
