import {triedAgain} from '../attach/attached.ts';
import type {Engine} from '../engine.ts';
import {ConfigError} from '../settings/config.ts';
import {settings} from '../settings/settings.ts';
import {jobDocument} from '../space/job/document.ts';
import {isFinal, isOutstanding, type Job} from '../space/job/shape.ts';
import type {Orchestrated, Orchestrator} from '../space/orchestrator-shape.ts';
import {planDocument} from '../space/plan/document.ts';
import type {Plan, PlanOff} from '../space/plan/shape.ts';
import {StoreError} from '../space/store/errors.ts';
import {bytes, percent, plural, span} from '../views/format.ts';
import {type CommandContext, type ExitCode, exitCodes} from './command.ts';
import {toldFailure, UsageError} from './failure.ts';
import {json, prose} from './print.ts';
import {headOf} from './space-print.ts';

/** Runs the plan of now to its end: each move one after the other, verified and tagged. */
export const applyPlan = async (context: CommandContext): Promise<ExitCode> => {
	const {config, json: asJson, out} = context;
	if (config.readOnly) {
		throw new UsageError(`${config.givenAs(settings.readOnly)}: nothing may be moved.`, []);
	}
	const engine = await context.openEngine();
	const {orchestrator, client, mirror, limits} = engine;
	if (limits.volumes.length < 2) throw new ConfigError(orchestrator.store.get().why ?? '');
	await client.identify();
	const unwatch = mirror.watch();
	engine.start();
	orchestrator.start({atOnce: true, byItself: false});
	await opened(orchestrator);
	await mirror.answered();
	const plan = await begin(orchestrator);
	const jobs = await follow(engine, plan, context);
	unwatch();
	out.progress('');
	const code = exitOf(plan, jobs);
	const failed = code === exitCodes.failed ? toldFailure(ending(plan, jobs)) : undefined;
	if (asJson) out.write(json({...failed, ...planDocument(plan), jobs: jobs.map(jobDocument)}));
	else
		out.write(prose([...headOf(plan), ...jobs.map(jobLine), ...endingOf(plan, jobs)], out.width));
	if (asJson && code !== exitCodes.done) out.warn(ending(plan, jobs));
	return code;
};

/** @throws StoreError when another qbtui has the state folder, and for whatever else keeps it shut */
const opened = async ({store}: Orchestrator): Promise<void> => {
	await until([store], () => ['running', 'failed', 'off'].includes(store.get().state));
	const {state, why = '', isHeldElsewhere, service} = store.get();
	if (state === 'running') return;
	if (service) {
		const reason = why.replace(triedAgain, '');
		throw new StoreError(
			'Held',
			`Another qbtui has the state folder. It can’t be asked: ${reason}`,
			{
				advice: ['Give this one the key of that one: http_api_key (HTTP_API_KEY).'],
			},
		);
	}
	throw new StoreError(isHeldElsewhere ? 'Held' : 'Failed', why, {advice: []});
};

const until = async (
	stores: ReadonlyArray<{subscribe: (changed: () => void) => () => void}>,
	right: () => boolean,
): Promise<void> => {
	const {promise, resolve} = Promise.withResolvers<void>();
	const check = (): void => {
		if (right()) resolve();
	};
	const ends = stores.map(store => store.subscribe(check));
	check();
	await promise;
	for (const end of ends) end();
};

/** So often the world may change between the plan and its begin. */
const mostPlans = 5;

/** The plan that was begun, or that moves nothing. */
const begin = async (orchestrator: Orchestrator): Promise<Plan> => {
	for (let nth = 1; ; nth++) {
		const plan = await orchestrator.plan();
		if (plan.moves.length === 0) return plan;
		const answer = await orchestrator.apply(plan.id);
		if (answer.done) return plan;
		if (nth === mostPlans) throw new Error(answer.why);
	}
};

/** So long (ms) is it waited for what is outside; then the jobs are left to the next qbtui. */
const patience = {blocked: 60_000, away: 300_000};

/**
 * Resolves when all jobs of the plan have ended, are held, or wait for something that does not come.
 * @throws QbitError when the server stays away
 */
const follow = async (
	{orchestrator, mirror}: Pick<Engine, 'orchestrator' | 'mirror'>,
	{moves}: Plan,
	{out, now}: CommandContext,
): Promise<readonly Job[]> => {
	const {jobs: open} = orchestrator.store.get();
	const ids = moves.flatMap(
		({hashes: [hash = '']}) => open.find(({hashes}) => hashes.includes(hash))?.id ?? [],
	);
	const mine = (): Job[] => ids.flatMap(id => orchestrator.job(id) ?? []);
	let restsSince: number | undefined;
	await until([orchestrator.store, mirror.store], () => {
		const [all, jobs, {link}] = [orchestrator.store.get(), mine(), mirror.store.get()];
		out.progress(progressLine(all, jobs));
		if (jobs.every(hasEnded)) return true;
		const isAway = link.state === 'away';
		const rests = isAway || (!all.jobs.some(isOutstanding) && jobs.every(mayBeLeft));
		restsSince = rests ? (restsSince ?? now()) : undefined;
		const most = isAway ? patience.away : patience.blocked;
		return restsSince !== undefined && now() - restsSince > most;
	});
	const {link} = mirror.store.get();
	if (link.state === 'away' && !mine().every(hasEnded)) throw link.error;
	return mine();
};

const hasEnded = (job: Job): boolean =>
	(isFinal(job) && job.hooks !== 'due') || job.state === 'HELD';

const mayBeLeft = (job: Job): boolean => hasEnded(job) || job.state === 'BLOCKED';

/** "2 of 5: Some film 41%, 3m left" */
const progressLine = ({progress}: Orchestrated, jobs: readonly Job[]): string => {
	const ended = jobs.filter(job => isFinal(job)).length;
	const current = jobs.find(
		job => isOutstanding(job) || ['VERIFYING', 'TAGGING'].includes(job.state),
	);
	if (!current) return jobs.length === 0 ? '' : `${ended} of ${jobs.length} moved`;
	const {done = 0, total = 0, left} = progress.get(current.id) ?? {};
	const isThere = current.state === 'VERIFYING' || current.state === 'TAGGING';
	const isCopied = isThere || (total > 0 && done >= total);
	const far = isCopied ? ': being checked' : total > 0 ? ` ${percent(done / total)}` : '';
	const rest = left === undefined ? '' : `, ${span(left)} left`;
	return `${ended + 1} of ${jobs.length}: ${current.name}${far}${rest}`;
};

const jobLine = ({state, name, destination, bytes: size, reason, id}: Job): string => {
	if (state === 'DONE') return `done  ${name} (${bytes(size)}): at ${destination}`;
	const next = state === 'HELD' ? ` qbtui queue shows what can be done with ${id}.` : '';
	const stays = state === 'BLOCKED' ? ' It stays in the queue.' : '';
	return `${state}  ${name}: ${reason?.text ?? 'not done'}${next}${stays}`;
};

const still = 'Nothing is moved';

/** Below the head, which has told the plan’s text. */
const endingOf = (plan: Plan, jobs: readonly Job[]): string[] =>
	plan.moves.length > 0 ? [ending(plan, jobs)] : plan.text.startsWith(still) ? [] : [`${still}.`];

const ending = ({moves, text}: Plan, jobs: readonly Job[]): string => {
	if (moves.length === 0) return text.startsWith(still) ? text : `${still}. ${text}`;
	const done = jobs.filter(({state}) => state === 'DONE').length;
	return `${done} of ${plural(moves.length, 'move')} done.`;
};

/** TABLE: when a plan that moves nothing is no failure. */
const isWell: Readonly<Partial<Record<PlanOff, true>>> = {
	...{NO_PRESSURE: true, NO_WATERMARK: true, PAUSED: true},
};

const exitOf = ({moves, off}: Plan, jobs: readonly Job[]): ExitCode => {
	if (moves.length === 0) {
		return off === undefined || isWell[off] ? exitCodes.done : exitCodes.failed;
	}
	const done = jobs.filter(({state}) => state === 'DONE').length;
	if (done === moves.length) return exitCodes.done;
	return done > 0 ? exitCodes.inPart : exitCodes.failed;
};
