import {join} from 'node:path';
import {isRecord} from '../qbit/shape.ts';
import {fromHome, homeFolder} from '../space/home-folder.ts';
import {wrongTogether} from './config-checks.ts';
import {Wrong} from './setting-values.ts';
import {type Setting, settings} from './settings.ts';

/** Where a value was given: strongest first. */
type Layer = {
	/** The value of a row, and the name by which it was given; undefined when it was not. */
	find: (setting: Setting<unknown>) => {given: unknown; as: string} | undefined;
};

export type Sources = {
	/** By the setting's flag name. */
	flags: Readonly<Record<string, unknown>>;
	env: Readonly<Record<string, string | undefined>>;
	/** `.env` of the working folder. */
	dotenv: Readonly<Record<string, string | undefined>>;
	/** Of the login form: over all others, by the setting's name. */
	answers?: Readonly<Record<string, string>>;
	/** What the config file holds, parsed; undefined when there is none. */
	file: {path: string; content: unknown} | undefined;
};

/** A setting that is wrong, said with the name by which it was given. Exit code 2. */
export class ConfigError extends Error {
	override readonly name = 'ConfigError';
}

export type Config = Readonly<ReturnType<typeof buildConfig>>;

/** Puts all sources together: the login form, flags, environment, `.env`, config file, defaults. */
export const resolveConfig = (sources: Sources): Config => {
	const inFile = readFileLayers(sources);
	const layers = [
		objectLayer(sources.answers ?? {}, 'the form', ''),
		flagLayer(sources.flags),
		envLayer(sources.env, ''),
		envLayer(sources.dotenv, ' in .env'),
		...inFile.layers,
	];
	const config = buildConfig(createPicker(layers), sources.file?.path, inFile.profile);
	const wrong = wrongTogether(config);
	if (wrong !== undefined) throw new ConfigError(wrong);
	return Object.freeze(config);
};

const flagLayer = (flags: Sources['flags']): Layer => ({
	find: ({flag}) => {
		const given = flag === undefined ? undefined : flags[flag];
		return given === undefined ? undefined : {given, as: `--${flag}`};
	},
});

export const envNames = (setting: Setting<unknown>): readonly string[] => [
	...(setting.fileOnly ? [] : [`QBTUI_${setting.name.toUpperCase()}`]),
	...(setting.env ?? []),
];

const envLayer = (env: Sources['env'], where: string): Layer => ({
	find: setting => {
		const own = `QBTUI_${setting.name.toUpperCase()}`;
		if (setting.fileOnly && (env[own] ?? '') !== '') {
			throw new ConfigError(
				`${own}${where} is not read: ${setting.name} stands in the config file.`,
			);
		}
		// An empty variable is how Compose files and shells write "not set".
		const name = envNames(setting).find(candidate => (env[candidate] ?? '') !== '');
		return name === undefined ? undefined : {given: env[name], as: `${name}${where}`};
	},
});

const fileKeys = new Set(Object.values(settings).map((row: Setting<unknown>) => row.name));

type InFile = {layers: Layer[]; profile: string | undefined};

/** The file itself, and over it the profile that is in use. All of it is checked, used or not. */
const readFileLayers = (sources: Sources): InFile => {
	const {path, content} = sources.file ?? {path: 'the config file', content: {}};
	if (!isRecord(content)) throw new ConfigError(`${path} must hold a JSON object.`);
	const {profile: usual, profiles = {}, ...own} = content;
	if (!isRecord(profiles) || !Object.values(profiles).every(isRecord)) {
		throw new ConfigError(`profiles in ${path} must be such as {"nas": {"url": …}}.`);
	}
	const layers = [objectLayer(own, path, '')];
	const ofProfiles = new Map(
		Object.entries(profiles)
			.filter((entry): entry is [string, Record<string, unknown>] => isRecord(entry[1]))
			.map(([name, values]) => [name, objectLayer(values, path, `profiles.${name}.`)]),
	);
	for (const layer of [...layers, ...ofProfiles.values()]) checkAll(layer);
	const {flags, env, dotenv} = sources;
	const given = [flags.profile, env.QBTUI_PROFILE, dotenv.QBTUI_PROFILE, usual];
	const name = given.find(candidate => candidate !== undefined && candidate !== '');
	if (name === undefined) return {layers, profile: undefined};
	const chosen = ofProfiles.get(String(name));
	if (!chosen) {
		const where = sources.file ? path : 'any config file';
		const names = Object.keys(profiles);
		const there = names.length === 0 ? '' : ` There are: ${names.join(', ')}.`;
		throw new ConfigError(`There is no profile "${name}" in ${where}.${there}`);
	}
	return {layers: [chosen, ...layers], profile: String(name)};
};

/** @throws ConfigError for the first value that is wrong */
const checkAll = ({find}: Layer): void => {
	for (const setting of Object.values<Setting<unknown>>(settings)) {
		const found = find(setting);
		if (found) parse(setting, found);
	}
};

const objectLayer = (
	values: Readonly<Record<string, unknown>>,
	path: string,
	prefix: string,
): Layer => {
	const unknown = Object.keys(values).find(key => !fileKeys.has(key));
	if (unknown !== undefined) {
		throw new ConfigError(`${prefix}${unknown} in ${path} is not a setting.`);
	}
	return {
		find: ({name}) =>
			values[name] === undefined
				? undefined
				: {given: values[name], as: `${prefix}${name} in ${path}`},
	};
};

type Picker = {
	pick: <Value>(setting: Setting<Value>) => Value;
	/** Of settings that stand for each other, only those of the strongest layer that has any. */
	pickFrom: (group: ReadonlyArray<Setting<unknown>>) => <Value>(setting: Setting<Value>) => Value;
	/** The name by which it was given, for messages. */
	givenAs: (setting: Setting<unknown>) => string;
};

const createPicker = (layers: readonly Layer[]): Picker => {
	const pickIn =
		(some: readonly Layer[]) =>
		<Value>(setting: Setting<Value>): Value => {
			const found = some.map(layer => layer.find(setting)).find(hit => hit !== undefined);
			return found === undefined ? setting.default : parse(setting, found);
		};
	return {
		pick: pickIn(layers),
		pickFrom: group => {
			const strongest = layers.find(layer => group.some(setting => layer.find(setting)));
			return pickIn(strongest ? [strongest] : []);
		},
		givenAs: setting =>
			layers.map(layer => layer.find(setting)).find(hit => hit !== undefined)?.as ?? setting.name,
	};
};

const parse = <Value>(
	setting: Setting<Value>,
	{given, as}: {given: unknown; as: string},
): Value => {
	try {
		return setting.parse(given);
	} catch (error) {
		if (error instanceof Wrong) throw new ConfigError(`${as} ${error.message}.`);
		throw error;
	}
};

const addressSettings = [settings.url, settings.host];
const secretSettings = [
	settings.password,
	settings.passwordFile,
	settings.passwordCommand,
	settings.apiKey,
	settings.apiKeyFile,
];

const httpSecretSettings = [settings.httpApiKey, settings.httpApiKeyFile];

const buildConfig = (
	{pick, pickFrom, givenAs}: Picker,
	file: string | undefined,
	profile: string | undefined,
) => {
	const pickAddress = pickFrom(addressSettings);
	const pickSecret = pickFrom(secretSettings);
	const pickHttpSecret = pickFrom(httpSecretSettings);
	return {
		/** The config file, when there is one. */
		file,
		/** Which server of the config file is in use. */
		profile,
		/** undefined: nothing is set, the first run. */
		url: addressOf(pickAddress(settings.url), pickAddress(settings.host), {
			port: pick(settings.port),
			useHttps: pick(settings.useHttps),
			basePath: pick(settings.basePath),
		}),
		username: pick(settings.username),
		password: pickSecret(settings.password),
		passwordFile: pickSecret(settings.passwordFile),
		passwordCommand: pickSecret(settings.passwordCommand),
		apiKey: pickSecret(settings.apiKey),
		apiKeyFile: pickSecret(settings.apiKeyFile),
		verifyTls: pick(settings.verifyTls),
		caFile: pick(settings.caFile),
		/** Seconds. */
		connectionTimeout: pick(settings.connectionTimeout),
		/** Seconds. */
		readTimeout: pick(settings.readTimeout),
		poolSize: pick(settings.poolSize),
		maxReplyMb: pick(settings.maxReplyMb),
		pathMap: pick(settings.pathMap),
		ssdPath: pick(settings.ssdPath),
		hddPath: pick(settings.hddPath),
		ssdTag: pick(settings.ssdTag),
		hddTag: pick(settings.hddTag),
		/** Bytes, and seconds. */
		space: {
			rules: pick(settings.rules),
			uncategorizedFolder: pick(settings.uncategorizedFolder),
			low: pick(settings.spaceLow),
			high: pick(settings.spaceHigh),
			crit: pick(settings.spaceCrit),
			critOverridesProtection: pick(settings.critOverridesProtection),
			hddReserve: pick(settings.hddReserve),
			metadataReserve: pick(settings.metadataReserve),
			countStopped: pick(settings.countStopped),
			protection: {
				minAge: pick(settings.protectMinAge),
				seedingTime: pick(settings.protectSeedingTime),
				ratio: pick(settings.protectRatio),
				mode: pick(settings.protectMode),
			},
			cooldown: pick(settings.spaceCooldown),
			maxBytesPerDay: pick(settings.maxBytesPerDay),
			quietHours: pick(settings.quietHours),
			adoptExisting: pick(settings.adoptExisting),
			order: pick(settings.moveOrder),
		},
		destinationCheck: pick(settings.destinationCheck),
		stateDir: pick(settings.stateDir),
		stateDirOnNetwork: pick(settings.stateDirOnNetwork),
		onMovedCommand: pick(settings.onMovedCommand),
		onMovedUrl: pick(settings.onMovedUrl),
		onMovedMethod: pick(settings.onMovedMethod),
		/** Seconds. */
		hookTimeout: pick(settings.hookTimeout),
		importFrom: pick(settings.importFrom),
		outbox: {
			watched: pick(settings.outboxWatchedFolder),
			program: pick(settings.outboxProgram),
		},
		snapshots: {
			kept: pick(settings.snapshotsKept),
			/** Seconds; 0: never. */
			every: pick(settings.snapshotEvery),
			/** Torrents; 0: never. */
			beforeRemoving: pick(settings.snapshotBeforeRemoving),
		},
		http: {
			enabled: pick(settings.httpEnabled),
			host: pick(settings.httpHost),
			port: pick(settings.httpPort),
			apiKey: pickHttpSecret(settings.httpApiKey),
			apiKeyFile: pickHttpSecret(settings.httpApiKeyFile),
			allowedHosts: pick(settings.httpAllowedHosts),
			url: pick(settings.serviceUrl),
		},
		readOnly: pick(settings.readOnly),
		ascii: pick(settings.ascii),
		colors: pick(settings.colors),
		mouse: pick(settings.mouse),
		keys: pick(settings.keys),
		columns: pick(settings.columns),
		sort: pick(settings.sort),
		views: pick(settings.views),
		createPresets: pick(settings.createPresets),
		/** The name by which a setting was given, for messages. */
		givenAs,
		/** What a setting says, by its row. */
		pick,
	};
};

const addressOf = (
	url: URL | undefined,
	host: string | undefined,
	parts: {port: number; useHttps: boolean; basePath: string},
): URL | undefined => {
	if (url === undefined && host === undefined) return undefined;
	const scheme = parts.useHttps ? 'https' : 'http';
	const address = url ?? URL.parse(`${scheme}://${host}:${parts.port}`);
	if (!address) throw new ConfigError('host must be a name or an address.');
	if (parts.basePath !== '/') address.pathname = parts.basePath;
	return address;
};

/** `~/.config/qbtui/config.json`, or where --config says. */
export const configPath = (flag: unknown, env: Sources['env']): string => {
	if (typeof flag === 'string') return fromHome(flag);
	if (env.QBTUI_CONFIG) return fromHome(env.QBTUI_CONFIG);
	const {XDG_CONFIG_HOME: base = ''} = env;
	// A relative one is invalid, by the XDG specification, and to be ignored.
	const folder = base.startsWith('/') ? base : join(homeFolder(), '.config');
	return join(folder, 'qbtui', 'config.json');
};
