import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {resolveConfig} from '../source/settings/config.ts';
import {loadConfig} from '../source/settings/load-config.ts';
import {readApiKey, readPassword} from '../source/settings/secrets.ts';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'qbtui-secrets-'));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

const write = async (name: string, text: string): Promise<string> => {
	const path = join(folder, name);
	await writeFile(path, text, {mode: 0o600});
	return path;
};

const configOf = (content: unknown) =>
	resolveConfig({flags: {}, env: {}, dotenv: {}, file: {path: '/c.json', content}});

it.each([
	['hunter2', 'hunter2'],
	['hunter2\n', 'hunter2'],
	['hunter2\r\nuser: me\n', 'hunter2'],
	[' with spaces \n', ' with spaces '],
	['pässwörd "§$%&', 'pässwörd "§$%&'],
])('the first line of a file is the password, and the key: %j', async (text, expected) => {
	const path = await write('secret', text);
	expect(await readPassword(configOf({password_file: path}))).toBe(expected);
	expect(await readApiKey(configOf({api_key_file: path}))).toBe(expected);
});

it.each<[string, unknown, string]>([
	['a line for the shell', 'echo hunter2 | tr h H', 'Hunter2'],
	['a program and its arguments', ['printf', '%s', '$HOME;x'], '$HOME;x'],
	['more than a line', 'echo one; echo two', 'one'],
])('a command prints the password: %s', async (_, command, expected) => {
	expect(await readPassword(configOf({password_command: command}))).toBe(expected);
});

it('is read anew each time', async () => {
	const config = configOf({password_file: await write('changing', 'one')});
	expect(await readPassword(config)).toBe('one');
	await write('changing', 'two');
	expect(await readPassword(config)).toBe('two');
});

it('is the one in the file of settings when nothing else is set', async () => {
	expect(await readPassword(configOf({password: 'p'}))).toBe('p');
	expect(await readPassword(configOf({}))).toBeUndefined();
	expect(await readApiKey(configOf({api_key: 'k'}))).toBe('k');
});

it.each<[string, object, RegExp]>([
	[
		'a missing file',
		{password_file: '/none/x'},
		/^password_file in \/c\.json: \/none\/x can’t be read \(ENOENT\)\.$/,
	],
	['a folder', {password_file: '/tmp'}, /can’t be read \(EISDIR\)\.$/],
	[
		'a command that fails',
		{password_command: 'echo hunter2; echo hunter2 >&2; exit 3'},
		/^password_command in \/c\.json failed \(exit code 3\)\.$/,
	],
	['a command that does not exist', {password_command: ['/none/hunter2']}, /failed \(ENOENT\)\.$/],
	[
		'a command that is killed',
		{password_command: 'echo hunter2; kill -9 $$'},
		/failed \(ended by SIGKILL\)\.$/,
	],
	[
		'a command that prints nothing',
		{password_command: 'true hunter2'},
		/gives an empty first line\.$/,
	],
	['a file with nothing in it', {password_file: '/dev/null'}, /gives an empty first line\.$/],
])('a failure names the setting, and not the secret: %s', async (_, content, message) => {
	await expect(readPassword(configOf(content))).rejects.toMatchObject({
		...{name: 'ConfigError', message: expect.stringMatching(message)},
	});
	await expect(readPassword(configOf(content))).rejects.not.toThrow('hunter2');
});

it.each([
	['{"password": "hunter2",}', / is not JSON at line 1 column 24\.$/],
	['{"password": hunter2}', / is not JSON\.$/],
	['hunter2', / is not JSON\.$/],
])('a file of settings that is not JSON is not quoted: %s', async (text, message) => {
	const path = await write('broken.json', text);
	const loading = loadConfig({config: path}, {});
	await expect(loading).rejects.toMatchObject({
		...{name: 'ConfigError', message: expect.stringMatching(message)},
	});
	await expect(loading).rejects.not.toThrow('hunter2');
});

it('a file of settings that others can read is warned of', async () => {
	const path = await write('open.json', '{"password": "hunter2"}');
	expect((await loadConfig({config: path}, {})).warnings).toEqual([]);
	await chmod(path, 0o644);
	expect((await loadConfig({config: path}, {})).warnings).toEqual([
		`${path} can be read by others and may hold a password: chmod 600 ${path}`,
	]);
});
