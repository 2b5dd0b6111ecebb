import {expect, it} from 'vitest';
import {commands} from '../../source/commands/commands.ts';
import {flagRows} from '../../source/flags.ts';
import {freePort} from '../lab/ports.ts';
import {qbtui} from './qbtui.ts';

const hash = '5'.repeat(40);
const nowhere = {url: 'http://127.0.0.1:9'};

it.each<[string[], RegExp]>([
	[['add'], /needs something to add/],
	[['add', '--read-only', hash], /^--read-only: nothing may be added/],
	[['add', '--category', '', hash], /^--category needs a value/],
	[['add', '--tags', 'a,,b', hash], /^--tags holds a tag without a name/],
	[['add', '--path', 'films', hash], /^--path must be a path from the root/],
	[['add', '--path', 'C:films', hash], /^--path must be a path from the root/],
	[['add', '--category', '/films', hash], /^--category is wrong\. A category’s name/],
	[['add', '--layout', 'Flat', hash], /^--layout is one of original, subfolder, no-subfolder\.$/],
	[['add', '--rename', ' ', hash], /^--rename needs a value/],
	[['add', '--rename', 'x', hash, '6'.repeat(40)], /^--rename is for one torrent; here are 2\.$/],
	[['add', '--colour', 'red', hash], /^--colour is not a flag of qbtui\.$/],
	[['list', '--category', 'films'], /^--category is a flag of qbtui add .*, not of qbtui list\.$/],
	[['--dry-run'], /^--dry-run is a flag of .*\bqbtui add\b.*, not of qbtui\.$/],
	[['add', '-'], /nothing to add/],
])('wrong usage: %j', async (args, message) => {
	const {code, out, err} = await qbtui({args: [...args, '--json'], server: nowhere, input: '\n'});
	expect({code, lines: err.trimEnd().split('\n').length}).toEqual({code: 2, lines: 1});
	expect(JSON.parse(out)).toMatchObject({
		error: {code: 'Usage', message: expect.stringMatching(message)},
	});
});

it('a server that can’t be reached is told once, with 3', async () => {
	const url = `http://127.0.0.1:${await freePort()}`;
	const {code, out, err} = await qbtui({args: ['add', hash, hash, '--json'], server: {url}});
	expect(code).toBe(3);
	expect(err).toMatch(/^qbtui: Nothing listens at [^\n]*\n$/);
	expect(JSON.parse(out)).toMatchObject({error: {code: 'Unreachable'}, outbox: [{source: hash}]});
});

it('what can’t even be kept for later is told, with the reason that it was not sent', async () => {
	const url = `http://127.0.0.1:${await freePort()}`;
	const env = {QBTUI_STATE_DIR: '/sys/qbtui'};
	const {code, out, err} = await qbtui({args: ['add', hash, '--json'], server: {url}, env});
	expect(code).toBe(3);
	expect(JSON.parse(out)).toEqual({error: expect.objectContaining({code: 'Unreachable'})});
	expect(err).toMatch(/It can’t be kept for later: .*\/sys\/qbtui/);
});

it('the flags of a command are in the help', async () => {
	const {out} = await qbtui({args: ['add', '--help']});
	expect(out).toMatch(/^Flags\n(.*\n)* {2}--category … /m);
	expect(out).toMatch(/^ {2}--dry-run {3,}/m);
});

it('no command has a flag of the general ones, and the same name is of the same type', () => {
	const rows = commands.flatMap(({flags = {}}) => Object.entries(flags));
	expect(rows.filter(([name]) => flagRows.has(name))).toEqual([]);
	for (const [name, {type}] of rows) {
		expect(rows.filter(([other, row]) => other === name && row.type !== type)).toEqual([]);
	}
});

it('adds to the demo', async () => {
	const {code, out} = await qbtui({args: ['add', '--demo', hash]});
	expect({code, out}).toEqual({code: 0, out: `Added ${hash}\n`});
});
