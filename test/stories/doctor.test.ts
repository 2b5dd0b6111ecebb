import {expect, it, onTestFinished} from 'vitest';
import {startFaultProxy} from '../lab/fault-proxy.ts';
import {describeOnServers} from '../lab/lab.ts';
import {until} from '../lab/until.ts';
import {patience, startQbtui} from './program.ts';

describeOnServers('the doctor on the screen', ['5.3'], ({server}) => {
	const start = async (size: {columns?: number; rows?: number} = {}) => {
		const {username, password} = server();
		const proxy = await startFaultProxy(server());
		onTestFinished(proxy.stop);
		const terminal = await startQbtui({server: {url: proxy.url, username, password}, ...size});
		await terminal.until(/No torrents yet|All 0/, patience);
		return {proxy, terminal};
	};

	it('asks when one comes, with the session that runs; one check or all are asked again', async () => {
		const {proxy, terminal} = await start();
		await terminal.press('6');
		await terminal.until(/^OK: All is well/m, patience);
		expect(proxy.seen('auth/login')).toHaveLength(1);
		proxy.always('app/preferences', {status: 500});
		await terminal.press('/');
		await terminal.type('authenticated');
		await terminal.press('enter');
		await terminal.until(/^▸✓ authenticated_call/m);
		await terminal.press('t');
		await terminal.until(/^▸✗ authenticated_call/m, patience);
		await terminal.until(/^UNKNOWN: /m);
		await terminal.until(/asked +GET \/api\/v2\/app\/preferences .*: 500/);
		proxy.clear();
		await terminal.press('r');
		await terminal.until(/^OK: All is well/m, patience);
		await terminal.until('Since the last run changed: authenticated_call');
		expect(proxy.seen('auth/login')).toHaveLength(1);
		await terminal.press('esc', 'esc');
		await terminal.until('No torrents yet.', patience);
	});

	it('leads on at 40x10, too, and its own requests are few', async () => {
		const {proxy, terminal} = await start({columns: 40, rows: 10});
		proxy.forget();
		await terminal.press('6');
		await terminal.until(/^OK: /m, patience);
		await until('the run to end', () => proxy.seen('app/webapiVersion').length > 0);
		const asked = proxy.requests.filter(({path}) => !path.endsWith('sync/maindata'));
		expect(asked.length).toBeLessThan(12);
		await terminal.press('G', 'enter');
		await terminal.until(/what|found|seen/i, patience);
	});
});
