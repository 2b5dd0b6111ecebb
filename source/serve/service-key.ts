import {listenProblem} from '../service/may-listen.ts';
import {type Config, ConfigError} from '../settings/config.ts';
import {readHttpKey} from '../settings/secrets.ts';
import {settings} from '../settings/settings.ts';

/** The key of the service, when it is good enough for where it listens. @throws ConfigError */
export const serviceKey = async (config: Config): Promise<string> => {
	const {http, givenAs} = config;
	const key = http.enabled ? await readHttpKey(config) : '';
	const setting = http.apiKeyFile === undefined ? settings.httpApiKey : settings.httpApiKeyFile;
	const names = {host: givenAs(settings.httpHost), key: givenAs(setting)};
	const problem = http.enabled ? listenProblem({host: http.host, key, names}) : undefined;
	if (problem !== undefined) throw new ConfigError(problem);
	return key ?? '';
};
