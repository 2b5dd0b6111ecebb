import {readFile, stat} from 'node:fs/promises';
import {basename, dirname, extname} from 'node:path';
import {parseEnv} from 'node:util';
import {codeOf} from '../qbit/message.ts';
import {isRecord} from '../qbit/shape.ts';
import {makeFolder} from '../space/store/make-folder.ts';
import {type Config, ConfigError, configPath, resolveConfig, type Sources} from './config.ts';

export type Loaded = {
	config: Config;
	path: string;
	/** The same sources with answers of the login form over them. */
	withAnswers: (answers: Readonly<Record<string, string>>) => Config;
	/** What is not wrong, but should be known. */
	warnings: readonly string[];
};

/** Reads all sources of settings. Throws ConfigError, which names what is wrong. */
export const loadConfig = async (flags: Sources['flags'], env: Sources['env']): Promise<Loaded> => {
	const path = configPath(flags.config, env);
	const text = await readOptional(path);
	if (text === undefined && flags.config !== undefined) {
		throw new ConfigError(`--config: ${path} can’t be read.`);
	}
	const sources: Sources = {
		flags,
		env,
		dotenv: parseEnv((await readOptional('.env')) ?? ''),
		file: text === undefined ? undefined : {path, content: parseFile(text, path)},
	};
	return {
		config: resolveConfig(sources),
		path,
		withAnswers: answers => resolveConfig({...sources, answers}),
		warnings: text === undefined ? [] : await permissionWarnings(path),
	};
};

const readOptional = async (path: string): Promise<string | undefined> => {
	try {
		return await readFile(path, 'utf8');
	} catch (error) {
		// The second: its folder is none, as below the HOME of a user who has no home (/dev/null).
		if (isError(error, 'ENOENT', 'ENOTDIR')) return undefined;
		throw new ConfigError(`${path} can’t be read: ${error instanceof Error ? error.message : ''}`);
	}
};

const isError = (error: unknown, ...codes: readonly string[]): boolean =>
	codes.includes(codeOf(error));

const parseFile = (text: string, path: string): unknown => {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new ConfigError(`${path} is not JSON${placeOf(error)}.`);
	}
};

/** Not the whole message: that quotes what stands around the mistake, maybe a password. */
const placeOf = (error: unknown): string => {
	const place = /line \d+ column \d+/.exec(error instanceof Error ? error.message : '');
	return place ? ` at ${place[0]}` : '';
};

const permissionWarnings = async (path: string): Promise<string[]> => {
	const {mode} = await stat(path);
	return (mode & 0o077) === 0
		? []
		: [`${path} can be read by others and may hold a password: chmod 600 ${path}`];
};

/**
 * Writes answers of the login form, or what was chosen on the screen, into the config file (0600,
 * replaced as a whole); what else is in it stays. In a profile when one is in use.
 */
export const saveAnswers = async (
	path: string,
	profile: string | undefined,
	answers: Readonly<Record<string, string | readonly string[]>>,
	replaces: readonly string[],
): Promise<void> => {
	const file = await openFile(path);
	const kept = Object.entries(settingsIn(file.store, profile)).filter(
		([name]) => !replaces.includes(name),
	);
	file.store = withSettings(file.store, profile, {...Object.fromEntries(kept), ...answers});
};

/**
 * Changes a setting as it stands in the config file now; `undefined` when it is not there. In the
 * profile that is in use when it stands there, or else for all of them.
 */
export const changeSetting = async (
	path: string,
	profile: string | undefined,
	name: string,
	change: (given: unknown) => unknown,
): Promise<void> => {
	const file = await openFile(path);
	const where = Object.hasOwn(settingsIn(file.store, profile), name) ? profile : undefined;
	const before = settingsIn(file.store, where);
	file.store = withSettings(file.store, where, {...before, [name]: change(before[name])});
};

type Content = Record<string, unknown>;

/** Of a profile, or of the file itself. */
const settingsIn = (content: Content, profile: string | undefined): Content => {
	if (profile === undefined) return content;
	const {profiles} = content;
	const found = isRecord(profiles) && Object.hasOwn(profiles, profile) ? profiles[profile] : {};
	return isRecord(found) ? found : {};
};

const withSettings = (
	content: Content,
	profile: string | undefined,
	settings: Content,
): Content => {
	if (profile === undefined) return settings;
	const profiles = isRecord(content.profiles) ? content.profiles : {};
	return {...content, profiles: {...profiles, [profile]: settings}};
};

const openFile = async (path: string) => {
	const {default: Conf} = await import('conf');
	makeFolder(dirname(path));
	return new Conf<Content>({
		cwd: dirname(path),
		configName: basename(path, extname(path)),
		fileExtension: extname(path).slice(1),
		configFileMode: 0o600,
		// Names of profiles may hold dots.
		accessPropertiesByDotNotation: false,
	});
};
