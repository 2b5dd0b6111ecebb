import type {Config} from './config.ts';
import {type Setting, settings} from './settings.ts';

/** Settings that a running service keeps: where it listens, and where its state is. */
const keptNames: readonly Setting<unknown>[] = [
	...[settings.httpEnabled, settings.httpHost, settings.httpPort],
	...[settings.stateDir, settings.stateDirOnNetwork],
];

/** Read for each request, so that nothing has to be begun anew. */
const liveNames: readonly Setting<unknown>[] = [
	...[settings.httpApiKey, settings.httpApiKeyFile, settings.httpAllowedHosts, settings.serviceUrl],
];

export type Reloaded = {
	config: Config;
	/** Names of settings that are different now. */
	changed: readonly string[];
	/** Those that are different, and take effect only with the next start. */
	kept: readonly string[];
	/** The server or what follows a download must begin anew. */
	needsEngine: boolean;
};

/** What becomes of settings that were read anew while the service runs. */
export const reload = (before: Config, read: Config): Reloaded => {
	const rows: Setting<unknown>[] = Object.values(settings);
	const differs = (row: Setting<unknown>): boolean =>
		JSON.stringify(before.pick(row)) !== JSON.stringify(read.pick(row));
	const different = rows.filter(differs);
	const kept = different.filter(row => keptNames.includes(row));
	const changed = different.filter(row => !kept.includes(row));
	const {enabled, host, port} = before.http;
	return {
		config: {
			...read,
			...{stateDir: before.stateDir, stateDirOnNetwork: before.stateDirOnNetwork},
			profile: before.profile,
			http: {...read.http, enabled, host, port},
		},
		changed: changed.map(({name}) => name),
		kept: [...kept.map(({name}) => name), ...(before.profile === read.profile ? [] : ['profile'])],
		needsEngine: changed.some(row => !liveNames.includes(row)),
	};
};
