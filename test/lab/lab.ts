import {afterAll, beforeAll, beforeEach, describe} from 'vitest';
import {LabMissing} from './apt.ts';
import {fetchPackages} from './packages.ts';
import {type Server, type ServerOptions, startServer} from './server.ts';
import type {VersionName} from './versions.ts';

let told = false;

/**
 * Can servers of these versions be had here? The first time on a machine, this fetches them.
 * Says on stderr, once, why not. With `CI=true` a missing lab is an error.
 *
 * For a block that starts its servers itself:
 * `describe.skipIf(!(await labAvailable('5.3')))('…', () => …)`.
 *
 * @throws LabMissing, with `CI=true`
 */
export async function labAvailable(...versions: readonly VersionName[]): Promise<boolean> {
	try {
		await Promise.all(versions.map(fetchPackages));
		return true;
	} catch (error) {
		if (!(error instanceof LabMissing) || process.env.CI === 'true') throw error;
		if (!told) process.stderr.write(`tests on real servers are skipped: ${error.message}\n`);
		told = true;
		return false;
	}
}

/** What a block of tests on one version is given. */
export type OnServer = {version: VersionName; server: () => Server};

/**
 * One block of tests per version, with one server that runs while the block does.
 * Where the lab is missing the tests are skipped.
 *
 * @param block calls `server()` inside of tests only: before them it has not been started
 */
export function describeOnServers(
	title: string,
	versions: readonly VersionName[],
	block: (lab: OnServer) => void,
	options: Omit<ServerOptions, 'version'> = {},
): void {
	describe.each(versions)(`${title} (qBittorrent %s)`, version => {
		let server: Server | undefined;

		beforeAll(async () => {
			if (await labAvailable(version)) server = await startServer({...options, version});
		});
		beforeEach(({skip}) => {
			if (!server) skip();
		});
		afterAll(() => server?.discard());

		block({
			version,
			server() {
				if (!server) throw new Error('the server is started by a hook: call this in a test');
				return server;
			},
		});
	});
}
