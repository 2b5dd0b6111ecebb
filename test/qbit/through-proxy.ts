import {afterAll, afterEach, beforeEach} from 'vitest';
import {type FaultProxy, startFaultProxy} from '../lab/fault-proxy.ts';
import {describeOnServers, type OnServer} from '../lab/lab.ts';
import type {VersionName} from '../lab/versions.ts';
import {type Opened, openClient} from './real.ts';

export type ThroughProxy = OnServer & {
	/** In front of the server; without faults and requests at the start of each test. */
	proxy: () => FaultProxy;
	/** A client that is closed after the test. */
	open: typeof openClient;
};

/** `describeOnServers`, with a proxy that can go wrong. */
export const describeThroughProxy = (
	title: string,
	versions: readonly VersionName[],
	block: (lab: ThroughProxy) => void,
	options: Parameters<typeof describeOnServers>[3] = {},
): void => {
	describeOnServers(
		title,
		versions,
		lab => {
			let proxy: FaultProxy | undefined;
			const opened: Opened[] = [];

			beforeEach(async () => {
				proxy ??= await startFaultProxy(lab.server());
			});
			afterEach(async () => {
				proxy?.clear();
				for (const client of opened.splice(0)) await client.end();
				proxy?.forget();
			});
			afterAll(() => proxy?.stop());

			block({
				...lab,
				proxy: () => {
					if (!proxy) throw new Error('the proxy is started by a hook: call this in a test');
					return proxy;
				},
				open: (...args) => {
					const client = openClient(...args);
					opened.push(client);
					return client;
				},
			});
		},
		options,
	);
};
