import {resolveConfig} from './config.ts';
import {createDemo} from './demo/demo.ts';
import {createEngine, type Engine} from './engine.ts';

/** An engine on the embedded server: nothing of the user's settings, no network. */
export const openDemoEngine = async (): Promise<Engine> => {
	const demo = createDemo({now: Date.now});
	const config = resolveConfig({
		flags: {},
		env: {},
		dotenv: {},
		file: undefined,
		answers: {
			username: demo.username,
			password: demo.password,
			download_path_ssd: '/ssd',
			final_dest_base_hdd: '/hdd',
		},
	});
	return createEngine(config, {url: new URL(demo.url), fetch: demo.fetch});
};
