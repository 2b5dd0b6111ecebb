import {mkdir, readFile, stat, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {type FaultProxy, startFaultProxy} from '../lab/fault-proxy.ts';
import {describeOnServers} from '../lab/lab.ts';
import {startPortMap} from '../lab/port-map.ts';
import {freePort} from '../lab/ports.ts';
import {syntheticTorrents} from '../lab/torrents.ts';
import {addTorrents} from '../lab/upload.ts';
import type {Terminal} from '../screen/types.ts';
import {makeHome, patience, startQbtui} from './program.ts';

/** Types into the fields from the top; undefined leaves one as it is. */
const fillIn = async (terminal: Terminal, values: readonly (string | undefined)[]) => {
	for (const [i, value] of values.entries()) {
		if (i > 0) await terminal.press('tab');
		if (value === undefined) continue;
		await terminal.press('ctrl+u');
		await terminal.type(value);
	}
	await terminal.press('enter');
};

const watched = async (server: {url: string}): Promise<FaultProxy> => {
	const proxy = await startFaultProxy(server);
	onTestFinished(proxy.stop);
	return proxy;
};

describeOnServers('the first run', ['4.5', '5.3'], ({server}) => {
	it('lets in who can log in, and says so when that can’t be kept', async () => {
		const home = await makeHome();
		// A folder that can be neither made nor written, by root either.
		await mkdir(join(home, '.config'));
		await symlink('/nowhere/at/all', join(home, '.config/qbtui'));
		const terminal = await startQbtui({home});
		await terminal.until('Which qBittorrent?', patience);
		await fillIn(terminal, [server().url, server().username, server().password]);
		await terminal.until('Logged in, but this is not kept:', patience);
		await terminal.press('R');
		await terminal.until('sort added', patience);
	});

	it('asks, says what is wrong, and keeps what works for the next start', async () => {
		await addTorrents(server(), syntheticTorrents(3), {stopped: true});
		const proxy = await watched(server());
		const home = await makeHome();
		const terminal = await startQbtui({home});
		await terminal.until('Which qBittorrent?', patience);

		const nowhere = `127.0.0.1:${await freePort()}`;
		await fillIn(terminal, [nowhere, 'admin', 'wrong']);
		await terminal.until(`Nothing listens at ${nowhere}.`, patience);

		await terminal.press('tab', 'tab');
		await fillIn(terminal, [proxy.url, undefined, undefined]);
		await terminal.until('The user name or the password is wrong.', patience);
		// One try is one login: a second one would bring a ban nearer.
		expect(proxy.seen('auth/login')).toHaveLength(1);

		await terminal.press('ctrl+u');
		await terminal.type(server().password);
		await terminal.press('enter');
		await terminal.until('All 3', patience);
		const file = join(home, '.config/qbtui/config.json');
		expect((await stat(file)).mode & 0o777).toBe(0o600);
		const {password, username} = server();
		const url = proxy.url;
		expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({url, username, password});
		await terminal.press('q');
		expect(await terminal.exited).toMatchObject({code: 0});

		const again = await startQbtui({home});
		await again.until('All 3', patience);
	});
});

describeOnServers('the first run at a published port', ['5.1'], ({server}) => {
	it('says what the doctor finds: the port is another one than the server’s own', async () => {
		const {url, stop} = await startPortMap(server());
		onTestFinished(stop);
		const terminal = await startQbtui();
		await terminal.until('Which qBittorrent?', patience);
		await fillIn(terminal, [url, server().username, server().password]);
		await terminal.until(/qBittorrent refuses the port \d+: it listens on another one/, patience);
		await terminal.until('Publish the port under the number on which qBittorrent listens');
		await terminal.press('tab', 'tab');
		await fillIn(terminal, [server().url, undefined, undefined]);
		await terminal.until('No torrents yet.', patience);
	});
});

describeOnServers('the first run with an API key', ['5.3'], ({server}) => {
	it('needs no password, and logs in nowhere', async () => {
		const {apiKey} = await server().call<{apiKey: string}>('app/rotateAPIKey', {});
		const proxy = await watched(server());
		const terminal = await startQbtui();
		await terminal.until('Which qBittorrent?', patience);
		await fillIn(terminal, [proxy.url, undefined, undefined, apiKey]);
		await terminal.until('No torrents yet.', patience);
		expect(proxy.seen('auth/login')).toEqual([]);
		expect(terminal.raw()).not.toContain(apiKey);
	});
});

it('Ctrl-D shows the demo, from which @ leads back to the form and Esc to the demo', async () => {
	const terminal = await startQbtui();
	await terminal.until('Which qBittorrent?', patience);
	await terminal.press('ctrl+d');
	await terminal.until(/All [1-9]/, patience);
	await terminal.press('@');
	await terminal.until('Which qBittorrent?', patience);
	await terminal.press('esc');
	await terminal.until(/All [1-9]/, patience);
});

it('Ctrl-C leaves the form, and nothing is written', async () => {
	const home = await makeHome();
	const terminal = await startQbtui({home});
	await terminal.until('Which qBittorrent?', patience);
	await terminal.type('half');
	await terminal.press('ctrl+c');
	expect(await terminal.exited).toMatchObject({code: 0});
	expect(terminal.modes()).toMatchObject({alternate: false, cursorVisible: true});
	await expect(stat(join(home, '.config/qbtui/config.json'))).rejects.toThrow('ENOENT');
});
