import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {promisify} from 'node:util';
import {type Config, ConfigError} from './config.ts';
import {settings} from './settings.ts';

const run = promisify(execFile);

/** The password, from wherever the settings say; read anew each time, as it may have changed. */
export const readPassword = async (config: Config): Promise<string | undefined> => {
	if (config.password !== undefined) return config.password;
	if (config.passwordFile !== undefined) {
		return readSecretFile(config.passwordFile, config.givenAs(settings.passwordFile));
	}
	if (config.passwordCommand !== undefined) {
		return runCommand(config.passwordCommand, config.givenAs(settings.passwordCommand));
	}
	return undefined;
};

export const readApiKey = async (config: Config): Promise<string | undefined> => {
	if (config.apiKey !== undefined) return config.apiKey;
	if (config.apiKeyFile === undefined) return undefined;
	return readSecretFile(config.apiKeyFile, config.givenAs(settings.apiKeyFile));
};

/** The key of our own service. */
export const readHttpKey = async ({http, givenAs}: Config): Promise<string | undefined> => {
	if (http.apiKey !== undefined) return http.apiKey;
	if (http.apiKeyFile === undefined) return undefined;
	return readSecretFile(http.apiKeyFile, givenAs(settings.httpApiKeyFile));
};

const readSecretFile = async (path: string, givenAs: string): Promise<string> => {
	const text = await readFile(path, 'utf8').catch(error => {
		throw new ConfigError(`${givenAs}: ${path} can’t be read (${reason(error)}).`);
	});
	return firstLine(text, `${givenAs}: ${path}`);
};

const runCommand = async (
	command: string | readonly string[],
	givenAs: string,
): Promise<string> => {
	const [program = '', ...args] =
		typeof command === 'string' ? ['/bin/sh', '-c', command] : command;
	const {stdout} = await run(program, args, {timeout: 30_000}).catch(error => {
		// Not the error's own message: that holds the whole command line.
		throw new ConfigError(`${givenAs} failed (${reason(error)}).`);
	});
	return firstLine(stdout, givenAs);
};

/** An empty one is no secret, and would count as a failed login. */
const firstLine = (text: string, where: string): string => {
	const line = text.split(/\r?\n/, 1)[0] ?? '';
	if (line === '') throw new ConfigError(`${where} gives an empty first line.`);
	return line;
};

const reason = (error: unknown): string => {
	if (!(error instanceof Error) || !('code' in error)) return 'unknown reason';
	if ('signal' in error && typeof error.signal === 'string') return `ended by ${error.signal}`;
	return typeof error.code === 'number' ? `exit code ${error.code}` : String(error.code);
};
