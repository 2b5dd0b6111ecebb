import {expect, it} from 'vitest';
import {parseArguments} from '../../source/arguments.ts';
import {commands} from '../../source/commands/commands.ts';
import {key, serve, start} from '../service/serving.ts';
import {qbtui} from './qbtui.ts';

const hash = 'c'.repeat(40);

/** With --json standard output is one document, whatever is asked for. */
const documentOf = async (args: readonly string[], env: Record<string, string> = {}) => {
	const {code, out, err} = await qbtui({args: [...args, '--json'], env});
	return {code, err, document: JSON.parse(out)};
};

it('the version, and the servers that it is tested on', async () => {
	const {code, document} = await documentOf(['--version']);
	expect(code).toBe(0);
	expect(document).toMatchObject({version: expect.stringMatching(/^\d/)});
	expect(document.tested_on).toContain('5.3');
});

it('the help: of all commands, or of one', async () => {
	const {document} = await documentOf(['--help']);
	const names = document.commands.map(({name}: {name: string}) => name);
	expect(names).toEqual(['--save-state', ...commands.map(({name}) => name)]);
	expect(document.exit_codes).toMatchObject({done: 0, in_part: 5, held: 6});
	const {document: one} = await documentOf(['watch', '--help']);
	expect(one.commands).toMatchObject([{name: 'watch', flags: [{name: 'timeout'}]}]);
});

it.each(['bash', 'zsh', 'fish'])('the completions of %s', async shell => {
	const {code, document} = await documentOf(['completions', shell]);
	expect(code).toBe(0);
	expect(document).toMatchObject({shell, script: expect.stringContaining('qbtui')});
});

it('-h and -V are short for --help and --version', async () => {
	expect(await qbtui({args: ['-h']})).toEqual(await qbtui({args: ['--help']}));
	expect(await qbtui({args: ['-V']})).toEqual(await qbtui({args: ['--version']}));
});

it('`qbtui help` and `qbtui help list` are as --help; a command that there is not is refused', async () => {
	const [help, list] = [await qbtui({args: ['help']}), await qbtui({args: ['help', 'list']})];
	expect(help).toEqual(await qbtui({args: ['--help']}));
	expect(list).toEqual(await qbtui({args: ['list', '--help']}));
	const none = await qbtui({args: ['help', 'nothing']});
	expect(none).toMatchObject({code: 2, err: expect.stringContaining('no command "nothing"')});
});

it.each([
	['one word', [hash]],
	['seven', [hash, '--json', '', '/x', '1', '2', '--dry-run']],
	['twelve', [hash, 'n', '', '/x', '', '/', '1', '2', '', '', '-', hash]],
])('qbtui notify: flags behind %s are flags', async (_, words) => {
	const {input, flags} = parseArguments(['notify', ...words, '--json', '--dry-run']);
	expect({input, flags}).toEqual({
		input: ['notify', ...words],
		flags: {json: true, 'dry-run': true},
	});
	const {code, document} = await documentOf(['notify', '--dry-run', ...words]);
	expect(code).toBe(0);
	expect(document).toMatchObject({dry_run: true, body: {hash}});
});

it('qbtui serve: where it answers; its log goes beside it', async () => {
	const {child, ended, text, errors} = await start({args: ['--json'], env: {HTTP_API_KEY: key}});
	child.stdout?.once('data', () => child.kill('SIGTERM'));
	expect(await ended).toBe(0);
	expect(JSON.parse(text())).toEqual({
		url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
		server: '127.0.0.1:9',
		pid: child.pid,
	});
	expect(errors()).toContain('It answers at');
});

it('qbtui serve that can’t begin: the failure', async () => {
	const one = await serve();
	const env = {HTTP_API_KEY: key, QBTUI_STATE_DIR: one.folder};
	const {ended, text} = await start({args: ['--json'], env});
	expect(await ended).toBe(6);
	expect(JSON.parse(text())).toMatchObject({error: {code: 'Held'}});
});

it('a failure that has a document of its own says so as any other', async () => {
	const {code, document, err} = await documentOf(['add', '--demo', 'nothing.torrent']);
	expect(code).toBe(1);
	const message = expect.stringMatching(/^Not added: nothing\.torrent: /);
	expect(document).toMatchObject({
		error: {code: 'Failed', message, advice: []},
		...{added: [], refused: [{source: 'nothing.torrent'}]},
	});
	expect(err).toBe(`qbtui: ${document.error.message}\n`);
	const url = 'http://127.0.0.1:9';
	const doctor = await documentOf(['doctor'], {QBTUI_URL: url});
	expect(doctor).toMatchObject({code: 3, document: {ok: false, cause: 'UNREACHABLE'}});
	expect(doctor.err).toBe(`qbtui: ${doctor.document.summary}\n`);
});
