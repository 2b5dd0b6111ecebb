/**
 * TABLE of settings: one row says everything about one of them. Flags, environment, `.env`, config
 * file, help and the README are read off these rows.
 */
export type Setting<Value> = {
	/** Key in the config file. The environment has it as QBTUI_<NAME>. */
	name: string;
	/** Other names in the environment, because people already have them set. */
	env?: readonly string[];
	/** Name of the flag, if there is one. */
	flag?: string;
	help: string;
	/** Never printed. */
	secret?: true;
	/** From text (environment, flag) or JSON (file). Throws a Wrong with what it must be. */
	parse: (given: unknown) => Value;
	default: Value;
};

/** What a setting must be, said so that it reads on from its name: "must be …". */
export class Wrong extends Error {
	override readonly name = 'Wrong';
}

const text = (given: unknown): string => {
	if (typeof given !== 'string' || given === '') throw new Wrong('must be a text');
	return given;
};

const truth = (given: unknown): boolean => {
	if (typeof given === 'boolean') return given;
	const word = String(given).toLowerCase();
	if (['true', 'yes', 'on', '1'].includes(word)) return true;
	if (['false', 'no', 'off', '0'].includes(word)) return false;
	throw new Wrong(`must be true or false, not ${quoted(given)}`);
};

const number =
	(least: number, most: number, whole = true) =>
	(given: unknown): number => {
		const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
		const fits = typeof value === 'number' && value >= least && value <= most;
		if (!fits || (whole && !Number.isInteger(value))) {
			throw new Wrong(
				`must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}, not ${quoted(given)}`,
			);
		}
		return value;
	};

const quoted = (given: unknown): string => JSON.stringify(given) ?? 'nothing';

const url = (given: unknown): URL => {
	const value = text(given);
	if (/^([a-z]+:\/\/)?[^/]*@/i.test(value)) {
		throw new Wrong('must not hold a user name or password: they have settings of their own');
	}
	const address = URL.parse(/^[a-z]+:\/\//i.test(value) ? value : `http://${value}`);
	if (!address || !['http:', 'https:'].includes(address.protocol)) {
		throw new Wrong(`must be an address such as http://nas:8080, not ${quoted(given)}`);
	}
	address.hash = '';
	address.search = '';
	return address;
};

/** Without a port or a path, which have settings of their own; IPv6 with or without brackets. */
const host = (given: unknown): string => {
	const name = text(given).trim();
	const host = /^[\da-f]*:[\da-f:.]*:[\da-f:.]*$/i.test(name) ? `[${name}]` : name;
	if (/[/?#@\s]/.test(host) || !URL.parse(`http://${host}:1`)) {
		throw new Wrong('must be a name or an address, without port, path or user');
	}
	return host;
};

const basePath = (given: unknown): string => {
	const value = text(given);
	if (/[?#\s]/.test(value))
		throw new Wrong(`must be a path such as /qbittorrent, not ${quoted(given)}`);
	return `/${value.replace(/^\/+|\/+$/g, '')}`;
};

const absolutePath = (given: unknown): string => {
	const value = text(given);
	if (!value.startsWith('/')) throw new Wrong(`must be a path from the root, not ${quoted(given)}`);
	return value.replace(/\/+$/, '') || '/';
};

/** A shell command, or a program with its arguments, which then needs no shell. */
const command = (given: unknown): string | readonly string[] => {
	if (typeof given === 'string' && given !== '') return given;
	if (Array.isArray(given) && given.length > 0 && given.every(part => typeof part === 'string')) {
		return given;
	}
	throw new Wrong('must be a command, or a list of a program and its arguments');
};

/** Server's folder to this machine's folder. As text: /downloads=/mnt/tank/downloads,/a=/b */
const pathMap = (given: unknown): ReadonlyArray<readonly [server: string, here: string]> => {
	const pairs =
		typeof given === 'string'
			? given.split(',').map(pair => pair.split('=').map(part => part.trim()))
			: typeof given === 'object' && given !== null
				? Object.entries(given)
				: [];
	if (pairs.length === 0 || pairs.some(pair => pair.length !== 2)) {
		throw new Wrong('must be pairs such as {"/downloads": "/mnt/downloads"}');
	}
	return pairs.map(([server, here]) => [absolutePath(server), absolutePath(here)] as const);
};

const oneOf =
	<Word extends string>(...words: readonly Word[]) =>
	(given: unknown): Word => {
		const word = words.find(candidate => candidate === String(given).toLowerCase());
		if (word === undefined) throw new Wrong(`must be one of ${words.join(', ')}`);
		return word;
	};

/** Which keys do what another one did; whether they clash is seen when all keys are known. */
const keyMap = (given: unknown): Readonly<Record<string, readonly string[]>> => {
	if (typeof given !== 'object' || given === null || Array.isArray(given))
		throw new Wrong('must be pairs such as {"p": "S"}, and can be given in the file only');
	const pairs = Object.entries(given).map(([key, keys]) => [key, [keys].flat().map(text)] as const);
	return Object.fromEntries(pairs);
};

const maybe = <Value>(row: Omit<Setting<Value>, 'default'>): Setting<Value | undefined> => ({
	...row,
	default: undefined,
});

export const settings = {
	url: maybe({
		name: 'url',
		env: ['QBITTORRENT_URL', 'QBIT_URL'],
		flag: 'url',
		help: 'Address of the Web UI, with the path of a reverse proxy if there is one',
		parse: url,
	}),
	host: maybe({
		name: 'host',
		env: ['QBIT_HOST'],
		help: 'Instead of url: host name or address of the Web UI',
		parse: host,
	}),
	port: {
		name: 'port',
		env: ['QBIT_PORT'],
		help: 'With host: port of the Web UI',
		parse: number(1, 65_535),
		default: 8080,
	},
	useHttps: {name: 'use_https', help: 'With host: use https', parse: truth, default: false},
	basePath: {
		name: 'base_path',
		help: 'Path below which a reverse proxy has it',
		parse: basePath,
		default: '/',
	},
	username: maybe({
		name: 'username',
		env: ['QBITTORRENT_USERNAME', 'QBIT_USERNAME'],
		flag: 'username',
		help: 'User name; without one, no login is sent',
		parse: text,
	}),
	password: maybe({
		name: 'password',
		env: ['QBITTORRENT_PASSWORD', 'QBIT_PASSWORD'],
		secret: true,
		help: 'Password (never as a flag)',
		parse: text,
	}),
	passwordFile: maybe({
		name: 'password_file',
		flag: 'password-file',
		help: 'File that holds the password',
		parse: text,
	}),
	passwordCommand: maybe({
		name: 'password_command',
		help: 'Command that prints the password, such as "pass show nas/qbittorrent"',
		parse: command,
	}),
	apiKey: maybe({
		name: 'api_key',
		secret: true,
		help: 'API key instead of user name and password (qBittorrent 5.2 and later)',
		parse: text,
	}),
	apiKeyFile: maybe({name: 'api_key_file', help: 'File that holds the API key', parse: text}),
	verifyTls: {
		name: 'verify_tls',
		env: ['QBIT_VERIFY_SSL'],
		help: 'Check the certificate of an https server',
		parse: truth,
		default: true,
	},
	caFile: maybe({
		name: 'ca_file',
		help: 'Certificate (PEM) of an authority of your own',
		parse: text,
	}),
	connectionTimeout: {
		name: 'connection_timeout',
		help: 'Seconds to wait for a connection',
		parse: number(0.1, 600, false),
		default: 10,
	},
	readTimeout: {
		name: 'read_timeout',
		help: 'Seconds of silence after which a request has failed',
		parse: number(0.1, 3600, false),
		default: 30,
	},
	poolSize: {
		name: 'pool_size',
		help: 'Connections to the server at most',
		parse: number(1, 32),
		default: 4,
	},
	maxReplyMb: {
		name: 'max_reply_mb',
		help: 'A longer answer (MB) is refused; the list of 100,000 torrents has about 180',
		parse: number(1, 4000),
		default: 190,
	},
	pathMap: {
		name: 'path_map',
		help: 'Folders of the server and where this machine has them',
		parse: pathMap,
		default: [],
	},
	ssdPath: maybe({
		name: 'download_path_ssd',
		env: ['DOWNLOAD_PATH_SSD'],
		help: 'Folder of the small, fast disk, as the server sees it',
		parse: absolutePath,
	}),
	hddPath: maybe({
		name: 'final_dest_base_hdd',
		env: ['FINAL_DEST_BASE_HDD'],
		help: 'Folder of the large, slow disk, as the server sees it',
		parse: absolutePath,
	}),
	ssdTag: {
		name: 'ssd_location_tag',
		env: ['SSD_LOCATION_TAG'],
		help: 'What the fast disk is called',
		parse: text,
		default: 'ssd',
	},
	hddTag: {
		name: 'hdd_location_tag',
		env: ['HDD_LOCATION_TAG'],
		help: 'What the large disk is called',
		parse: text,
		default: 'hdd',
	},
	readOnly: {
		name: 'read_only',
		flag: 'read-only',
		help: 'Change nothing on the server',
		parse: truth,
		default: false,
	},
	ascii: {
		name: 'ascii',
		help: 'Draw with plain ASCII characters only',
		parse: truth,
		default: false,
	},
	colors: {
		name: 'colors',
		help: 'Colours: auto (as the terminal says it can), none, 16, 256 or true; NO_COLOR goes before it',
		parse: oneOf('auto', 'none', '16', '256', 'true'),
		default: 'auto' as const,
	},
	mouse: {
		name: 'mouse',
		help: 'Click and wheel; the terminal’s own selecting then needs Shift',
		parse: truth,
		default: false,
	},
	keys: {
		name: 'keys',
		help: 'Other keys: {"p": "S", "log:l": ["l", "L"]} puts what is on p on S',
		parse: keyMap,
		default: {},
	},
	columns: maybe({
		name: 'columns',
		help: 'Columns of the torrent list, by name, in their order',
		parse: (given: unknown): readonly string[] =>
			(Array.isArray(given) ? given : text(given).split(',')).map(name => text(name).trim()),
	}),
	sort: {
		name: 'sort',
		help: 'Columns by which the list is sorted at first, with commas between; - before one: downwards',
		parse: text,
		default: '-added',
	},
} satisfies Record<string, Setting<unknown>>;
