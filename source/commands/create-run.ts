import {resolve} from 'node:path';
import {type Made, makeTorrent, removeTask, type Stage} from '../qbit/create/make.ts';
import {nameFrom} from '../qbit/create/options.ts';
import type {Tools} from '../qbit/create/tools.ts';
import {messageOf} from '../qbit/message.ts';
import {files, saveAs} from '../save-files.ts';
import {glyphSet} from '../terminal/glyphs.ts';
import {harmless} from '../terminal/harmless.ts';
import {fileName} from '../views/menus/file-name.ts';
import {type CommandContext, type ExitCode, exitCodes} from './command.ts';
import type {Order} from './create-order.ts';
import {
	documentOf,
	isWhole,
	linesOf,
	type Outcome,
	progressLine,
	type Standing,
	type Success,
} from './create-print.ts';
import {failureOf} from './failure.ts';
import {json} from './print.ts';

/** The server makes one at a time: more than a few in its queue would only keep others waiting. */
const atOnce = 8;

export const runCreate = async (
	context: CommandContext,
	tools: Tools,
	order: Order,
): Promise<ExitCode> => {
	const {out, json: asJson} = context;
	const follow = createFollower(context, order);
	const outcomes: Outcome[] = [];
	let next = 0;
	const work = async (): Promise<void> => {
		while (next < order.wishes.length) {
			const index = next++;
			const outcome = await makeOne(context, tools, order, index, follow);
			outcomes[index] = outcome;
			follow.ended(index);
			if (!asJson) tell(context, outcome, order);
		}
	};
	await Promise.all(Array.from({length: Math.min(atOnce, order.wishes.length)}, work));
	out.progress('');
	if (asJson) {
		out.write(json(documentOf(outcomes)));
		for (const outcome of outcomes) if ('failure' in outcome) out.warn(outcome.failure.message);
	}
	return exitOf(outcomes);
};

type Follower = {
	stage: (index: number, stage: Stage) => void;
	ended: (index: number) => void;
};

const createFollower = ({out, now, ascii}: CommandContext, {wishes}: Order): Follower => {
	const glyphs = glyphSet({ascii});
	const standings = wishes.map(
		({options}): Standing => ({
			name: nameFrom(options.source),
			stage: {is: 'looking'},
			since: 0,
			at: 0,
		}),
	);
	const show = (): void => out.progress(progressLine(standings, now(), glyphs));
	const change = (index: number, change: (standing: Standing) => Standing): void => {
		const standing = standings[index];
		if (standing) standings[index] = change(standing);
		show();
	};
	return {
		stage: (index, stage) =>
			change(index, standing => {
				const progress =
					stage.is === 'task' && stage.task.state === 'Running' ? stage.task.progress : undefined;
				const begins = progress !== undefined && standing.since === 0;
				return {...standing, stage, ...(begins && {since: now(), at: progress})};
			}),
		ended: index => change(index, standing => ({...standing, stage: 'ended'})),
	};
};

const makeOne = async (
	{out, args}: CommandContext,
	tools: Tools,
	order: Order,
	index: number,
	follow: Follower,
): Promise<Outcome> => {
	const wish = order.wishes[index];
	const given = args[index] ?? '';
	if (!wish) throw new Error('There is a wish for each path.');
	try {
		const made = await makeTorrent(tools, wish, {
			stage: stage => follow.stage(index, stage),
			note: text => {
				out.progress('');
				out.warn(`${nameFrom(wish.options.source)}: ${text}`);
			},
		});
		const saved = await save(order, made);
		const outcome: Success = {given, wish, made, ...saved};
		// What is not whole is kept where it can be had again.
		if (order.deleteTask && isWhole(outcome)) await removeTask(tools, made.taskId);
		return outcome;
	} catch (error) {
		return {given, wish, failure: failureOf(error)};
	}
};

const save = async (
	{output}: Order,
	{file, taskId, name, hash}: Made,
): Promise<{file: string | undefined; unsaved: string | undefined}> => {
	if (output.to === 'stdout') return {file: undefined, unsaved: undefined};
	try {
		if (output.to === 'file') {
			await saveAs(output.path, file);
			return {file: output.path, unsaved: undefined};
		}
		const saved = await files.save(output.path, fileName(name, '.torrent', hash), file);
		return {file: resolve(output.path, saved), unsaved: undefined};
	} catch (error) {
		const why = messageOf(error);
		return {
			file: undefined,
			unsaved: `The .torrent could not be saved. ${why} The server keeps it as the task ${taskId}: view 5 saves it.`,
		};
	}
};

const tell = ({out}: CommandContext, outcome: Outcome, {output, wishes}: Order): void => {
	out.progress('');
	if ('failure' in outcome) {
		const {message, advice} = outcome.failure;
		const named = wishes.length === 1 || message.includes(outcome.given);
		out.warn(named ? message : `${outcome.given}: ${message}`, advice);
		return;
	}
	if (output.to === 'stdout') return out.writeBytes(outcome.made.file);
	// Not broken into lines: a magnet link is there to be copied.
	out.write(
		linesOf(outcome)
			.map(line => `${harmless(line)}\n`)
			.join(''),
	);
};

const exitOf = (outcomes: readonly Outcome[]): ExitCode => {
	const [first] = outcomes;
	const failures = outcomes.flatMap(outcome => ('failure' in outcome ? outcome.failure : []));
	if (failures.length === 0) {
		return outcomes.every(outcome => 'made' in outcome && isWhole(outcome))
			? exitCodes.done
			: exitCodes.inPart;
	}
	if (failures.length < outcomes.length) return exitCodes.inPart;
	return first && 'failure' in first ? first.failure.exit : exitCodes.failed;
};
