import {homedir} from 'node:os';
import {describe, expect, it} from 'vitest';
import {ConfigError, resolveConfig, type Sources} from '../source/settings/config.ts';

const none: Sources = {flags: {}, env: {}, dotenv: {}, file: undefined};
const file = (content: unknown) => ({file: {path: '/etc/qbtui.json', content}});
const resolve = (sources: Partial<Sources>) => resolveConfig({...none, ...sources});

/** The message of the ConfigError that it throws. */
const problem = (sources: Partial<Sources>): string => {
	try {
		resolve(sources);
	} catch (error) {
		if (error instanceof ConfigError) return error.message;
		throw error;
	}
	return 'nothing is wrong';
};

describe('of several places the strongest says what a setting is', () => {
	const layers: ReadonlyArray<[string, Partial<Sources>]> = [
		['form', {answers: {username: 'form'}}],
		['flag', {flags: {username: 'flag'}}],
		['env', {env: {QBTUI_USERNAME: 'env'}}],
		['dotenv', {dotenv: {QBTUI_USERNAME: 'dotenv'}}],
		['profile', file({profile: 'a', profiles: {a: {username: 'profile'}}, username: 'file'})],
		['file', file({username: 'file'})],
	];

	it.each(layers.map(([name], i) => [name, i] as const))('%s over all below', (name, i) => {
		const below = layers
			.slice(i)
			.reverse()
			.map(([, sources]) => sources);
		expect(resolve(Object.assign({}, ...below)).username).toBe(name);
	});

	it('and where nothing is set there are defaults', () => {
		expect(resolve({})).toMatchObject({
			...{url: undefined, username: undefined, verifyTls: true, connectionTimeout: 10},
			...{readTimeout: 30, poolSize: 4, pathMap: [], profile: undefined},
		});
	});

	it.each([
		['QBTUI_USERNAME', 'QBITTORRENT_USERNAME'],
		['QBITTORRENT_USERNAME', 'QBIT_USERNAME'],
	])('%s goes before %s', (first, second) => {
		expect(resolve({env: {[first]: 'a', [second]: 'b'}}).username).toBe('a');
		expect(resolve({env: {[second]: 'b'}}).username).toBe('b');
	});

	it('~ is the user’s own folder, where a path is one of this machine', () => {
		const content = {password_file: '~/key', state_dir: '~/state', path_map: {'/data': '~/nas'}};
		expect(resolve(file(content))).toMatchObject({
			...{passwordFile: `${homedir()}/key`, stateDir: `${homedir()}/state`},
			pathMap: [['/data', `${homedir()}/nas`]],
		});
	});

	it.each([
		[' http://nas:8080 ', 'http://nas:8080/'],
		['nas:8080//', 'http://nas:8080/'],
		['https://box/qbt/', 'https://box/qbt/'],
		['https://box/qbt//', 'https://box/qbt/'],
	])('an address may be written as %j', (given, address) => {
		expect(resolve({flags: {url: given}}).url?.href).toBe(address);
	});

	it('an empty variable is none', () => {
		const env = {QBTUI_USERNAME: '', QBTUI_READ_ONLY: '', QBTUI_PROFILE: '', QBTUI_URL: ''};
		const content = {profile: 'a', profiles: {a: {username: 'profile'}}};
		expect(resolve({env, ...file(content)})).toMatchObject({
			...{username: 'profile', readOnly: false, profile: 'a', url: undefined},
		});
	});
});

describe('a profile', () => {
	const content = {
		username: 'all',
		profiles: {nas: {url: 'nas:8080'}, box: {url: 'https://box', username: 'b'}},
	};

	it.each<[string, Partial<Sources>]>([
		['flag', {flags: {profile: 'box'}}],
		['variable', {env: {QBTUI_PROFILE: 'box'}}],
		['.env', {dotenv: {QBTUI_PROFILE: 'box'}}],
	])('is chosen by %s', (_, sources) => {
		expect(resolve({...sources, ...file({...content, profile: 'nas'})})).toMatchObject({
			...{profile: 'box', username: 'b', url: new URL('https://box')},
		});
	});

	it('shares what the file says for all', () => {
		expect(resolve({flags: {profile: 'nas'}, ...file(content)})).toMatchObject({
			...{username: 'all', url: new URL('http://nas:8080')},
		});
	});

	it('that does not exist is an error', () => {
		const flags = {profile: 'bux'};
		expect(problem({flags, ...file(content)})).toBe(
			'There is no profile "bux" in /etc/qbtui.json. There are: nas, box.',
		);
		expect(problem({flags})).toBe('There is no profile "bux" in any config file.');
	});
});

describe('secrets of the strongest place that has any are used, and no others', () => {
	const secrets = (sources: Partial<Sources>) => {
		const {password, passwordFile, passwordCommand, apiKey, apiKeyFile} = resolve(sources);
		const all = {password, passwordFile, passwordCommand, apiKey, apiKeyFile};
		return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
	};

	it.each<[string, Partial<Sources>, object]>([
		[
			'a password file by flag beats an API key in the file',
			{flags: {'password-file': '/p'}, ...file({api_key: 'k'})},
			{passwordFile: '/p'},
		],
		[
			'a password in the environment beats a command in the file',
			{env: {QBIT_PASSWORD: 'p'}, ...file({password_command: 'pass'})},
			{password: 'p'},
		],
		[
			'a profile beats the file around it',
			file({profile: 'a', profiles: {a: {password: 'p'}}, api_key_file: '/k'}),
			{password: 'p'},
		],
		['an answer beats all', {answers: {api_key: 'k'}, env: {QBTUI_PASSWORD: 'p'}}, {apiKey: 'k'}],
	])('%s', (_, sources, expected) => {
		expect(secrets(sources)).toEqual(expected);
	});
});
