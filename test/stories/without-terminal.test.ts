import {expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {run} from '../setup/run.ts';
import {numbered, range} from './library.ts';
import {environmentFor, makeHome, type Place, patience, program, startQbtui} from './program.ts';

const runQbtui = async (args: readonly string[], server?: Place) =>
	run(program.command, [program.cli, ...args], environmentFor(await makeHome(), server));

it('without a terminal the demo is printed once, as plain text', async () => {
	const {code, out, err} = await runQbtui(['--demo']);
	expect({code, err}).toEqual({code: 0, err: ''});
	expect(out.split('\n').length).toBeGreaterThan(300);
	expect(out).not.toMatch(/\x1b/);
});

it('on a terminal that can’t be drawn on the list is printed once, and why is said', async () => {
	const terminal = await startQbtui({args: ['--demo'], env: {TERM: 'dumb'}, rows: 400});
	expect(await terminal.exited).toMatchObject({code: 0});
	await terminal.until('(TERM=dumb): the list is printed once.', patience);
	await terminal.until(/^down +\S/m, patience);
	expect(terminal.raw()).not.toMatch(/\x1b/);
});

it('without a terminal and a server it says what to do', async () => {
	const {code, out, err} = await runQbtui([]);
	expect({code, out}).toEqual({code: 2, out: ''});
	expect(err).toMatch(/^qbtui: No server is set: .*--url/);
});

describeOnServers('on a server', ['4.5', '5.3'], ({server}) => {
	it('without a terminal the list is printed once', async () => {
		await addTorrents(
			server(),
			range(0, 3).map(number => numbered(number)),
			{stopped: true},
		);
		await settled(server());
		const {code, out, err} = await runQbtui([], server());
		expect({code, err}).toEqual({code: 0, err: ''});
		expect(out.trimEnd().split('\n')).toHaveLength(4);
		expect(out).toMatch(/stop +Lab 002 some film or other +30M/);
	});

	it('--read-only is told in the header', async () => {
		const terminal = await startQbtui({
			server: server(),
			args: ['--read-only'],
			columns: 80,
			rows: 24,
		});
		await terminal.until(/All \d/, patience);
		expect(terminal.screen()[0]).toContain('read-only');
	});
});
