import {setImmediate as nextTurn} from 'node:timers/promises';
import {resolveConfig} from './config.ts';
import {createEngine, type Engine} from './engine.ts';
import type {Fetch} from './qbit/fetch.ts';

/** An engine on the embedded server: nothing of the user's settings, no network. */
export const openDemoEngine = async (): Promise<Engine> => {
	const config = resolveConfig({
		flags: {},
		env: {},
		dotenv: {},
		file: undefined,
		answers: {
			username: 'admin',
			password: 'adminadmin',
			download_path_ssd: '/ssd',
			final_dest_base_hdd: '/hdd',
			space_low_gb: '160',
		},
	});
	return createEngine(config, {url: new URL('http://demo.localhost:8080'), fetch: demoFetch()});
};

/** The server is made when it is first asked for something, and the screen has had its first frame. */
const demoFetch = (): Fetch => {
	let demo: Promise<{fetch: Fetch}> | undefined;
	const open = async (): Promise<{fetch: Fetch}> => {
		await nextTurn();
		const {createDemo} = await import('./demo/demo.ts');
		return createDemo({now: Date.now});
	};
	return async request => {
		demo ??= open();
		return (await demo).fetch(request);
	};
};
