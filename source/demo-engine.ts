import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Demo} from './demo/demo.ts';
import {createEngine, type Engine, type Transport} from './engine.ts';
import {resolveConfig} from './settings/config.ts';
import {sweepDemoFolders} from './settings/own-folder.ts';

const settings = {
	...{username: 'admin', password: 'adminadmin'},
	...{download_path_ssd: '/ssd', final_dest_base_hdd: '/hdd', dest_check: 'trust'},
	// More than is left in its first minutes: there is something to move.
	...{space_low_gb: 165, space_high_gb: 180},
	rules: [
		{name: 'datasets stay', match: {category: 'datasets', save_path_under: 'ssd'}, move: 'never'},
		{name: 'usual'},
	],
};

/** An engine on the embedded server: nothing of the user's settings, no network. */
export const openDemoEngine = async (): Promise<Engine> => {
	const file = {path: 'the demo', content: settings};
	const config = resolveConfig({flags: {}, env: {}, dotenv: {}, file});
	return createEngine(config, {url: new URL('http://demo.localhost:8080'), ...openLate()});
};

/** The server is made when it is first asked for something, and the screen has had its first frame. */
const openLate = (): Omit<Transport, 'url'> => {
	let demo: Promise<Demo> | undefined;
	const open = async (): Promise<Demo> => {
		await nextTurn();
		// What can’t be removed may stay.
		sweepDemoFolders().catch(() => undefined);
		const {createDemo} = await import('./demo/demo.ts');
		return createDemo({now: Date.now});
	};
	const opened = (): Promise<Demo> => {
		demo ??= open();
		return demo;
	};
	return {
		fetch: async request => (await opened()).fetch(request),
		inodeAt: async path => (await opened()).inodeAt(path),
		spaceAt: async path => (await opened()).spaceAt(path),
	};
};
