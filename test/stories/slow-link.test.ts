import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {describe, expect, it, onTestFinished} from 'vitest';
import {startFaultProxy} from '../lab/fault-proxy.ts';
import {labAvailable} from '../lab/lab.ts';
import {startServer} from '../lab/server.ts';
import {until} from '../lab/until.ts';
import {addTorrents} from '../lab/upload.ts';
import {NEWEST} from '../lab/versions.ts';
import {openTerminal} from '../screen/terminal.ts';
import type {Terminal} from '../screen/types.ts';
import {numbered, range} from './library.ts';
import {hits} from './list.ts';
import {environmentFor, makeHome, type Place, program} from './program.ts';

const slowLink = join(import.meta.dirname, '../screen/slow-link.py');

/** At 960 bytes a second, a whole screen takes four. */
const long = {timeout: 120_000};

const startFar = async (
	bitsPerSecond: number,
	command: readonly string[],
	server?: Place,
): Promise<Terminal> => {
	const home = await makeHome();
	const terminal = openTerminal({
		...{columns: 80, rows: 24, cwd: home, command: 'python3'},
		args: [slowLink, `${bitsPerSecond}`, '300', ...command],
		env: environmentFor(home, server),
	});
	onTestFinished(terminal.close);
	return terminal;
};

/** Keys as they come from a keyboard on which one is held: some thirty a second. */
const hold = async (terminal: Terminal, keys: string): Promise<void> => {
	for (const key of keys) {
		void terminal.send(key);
		await sleep(33);
	}
};

const qbtui = [program.command, program.cli];

describe('far away, 300 ms there and as much back,', () => {
	it.each([9_600, 115_200])(
		'at %i bit/s every key is heard, and frames are left out',
		async rate => {
			const terminal = await startFar(rate, [...qbtui, '--demo']);
			await terminal.until(/All [1-9]/, long);
			await terminal.until('? help', long);
			terminal.mark();
			await hold(terminal, 'j'.repeat(40));
			await terminal.until(/^41\//m, long);
			// A row is left and another entered with each key, which takes some 200 bytes.
			expect(terminal.bytes()).toBeLessThan(40 * 200);
			void terminal.send('/debian\r');
			await terminal.until(/^\d+\/\d+.*\/ debian/m, long);
			void terminal.send('q');
			expect(await terminal.exited).toMatchObject({code: 0});
		},
	);

	it('nothing of it is left at the shell’s prompt', async () => {
		const shell = ['env', 'PS1=shell> ', 'sh', '-i'];
		const terminal = await startFar(115_200, shell);
		await terminal.until('shell>', long);
		void terminal.send(`${qbtui.join(' ')} --demo\r`);
		await terminal.until('? help', long);
		void terminal.send('sn');
		await terminal.until(/sort name/, long);
		void terminal.send('snq');
		await terminal.until(
			({length}, screen = terminal.screen()) =>
				length > 0 && /shell> $/.test(screen.filter(Boolean).at(-1) ?? ''),
			long,
		);
		void terminal.send('echo it is over\r');
		await terminal.until(/^it is over/m, long);
		expect(terminal.screen().join('\n')).toMatch(/shell> echo it is over/);
	});
});

describe.skipIf(!(await labAvailable(NEWEST)))('when the line hangs', () => {
	it('the server is asked all the same, and the screen is right when the line is back', async () => {
		const server = await startServer({version: NEWEST});
		onTestFinished(server.discard);
		const torrents = range(0, 200).map(number => numbered(number));
		await addTorrents(server, torrents, {stopped: true});
		const proxy = await startFaultProxy(server);
		onTestFinished(proxy.stop);
		const {username, password} = server;
		const terminal = await startFar(115_200, qbtui, {url: proxy.url, username, password});
		await terminal.until('All 200', long);
		await terminal.until(hits(200, 1), long);
		terminal.signal('SIGUSR1');
		// Each is a whole screen.
		await hold(terminal, `${'Gg'.repeat(20)}jjj`);
		const asked = () => proxy.seen('sync/maindata').length;
		const before = asked();
		await server.call('torrents/delete', {hashes: numbered(0).hash, deleteFiles: false});
		await until('the server to be asked', asked, count => count >= before + 4);
		terminal.signal('SIGUSR2');
		// The one that went was above the cursor, or below.
		await terminal.until(/^[34]\/199\b/m, long);
		await terminal.until(screen => !screen.join('\n').includes('Lab 000'), long);
	});
});
