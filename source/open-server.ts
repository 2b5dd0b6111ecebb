import {readFile} from 'node:fs/promises';
import type {Fetch} from './qbit/fetch.ts';
import {type Config, ConfigError} from './settings/config.ts';
import {settings} from './settings/settings.ts';

/** Loaded only now: the HTTP library is the largest part of the program. */
export const openServer = async (
	config: Config,
	url: URL,
): Promise<{fetch: Fetch; close: () => Promise<void>; ca: string | undefined}> => {
	const {openNetwork} = await import('./qbit/network.ts');
	const ca = config.caFile === undefined ? undefined : await readCertificate(config, config.caFile);
	const network = openNetwork({
		url,
		connectTimeoutMs: config.connectionTimeout * 1000,
		readTimeoutMs: config.readTimeout * 1000,
		poolSize: config.poolSize,
		verifyTls: config.verifyTls,
		...(ca === undefined ? {} : {ca}),
	});
	return {...network, ca};
};

const readCertificate = async (config: Config, path: string): Promise<string> => {
	try {
		return await readFile(path, 'utf8');
	} catch {
		throw new ConfigError(`${config.givenAs(settings.caFile)}: ${path} can’t be read.`);
	}
};
