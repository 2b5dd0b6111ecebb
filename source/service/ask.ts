import {QbitError} from '../qbit/errors.ts';
import type {Answer, Orchestrated, Orchestrator} from '../space/orchestrator-shape.ts';
import type {Plan} from '../space/plan/shape.ts';
import {Refusal, type ServiceScene, unavailable} from './route.ts';

/** The orchestrator, where it runs: its wishes are of no use to one that moves nothing. */
export const running = (scene: ServiceScene): {queue: Orchestrator; now: Orchestrated} => {
	const queue = scene.engine().orchestrator;
	const now = queue.store.get();
	if (now.state === 'running') return {queue, now};
	const why = now.why ?? (now.state === 'starting' ? 'The queue is being opened.' : 'It is off.');
	throw unavailable(now.state === 'off' ? 'OFF' : 'STORE', why);
};

/** What came of a wish, as the service tells it. */
export const told = (scene: ServiceScene, answer: Answer): Record<string, unknown> => {
	if (answer.done) return {success: true, message: answer.text};
	const trouble = scene.engine().orchestrator.trouble();
	throw trouble === undefined
		? new Refusal(409, 'REFUSED', answer.why)
		: unavailable('STORE', answer.why);
};

/** Also when the server is away, for which nobody here can do anything. */
export const fromServer = async <Result>(ask: () => Promise<Result>): Promise<Result> => {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof QbitError) throw unavailable('QBT_DOWN', error.message);
		throw error;
	}
};

/** Asked for twice at once, it is made once. */
const underWay = new WeakMap<Orchestrator, Promise<Plan>>();

export const planOnce = (queue: Orchestrator): Promise<Plan> => {
	const known = underWay.get(queue);
	if (known) return known;
	const plan = queue.plan().finally(() => underWay.delete(queue));
	underWay.set(queue, plan);
	return plan;
};
