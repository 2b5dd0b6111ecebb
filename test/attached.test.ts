import {expect, it} from 'vitest';
import {createAttached} from '../source/attach/attached.ts';
import {createStore} from '../source/qbit/store.ts';
import {idle} from '../source/space/orchestrator-shape.ts';

it('opens one way to the service for all who ask at once', async () => {
	const opened = Promise.withResolvers<void>();
	let ways = 0;
	const {pause, resume, stop} = createAttached({
		open: async () => {
			ways++;
			await opened.promise;
			const ask = async () => ({status: 200, body: {message: 'Done.'}, etag: undefined});
			return {where: 'serve', ask, close: async () => {}};
		},
		store: createStore(idle),
		note: () => {},
		sleep: async () => {},
	});
	const answers = [pause(), resume()];
	opened.resolve();
	for (const {done} of await Promise.all(answers)) expect(done).toBe(true);
	expect(ways).toBe(1);
	await stop();
});
