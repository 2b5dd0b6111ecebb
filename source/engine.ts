import {readFile} from 'node:fs/promises';
import {setTimeout as delay} from 'node:timers/promises';
import {type Config, ConfigError} from './config.ts';
import {type Client, createClient} from './qbit/client.ts';
import type {Fetch} from './qbit/fetch.ts';
import {type Clock, createMirror, type Mirror} from './qbit/mirror.ts';
import type {Store} from './qbit/store.ts';
import {readApiKey, readPassword} from './secrets.ts';
import {settings} from './settings.ts';
import {createFreeSpace, type VolumeSpace} from './space/free-space.ts';
import type {Volume} from './space/paths.ts';

/** Everything that runs, with or without a screen. Every way to start qbtui uses it. */
export type Engine = {
	client: Client;
	mirror: Mirror;
	volumes: readonly Volume[];
	space: Store<readonly VolumeSpace[]>;
	/** The server's address, for people. */
	address: string;
	start: () => void;
	/** Ends all that runs and logs out; takes a second at most. */
	stop: () => Promise<void>;
};

export const systemClock: Clock = {
	now: Date.now,
	random: Math.random,
	sleep: (ms, signal) => delay(ms, undefined, {signal}).catch(() => undefined),
};

/**
 * @param transport For the embedded server; absent, the network is used.
 * @throws ConfigError when a secret or a certificate that the settings name can't be read.
 */
export const createEngine = async (
	config: Config,
	transport?: {url: URL; fetch: Fetch},
): Promise<Engine> => {
	const url = transport?.url ?? config.url;
	if (!url)
		throw new ConfigError('No server is set: give --url, QBTUI_URL or url in the config file.');
	const network = transport ? undefined : await openServer(config, url);
	const client = createClient({
		url,
		username: config.username,
		password: () => readPassword(config),
		apiKey: await readApiKey(config),
		fetch: transport?.fetch ?? networkFetch(network),
		maxReplyBytes: config.maxReplyMb * 1e6,
		gzip: !isLoopback(url),
	});
	const mirror = createMirror(client, systemClock);
	const volumes = volumesOf(config);
	const space = createFreeSpace({
		volumes,
		client,
		mirror,
		pathMap: config.pathMap,
		sameMachine: !transport && isLoopback(url),
		now: systemClock.now,
	});
	return {
		client,
		mirror,
		volumes,
		space: space.store,
		address: url.host + (url.pathname === '/' ? '' : url.pathname),
		start: () => {
			space.start();
			mirror.start();
		},
		stop: async () => {
			await mirror.stop();
			await client.close();
			await network?.close();
		},
	};
};

type Network = {fetch: Fetch; close: () => Promise<void>};

/** Loaded only now: the HTTP library is the largest part of the program. */
const openServer = async (config: Config, url: URL): Promise<Network> => {
	const {openNetwork} = await import('./qbit/network.ts');
	const ca = config.caFile === undefined ? {} : {ca: await readCertificate(config, config.caFile)};
	return openNetwork({
		url,
		connectTimeoutMs: config.connectionTimeout * 1000,
		readTimeoutMs: config.readTimeout * 1000,
		poolSize: config.poolSize,
		verifyTls: config.verifyTls,
		...ca,
	});
};

const networkFetch = (network: Network | undefined): Fetch => {
	if (!network) throw new Error('There is no network.');
	return network.fetch;
};

const readCertificate = async (config: Config, path: string): Promise<string> => {
	try {
		return await readFile(path, 'utf8');
	} catch {
		throw new ConfigError(`${config.givenAs(settings.caFile)}: ${path} can’t be read.`);
	}
};

const isLoopback = (url: URL): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);

const volumesOf = (config: Config): Volume[] => {
	const volumes: Volume[] = [];
	if (config.ssdPath !== undefined) volumes.push({tag: config.ssdTag, path: config.ssdPath});
	if (config.hddPath !== undefined) volumes.push({tag: config.hddTag, path: config.hddPath});
	return volumes;
};
