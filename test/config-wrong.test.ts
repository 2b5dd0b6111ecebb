import {expect, it} from 'vitest';
import {ConfigError, resolveConfig, type Sources} from '../source/settings/config.ts';

const none: Sources = {flags: {}, env: {}, dotenv: {}, file: undefined};
const file = (content: unknown) => ({file: {path: '/etc/qbtui.json', content}});

/** The message of the ConfigError that it throws. */
const problem = (sources: Partial<Sources>): string => {
	try {
		resolveConfig({...none, ...sources});
	} catch (error) {
		if (error instanceof ConfigError) return error.message;
		throw error;
	}
	return 'nothing is wrong';
};

it.each<[string, Partial<Sources>, RegExp]>([
	['a flag', {flags: {url: 'ftp://nas'}}, /^--url must be an address such as /],
	[
		'a variable',
		{env: {QBTUI_POOL_SIZE: 'x'}},
		/^QBTUI_POOL_SIZE must be a whole number from 1 to/,
	],
	['an older variable', {env: {QBIT_PORT: '0'}}, /^QBIT_PORT must be a whole number/],
	[
		'.env',
		{dotenv: {QBTUI_VERIFY_TLS: 'maybe'}},
		/^QBTUI_VERIFY_TLS in \.env must be true or false/,
	],
	['the file', file({read_timeout: '30s'}), /^read_timeout in \/etc\/qbtui\.json must be a number/],
	[
		'a profile',
		file({profile: 'a', profiles: {a: {ascii: 1.5}}}),
		/^profiles\.a\.ascii in \/etc\/qbtui\.json must be true or false, not 1\.5\.$/,
	],
	['an unknown key', file({pasword: 'x'}), /^pasword in \/etc\/qbtui\.json is not a setting\.$/],
	[
		'an unknown key of a profile',
		file({profile: 'a', profiles: {a: {colour: 1}}}),
		/^profiles\.a\.colour in \/etc\/qbtui\.json is not a setting\.$/,
	],
	[
		'an unknown key of a profile that is not in use',
		file({profiles: {a: {colour: 1}}}),
		/^profiles\.a\.colour in \/etc\/qbtui\.json is not a setting\.$/,
	],
	[
		'a wrong value that something else goes before',
		{...file({read_timeout: 'x'}), env: {QBTUI_READ_TIMEOUT: '5'}},
		/^read_timeout in \/etc\/qbtui\.json must be a number/,
	],
	[
		'profiles that are none',
		file({profiles: 5}),
		/^profiles in \/etc\/qbtui\.json must be such as /,
	],
	['a profile that is none', file({profiles: {a: 'x'}}), /^profiles in .* must be such as /],
	['a file that is a list', file([]), /^\/etc\/qbtui\.json must hold a JSON object\.$/],
	['a host with a user', {env: {QBIT_HOST: 'me:secret@nas'}}, /^QBIT_HOST must be a name/],
	[
		'hours that are none',
		{env: {QBTUI_QUIET_HOURS: '8-10'}},
		/^QBTUI_QUIET_HOURS must be hours such as 08:00-23:30, not "8-10"\.$/,
	],
	['a host with a port', {env: {QBIT_HOST: 'nas:8080'}}, /^QBIT_HOST must be a name/],
	[
		'a path that is not from the root',
		{env: {DOWNLOAD_PATH_SSD: 'ssd'}},
		/^DOWNLOAD_PATH_SSD must/,
	],
	['a map without pairs', {env: {QBTUI_PATH_MAP: '/downloads'}}, /^QBTUI_PATH_MAP must be pairs/],
	['a map with too much', {env: {QBTUI_PATH_MAP: '/a=/b=/c'}}, /^QBTUI_PATH_MAP must be pairs/],
	['an empty flag', {flags: {username: ''}}, /^--username must not be empty\.$/],
])('what is wrong is named as it was given: %s', (_, sources, message) => {
	expect(problem(sources)).toMatch(message);
});

it.each([
	['http://admin:secret@nas:8080'],
	['admin:secret@nas'],
	['http://:secret@nas'],
	['ftp://admin:secret@nas'],
	['http://admin:secret@'],
	['http:\\\\admin:secret@nas'],
])('a password in an address is refused, and not said again: %s', address => {
	const message = problem({flags: {url: address}});
	expect(message).toBe(
		'--url must not hold a user name or password: they have settings of their own.',
	);
});

it.each([
	[{password: 12345}],
	[{password: ['hunter']}],
	[{api_key: 12345}],
	[{password: 'hunter', profile: 'x'}],
])('no secret is in a message: %j', content => {
	expect(problem(file(content))).not.toMatch(/12345|hunter/);
});

it.each<[string, Partial<Sources>, string | undefined]>([
	['a name and port', {flags: {url: 'nas:8080'}}, 'http://nas:8080/'],
	['what a browser shows', {flags: {url: 'http://nas:8080/#/torrents'}}, 'http://nas:8080/'],
	['a folder of a proxy', {flags: {url: 'https://nas/qbt/'}}, 'https://nas/qbt/'],
	['a host', {env: {QBIT_HOST: 'nas'}}, 'http://nas:8080/'],
	['an IPv6 address', {env: {QBIT_HOST: 'fd00::1'}}, 'http://[fd00::1]:8080/'],
	['one in brackets', {env: {QBIT_HOST: '[::1]', QBIT_PORT: '80'}}, 'http://[::1]/'],
	['parts', file({host: 'nas', port: 1, use_https: true, base_path: 'q/'}), 'https://nas:1/q'],
	['an address over a host', {flags: {url: 'a'}, ...file({host: 'b'})}, 'http://a/'],
	['a host over an address', {env: {QBIT_HOST: 'a'}, ...file({url: 'b'})}, 'http://a:8080/'],
])('an address may be %s', (_, sources, expected) => {
	expect(resolveConfig({...none, ...sources}).url?.href).toBe(expected);
});

it.each<[string, Partial<Sources>]>([
	['text', {env: {QBTUI_PATH_MAP: ' /downloads/ = /mnt/d , /=/mnt/root'}}],
	['an object', file({path_map: {'/downloads': '/mnt/d/', '//': '/mnt/root'}})],
])('a map of paths may be %s', (_, sources) => {
	expect(resolveConfig({...none, ...sources}).pathMap).toEqual([
		...[
			['/downloads', '/mnt/d'],
			['/', '/mnt/root'],
		],
	]);
});
