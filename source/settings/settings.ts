import {moveOrders} from '../space/plan/shape.ts';
import {placeholders} from '../space/run/hook-values.ts';
import {
	command,
	folderBelow,
	hookAddress,
	hookCommand,
	hookMethod,
	hookTime,
	keyMap,
	orderList,
	pathMap,
	placeTag,
	presets,
	ruleList,
	views,
} from './setting-shapes.ts';
import {
	absolutePath,
	basePath,
	gibibytes,
	host,
	hostList,
	hoursOfDay,
	httpKey,
	number,
	oneOf,
	ownAbsolutePath,
	ownPath,
	size,
	text,
	time,
	truth,
	url,
} from './setting-values.ts';

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
	/** Too much for a line of text: not in the environment. */
	fileOnly?: true;
	/** From text (environment, flag) or JSON (file). Throws a Wrong with what it must be. */
	parse: (given: unknown) => Value;
	default: Value;
	/** The default as people write it, where that is not how it is kept. */
	shown?: string;
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
		help: 'Address of the Web UI, including the path if it is behind a reverse proxy',
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
		help: 'Path under which a reverse proxy serves it',
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
		parse: ownPath,
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
	apiKeyFile: maybe({name: 'api_key_file', help: 'File that holds the API key', parse: ownPath}),
	verifyTls: {
		name: 'verify_tls',
		env: ['QBIT_VERIFY_SSL'],
		help: 'Check the certificate of an https server',
		parse: truth,
		default: true,
	},
	caFile: maybe({
		name: 'ca_file',
		help: 'Certificate (PEM) of your own certificate authority',
		parse: ownPath,
	}),
	connectionTimeout: {
		name: 'connection_timeout',
		help: 'Seconds to wait for a connection',
		parse: number(0.1, 600, false),
		default: 10,
	},
	readTimeout: {
		name: 'read_timeout',
		help: 'Seconds without data after which a request counts as failed',
		parse: number(0.1, 3600, false),
		default: 30,
	},
	poolSize: {
		name: 'pool_size',
		help: 'Most connections to the server at a time',
		parse: number(1, 32),
		default: 4,
	},
	maxReplyMb: {
		name: 'max_reply_mb',
		help: 'Longest answer (MB) that is read; a list of 100,000 torrents takes about 180',
		parse: number(1, 4000),
		// With many trackers, names and paths are the smaller part of a torrent's kilobytes.
		default: 500,
	},
	pathMap: {
		name: 'path_map',
		help: 'Folders on the server, and where they are on this machine',
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
		help: 'What the fast disk is called; also the tag of its torrents',
		parse: placeTag,
		default: 'ssd',
	},
	hddTag: {
		name: 'hdd_location_tag',
		env: ['HDD_LOCATION_TAG'],
		help: 'What the large disk is called; also the tag of its torrents',
		parse: placeTag,
		default: 'hdd',
	},
	rules: maybe({
		name: 'rules',
		fileOnly: true,
		help: 'Which torrents move, when and where; the first rule that matches decides. When not set, completed torrents go to the folder of their category',
		parse: ruleList,
	}),
	uncategorizedFolder: maybe({
		name: 'uncategorized_folder',
		help: 'Folder on the large disk for torrents without a category; when not set, they stay where they are',
		parse: folderBelow,
	}),
	spaceLow: maybe({
		name: 'space_low_gb',
		env: ['DISK_SPACE_THRESHOLD_GB'],
		help: 'Torrents move for space once less than this (GiB) is free on the fast disk; when not set, never',
		parse: gibibytes,
	}),
	spaceHigh: maybe({
		name: 'space_high_gb',
		help: 'Moving for space stops once this much (GiB) is free; when not set, 1.5 times space_low_gb',
		parse: gibibytes,
	}),
	spaceCrit: maybe({
		name: 'space_crit_gb',
		help: 'Below this (GiB), making space comes before everything else',
		parse: gibibytes,
	}),
	critOverridesProtection: {
		name: 'crit_overrides_protection',
		help: 'Below space_crit_gb, protected torrents move too when nothing else is left',
		parse: truth,
		default: false,
	},
	hddReserve: {
		name: 'hdd_reserve_gb',
		help: 'Space (GiB) that is kept free on the large disk',
		parse: gibibytes,
		default: 10 * 2 ** 30,
		shown: '10',
	},
	metadataReserve: {
		name: 'metadata_reserve_gb',
		help: 'Space (GiB) set aside for a magnet link until its size is known',
		parse: gibibytes,
		default: 2 ** 30,
		shown: '1',
	},
	countStopped: {
		name: 'count_stopped',
		help: 'Count stopped downloads as still to come',
		parse: truth,
		default: false,
	},
	protectMinAge: {
		name: 'protect_min_age',
		help: 'How long a torrent stays after it completes, such as 15m or 2h',
		parse: time,
		default: 0,
	},
	protectSeedingTime: {
		name: 'protect_seeding_time',
		help: 'How long a torrent must seed before it moves, such as 3d',
		parse: time,
		default: 0,
	},
	protectRatio: {
		name: 'protect_ratio',
		help: 'Share ratio that a torrent must reach before it moves',
		parse: number(0, 9999, false),
		default: 0,
	},
	protectMode: {
		name: 'protect_mode',
		help: 'Whether seeding time and ratio must both be reached (all) or either of them (any)',
		parse: oneOf('all', 'any'),
		default: 'all' as const,
	},
	spaceCooldown: {
		name: 'space_cooldown',
		help: 'Time between plans for space, such as 5m',
		parse: time,
		default: 300,
		shown: '5m',
	},
	maxBytesPerDay: maybe({
		name: 'max_bytes_per_day',
		help: 'The most that is moved in a day, such as 500GiB',
		parse: size,
	}),
	quietHours: {
		name: 'quiet_hours',
		help: 'Hours in which no move starts by itself, in this machine’s time, such as 08:00-23:30; separate several with commas',
		parse: hoursOfDay,
		default: [],
		shown: '',
	},
	adoptExisting: {
		name: 'adopt_existing',
		help: 'On the very first start, also move torrents that were complete before, by the rules',
		parse: truth,
		default: false,
	},
	moveOrder: {
		name: 'move_order',
		help: `What moves first when space is short, separated by commas: ${moveOrders.join(', ')}`,
		parse: orderList,
		default: moveOrders,
	},
	destinationCheck: {
		name: 'dest_check',
		help: 'look: nothing moves into a folder that can’t be looked into; trust: you know that nothing of the torrent is there',
		parse: oneOf('look', 'trust'),
		default: 'look' as const,
	},
	stateDir: maybe({
		name: 'state_dir',
		help: 'Folder for what must outlive qbtui, such as its jobs; ~/.local/state/qbtui when not set',
		parse: ownAbsolutePath,
	}),
	stateDirOnNetwork: {
		name: 'state_dir_on_network',
		help: 'Allow the state folder on a network file system; locks and writes must be reliable there',
		parse: truth,
		default: false,
	},
	onMovedCommand: maybe({
		name: 'on_moved_command',
		help: `Program and arguments, run without a shell after each finished job, such as ["notify-send", "{name}"]; has ${placeholders.map(name => `{${name}}`).join(' ')}, and QBTUI_NAME and so on in its environment`,
		parse: hookCommand,
	}),
	onMovedUrl: maybe({
		name: 'on_moved_url',
		secret: true,
		help: 'Address that is called after each finished job, with the same placeholders, such as http://nas:32400/library/sections/1/refresh?path={to}',
		parse: hookAddress,
	}),
	onMovedMethod: {
		name: 'on_moved_method',
		help: 'How on_moved_url is called: POST sends everything as JSON, GET only the address',
		parse: hookMethod,
		default: 'POST' as const,
	},
	hookTimeout: {
		name: 'hook_timeout',
		help: 'How long on_moved_command and on_moved_url may take before they are ended; each is tried four times',
		parse: hookTime,
		default: 60,
		shown: '1m',
	},
	importFrom: maybe({
		name: 'import_from',
		env: ['LOCK_DIR'],
		help: 'Folder with the queue and state of the program used before qbtui; they are taken over once',
		parse: ownPath,
	}),
	snapshotsKept: {
		name: 'snapshots_kept',
		help: 'How many snapshots of each kind (saved by you, by the clock, before a removal) are kept in the state folder',
		parse: number(1, 10_000),
		default: 20,
	},
	snapshotEvery: {
		name: 'snapshot_every',
		help: 'How often a snapshot is saved by itself, such as 1d or 6h; 0: never',
		parse: time,
		default: 86_400,
		shown: '1d',
	},
	snapshotBeforeRemoving: {
		name: 'snapshot_before_removing',
		help: 'Before this many torrents or more are removed at once, a snapshot is saved with their .torrent files; 0: never',
		parse: number(0, 1_000_000),
		default: 2,
	},
	outboxWatchedFolder: maybe({
		name: 'outbox_watched_folder',
		help: 'Folder on this machine that qBittorrent watches: what you add while the Web UI can’t be used goes there',
		parse: ownAbsolutePath,
	}),
	outboxProgram: maybe({
		name: 'outbox_program',
		help: 'qBittorrent’s own program on this machine, such as ["qbittorrent-nox", "--profile=/config"]: it is given what you add while the Web UI can’t be used',
		parse: hookCommand,
	}),
	httpEnabled: {
		name: 'http_enabled',
		env: ['HTTP_ENABLED'],
		help: 'qbtui serve answers over HTTP',
		parse: truth,
		default: true,
	},
	httpHost: {
		name: 'http_host',
		env: ['HTTP_HOST'],
		help: 'Address on which qbtui serve listens; any but this machine’s own needs a key of 32 characters or more',
		parse: host,
		default: '127.0.0.1',
	},
	httpPort: {
		name: 'http_port',
		env: ['HTTP_PORT'],
		help: 'Port on which qbtui serve listens; 0: any that is free',
		parse: number(0, 65_535),
		default: 8081,
	},
	httpApiKey: maybe({
		name: 'http_api_key',
		env: ['HTTP_API_KEY', 'QBIT_MANAGER_API_KEY'],
		secret: true,
		help: 'Key that every request to qbtui serve must carry',
		parse: httpKey,
	}),
	httpApiKeyFile: maybe({
		name: 'http_api_key_file',
		env: ['HTTP_API_KEY_FILE'],
		help: 'File that holds http_api_key',
		parse: ownPath,
	}),
	httpAllowedHosts: {
		name: 'http_allowed_hosts',
		env: ['HTTP_ALLOWED_HOSTS'],
		help: 'Host names under which a reverse proxy on this machine serves qbtui, separated by commas',
		parse: hostList,
		default: [],
	},
	serviceUrl: maybe({
		name: 'service_url',
		env: ['QBIT_MANAGER_URL'],
		help: 'Where qbtui notify finds qbtui serve; when not set, http_host and http_port on this machine',
		parse: url,
	}),
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
		help: 'Colours: auto (what the terminal supports), none, 16, 256 or true; NO_COLOR takes precedence',
		parse: oneOf('auto', 'none', '16', '256', 'true'),
		default: 'auto' as const,
	},
	mouse: {
		name: 'mouse',
		help: 'Use the mouse: click and wheel; selecting text in the terminal then needs Shift',
		parse: truth,
		default: false,
	},
	keys: {
		name: 'keys',
		help: 'Other keys: {"p": "S", "log:l": ["l", "L"]} moves what is on p to S',
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
		help: 'Columns by which the list is sorted at first, separated by commas; a - before one sorts it in descending order',
		parse: text,
		default: '-added',
	},
	views: {
		name: 'views',
		help: 'Saved views: {"big": {"filter": "size>10G", "sort": "-size"}}; W in the list saves one',
		parse: views,
		default: [],
	},
	createPresets: {
		name: 'create_presets',
		fileOnly: true,
		help: 'Presets for making torrents: {"my tracker": {"format": "v1", "private": "yes"}}; the form in view 5 saves them',
		parse: presets,
		default: [],
	},
} satisfies Record<string, Setting<unknown>>;
