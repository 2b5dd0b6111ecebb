import {expect, it, onTestFinished} from 'vitest';
import {createDemo} from '../../source/demo/demo.ts';
import {createEngine} from '../../source/engine.ts';
import type {Reply} from '../../source/qbit/fetch.ts';
import {resolveConfig} from '../../source/settings/config.ts';
import type {Orchestrated} from '../../source/space/orchestrator-shape.ts';

const failing: Reply = {
	...{status: 500, headers: {'content-type': 'text/plain'}},
	body: (async function* () {})(),
};

it('what hinders it is seen, holds up no move that is under way, and is forgotten when it is over', async () => {
	const demo = createDemo({now: Date.now});
	let isHindered = false;
	const {url, username, password, inodeAt, spaceAt} = demo;
	const config = resolveConfig({
		...{flags: {}, env: {}, dotenv: {}, file: undefined},
		answers: {
			...{username, password, download_path_ssd: '/ssd', final_dest_base_hdd: '/hdd'},
			dest_check: 'trust',
		},
	});
	const engine = await createEngine(config, {
		...{url: new URL(url), inodeAt: async path => inodeAt(path)},
		spaceAt: async path => spaceAt(path),
		// Without them, no plan can be made, and nothing judged.
		fetch: async request =>
			isHindered && request.url.pathname.endsWith('app/preferences')
				? failing
				: demo.fetch(request),
	});
	onTestFinished(engine.stop);
	engine.mirror.watch();
	engine.start();
	engine.orchestrator.start();
	const {store} = engine.orchestrator;
	const until = (right: (now: Orchestrated) => boolean): Promise<void> => {
		const {promise, resolve} = Promise.withResolvers<void>();
		const check = (): void => void (right(store.get()) && resolve());
		const end = store.subscribe(check);
		check();
		return promise.finally(end);
	};
	await until(({state, plan}) => state === 'running' && plan !== undefined);
	const [film] = [...engine.mirror.store.get().maindata.torrents.values()]
		.filter(
			({save_path: path, category, state}) =>
				path.startsWith('/ssd') && category === 'linux' && /^(stalledUP|uploading)$/.test(state),
		)
		.sort((one, other) => one.size - other.size);
	const {hash} = film ?? expect.fail('the demo has no such torrent');
	expect(engine.orchestrator.move([hash])).toMatchObject({done: true});
	await until(({jobs}) => jobs.some(({state}) => state === 'MOVING'));
	isHindered = true;
	await until(({ended}) => ended.some(({hashes, state}) => hashes[0] === hash && state === 'DONE'));
	await until(({state, why}) => state === 'running' && why !== undefined);
	isHindered = false;
	await until(({why}) => why === undefined);
});
