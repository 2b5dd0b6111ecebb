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

export const readSecretFile = async (path: string, givenAs: string): Promise<string> => {
	try {
		return firstLine(await readFile(path, 'utf8'));
	} catch (error) {
		throw new ConfigError(`${givenAs}: ${path} can’t be read (${reason(error)}).`);
	}
};

const runCommand = async (
	command: string | readonly string[],
	givenAs: string,
): Promise<string> => {
	const [program = '', ...args] =
		typeof command === 'string' ? ['/bin/sh', '-c', command] : command;
	try {
		const {stdout} = await run(program, args, {timeout: 30_000});
		return firstLine(stdout);
	} catch (error) {
		// Not the error's own message: that holds the whole command line.
		throw new ConfigError(`${givenAs} failed (${reason(error)}).`);
	}
};

const firstLine = (text: string): string => text.split(/\r?\n/, 1)[0] ?? '';

const reason = (error: unknown): string => {
	if (!(error instanceof Error) || !('code' in error)) return 'unknown reason';
	return typeof error.code === 'number' ? `exit code ${error.code}` : String(error.code);
};
