import type {Orchestrator} from '../space/orchestrator-shape.ts';
import {planDocument} from '../space/plan/document.ts';
import {fromServer, planOnce, running, told} from './ask.ts';
import {fieldsOf, truthIn} from './body.ts';
import {type Asked, Refusal, type ServiceScene, type Told} from './route.ts';

export const showPlan = async (_: Asked, scene: ServiceScene): Promise<Told> => {
	const {queue} = running(scene);
	const plan = await fromServer(() => planOnce(queue));
	return {body: {success: true, ...planDocument(plan)}};
};

/** Plans, and runs the plan; with `plan_id`, only if it is still that one. */
export const triggerSpace = async (asked: Asked, scene: ServiceScene): Promise<Told> => {
	const fields = fieldsOf(asked);
	const dry = truthIn(fields, 'dry_run');
	const wanted = fields.plan_id;
	if (wanted !== undefined && typeof wanted !== 'string') {
		throw new Refusal(400, 'BAD_VALUE', 'plan_id must be a text.');
	}
	const {queue, now} = running(scene);
	if (dry) {
		const plan = await fromServer(() => planOnce(queue));
		const seen = {plan_id: plan.id, moves: plan.moves.length};
		return {body: {success: true, message: plan.text, ...seen, ...planDocument(plan)}};
	}
	if (now.paused) throw new Refusal(409, 'PAUSED', now.paused.why);
	return wanted === undefined ? planAndRun(queue, scene) : runPlan(wanted, scene);
};

const runs = new WeakMap<Orchestrator, Promise<Told>>();

/** Asked for while it is done, it is not done twice. */
const planAndRun = (queue: Orchestrator, scene: ServiceScene): Promise<Told> => {
	const known = runs.get(queue);
	if (known) return known;
	const run = (async (): Promise<Told> => {
		const {id, moves, off, text} = await fromServer(() => planOnce(queue));
		if (off === 'BREAKER') throw new Refusal(409, 'BREAKER', text);
		const seen = {plan_id: id, moves: moves.length};
		if (moves.length === 0) return {body: {success: true, message: text, ...seen}};
		return {body: {...(await runPlan(id, scene)).body, moves: moves.length}};
	})().finally(() => runs.delete(queue));
	runs.set(queue, run);
	return run;
};

const runPlan = async (id: string, scene: ServiceScene) => {
	const answer = await fromServer(() => running(scene).queue.apply(id));
	return {body: {...told(scene, answer), plan_id: id}};
};
