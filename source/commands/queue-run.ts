import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {folderOf} from '../own-folder.ts';
import {settings} from '../settings.ts';
import {queueDocument} from '../space/job/document.ts';
import type {Job} from '../space/job/shape.ts';
import type {DurableStore} from '../space/store/shape.ts';
import {openStore} from '../space/store/store.ts';
import {harmless} from '../terminal/harmless.ts';
import {type CommandContext, type ExitCode, exitCodes} from './command.ts';
import {UsageError} from './failure.ts';
import {json} from './print.ts';
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
	const store = openStore({folder, allowNetwork: config.stateDirOnNetwork, now});
	try {
		if (!word) show(store, context);
		else await act(word, id, store, context);
		return exitCodes.done;
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

const show = (store: DurableStore, context: CommandContext): void => {
	const [open, ended] = [store.openJobs(), store.endedJobs(endedShown)];
	const [paused, breaker] = [store.control('paused'), store.control('breaker')];
	context.out.write(
		context.json
			? json(queueDocument([...open, ...ended], paused, breaker))
			: queueText({open, ended, paused, breaker}, context),
	);
};

const act = async (
	word: QueueWord,
	id: string | undefined,
	store: DurableStore,
	context: CommandContext,
): Promise<void> => {
	const {out, json: asJson} = context;
	const dry = context.flags['dry-run'] === true;
	const job = id === undefined ? undefined : jobNamed(id, store);
	const answer = await word.run({store, job, dry, context});
	if (!answer.done) throw new Error(answer.why);
	const text = dry ? `Would be done: ${answer.text}` : answer.text;
	if (!asJson) return out.write(`${harmless(text)}\n`);
	out.write(
		json({...(dry ? {dry_run: true} : {}), done: !dry, message: text, job: job?.id ?? null}),
	);
};

const jobNamed = (id: string, store: DurableStore): Job => {
	const found = findJob(id, [...store.openJobs(), ...store.endedJobs(endedShown)]);
	if (!found) throw new Error(`There is no job ${id}: qbtui queue shows them.`);
	return found;
};
