import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {folderOf} from '../settings/own-folder.ts';
import {settings} from '../settings/settings.ts';
import {queueDocument} from '../space/job/document.ts';
import type {Job} from '../space/job/shape.ts';
import type {Answer} from '../space/orchestrator-shape.ts';
import {StoreError} from '../space/store/errors.ts';
import type {DurableStore} from '../space/store/shape.ts';
import {openStore} from '../space/store/store.ts';
import {harmless} from '../terminal/harmless.ts';
import {type CommandContext, type ExitCode, exitCodes} from './command.ts';
import {UsageError} from './failure.ts';
import {json} from './print.ts';
import {openElsewhere} from './queue-elsewhere.ts';
import {queueText} from './queue-print.ts';
import {findJob, type QueueWord, queueWords} from './queue-words.ts';

const names = Object.keys(queueWords).join('|');

/** Shows the jobs, or does one of the words. */
export const runQueue = async (context: CommandContext): Promise<ExitCode> => {
	const {args, json: asJson, out} = context;
	const [name, id, ...rest] = args;
	const word = name === undefined ? undefined : wordOf(name);
	if (rest.length > 0 || (word && !word.needsJob && id !== undefined)) {
		throw new UsageError(`qbtui queue ${name} takes ${word?.needsJob ? 'one job' : 'no job'}.`);
	}
	if (word?.needsJob && id === undefined) {
		throw new UsageError(`qbtui queue ${name} needs the ID of a job: qbtui queue shows them.`);
	}
	refuseWhereNone(context, word !== undefined);
	const folder = folderOf(context.config);
	// Looking must not make the folder, nor what is a first start later.
	if (!word && !existsSync(join(folder, 'state.db'))) {
		out.write(asJson ? json(queueDocument([], undefined)) : queueText(noJobs, context));
		return exitCodes.done;
	}
	const {now, config} = context;
	const showOrAct = async (queue: Shown, run: Doing): Promise<ExitCode> => {
		if (word) await act(word, id, {...queue, run}, context);
		else show(queue, context);
		return exitCodes.done;
	};
	let store: DurableStore;
	try {
		store = openStore({folder, allowNetwork: config.stateDirOnNetwork, now});
	} catch (error) {
		if (!(error instanceof StoreError) || error.code !== 'Held') throw error;
		const other = await openElsewhere(config, error);
		const run: Doing = (row, job) => other.ask(row.path(job));
		return await showOrAct(other.queue, run).finally(other.close);
	}
	try {
		const [open, ended] = [store.openJobs(), store.endedJobs(endedShown)];
		const [paused, breaker] = [store.control('paused'), store.control('breaker')];
		const run: Doing = (row, job) => row.run({store, job, open, context});
		return await showOrAct({open, ended, paused, breaker}, run);
	} finally {
		store.close();
	}
};

const noJobs = {open: [], ended: [], paused: undefined, breaker: undefined};

const wordOf = (name: string): QueueWord => {
	const word = Object.hasOwn(queueWords, name) ? queueWords[name] : undefined;
	if (!word) throw new UsageError(`qbtui queue has no “${name}”: it is one of ${names}.`);
	return word;
};

const refuseWhereNone = ({flags: given, config}: CommandContext, changes: boolean): void => {
	if (given.demo === true) throw new UsageError('The demo has no queue.', []);
	if (changes && config.readOnly && given['dry-run'] !== true) {
		throw new UsageError(`${config.givenAs(settings.readOnly)}: no job may be changed.`, []);
	}
};

/** Ended ones that are shown, the newest. */
const endedShown = 200;

type Shown = Parameters<typeof queueText>[0];

const show = (queue: Shown, context: CommandContext): void => {
	const {open, ended, paused, breaker} = queue;
	context.out.write(
		context.json
			? json(queueDocument([...open, ...ended], paused, breaker))
			: queueText(queue, context),
	);
};

type Doing = (word: QueueWord, job: Job | undefined) => Promise<Answer>;

const act = async (
	word: QueueWord,
	id: string | undefined,
	{open, ended, run}: Pick<Shown, 'open' | 'ended'> & {run: Doing},
	context: CommandContext,
): Promise<void> => {
	const {out, json: asJson} = context;
	const dry = context.flags['dry-run'] === true;
	const job = id === undefined ? undefined : jobNamed(id, [...open, ...ended]);
	const answer = dry ? await word.dry({job, open, context}) : await run(word, job);
	if (!answer.done) throw new Error(answer.why);
	const text = dry ? `Would be done: ${answer.text}` : answer.text;
	if (!asJson) return out.write(`${harmless(text)}\n`);
	out.write(
		json({...(dry ? {dry_run: true} : {}), done: !dry, message: text, job: job?.id ?? null}),
	);
};

const jobNamed = (id: string, jobs: readonly Job[]): Job => {
	const found = findJob(id, jobs);
	if (!found) throw new Error(`There is no job ${id}: qbtui queue shows them.`);
	return found;
};
