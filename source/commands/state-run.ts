import {settings} from '../settings/settings.ts';
import {diffSnapshots} from '../snapshot/diff.ts';
import {listSnapshots} from '../snapshot/files.ts';
import {isEmptyPlan} from '../snapshot/plan.ts';
import {type CommandContext, type ExitCode, exitCodes} from './command.ts';
import {nothingSet, toldFailure, UsageError} from './failure.ts';
import {json, prose} from './print.ts';
import {openNamed, snapshotFolder} from './state-files.ts';
import {
	diffDocument,
	diffLines,
	headDocument,
	listDocument,
	listLines,
	planDocument,
	planLines,
	restoredDocument,
	restoredLines,
	showLines,
} from './state-print.ts';

type Word = {
	/** Most files that may follow it. */
	files: number;
	/** It asks the server. */
	needsServer: (files: readonly string[]) => boolean;
	run: (files: readonly string[], context: CommandContext) => Promise<ExitCode>;
};

/** Shows, compares or puts back. */
export const runState = async (context: CommandContext): Promise<ExitCode> => {
	const {args, flags, config} = context;
	const [name = 'list', ...files] = args;
	const word = Object.hasOwn(words, name) ? words[name] : undefined;
	if (!word) {
		const known = Object.keys(words).join(', ');
		throw new UsageError(`qbtui state has no “${name}”: it is one of ${known}.`);
	}
	if (files.length > word.files) {
		const most = ['no file', 'one file', 'two files'][word.files];
		throw new UsageError(`qbtui state ${name} takes ${most} at most.`);
	}
	if (flags.apply === true && name !== 'restore') {
		throw new UsageError('--apply goes with qbtui state restore only.');
	}
	if (word.needsServer(files) && !config.url && flags.demo !== true) throw nothingSet();
	return word.run(files, context);
};

const say = ({json: asJson, out}: CommandContext, document: unknown, lines: string[]): void =>
	out.write(asJson ? json(document) : prose(lines, out.width));

const list: Word = {
	files: 0,
	needsServer: () => false,
	run: async (_, context) => {
		const folder = snapshotFolder(context);
		const listed = await listSnapshots(folder);
		say(context, listDocument(listed, folder), listLines(listed, folder));
		return exitCodes.done;
	},
};

const show: Word = {
	files: 1,
	needsServer: () => false,
	run: async ([file], context) => {
		const opened = await openNamed(file, context);
		say(context, headDocument(opened), showLines(opened));
		return exitCodes.done;
	},
};

/** From the first to the second; one alone is compared with what is now. */
const diff: Word = {
	files: 2,
	needsServer: files => files.length < 2,
	run: async ([first, second], context) => {
		const from = await openNamed(first, context);
		const to = second === undefined ? undefined : await openNamed(second, context);
		const now = to?.snapshot ?? (await (await context.openEngine()).snapshots.now());
		const found = diffSnapshots(from.snapshot, now);
		say(context, diffDocument(from.path, to?.path ?? null, found), diffLines(found));
		return exitCodes.done;
	},
};

const restore: Word = {
	files: 1,
	needsServer: () => true,
	run: async ([file], context) => {
		const {flags, config, out} = context;
		const apply = flags.apply === true && flags['dry-run'] !== true;
		if (apply && config.readOnly) {
			throw new UsageError(`${config.givenAs(settings.readOnly)}: nothing may be added.`, []);
		}
		const opened = await openNamed(file, context);
		const {snapshots, address} = await context.openEngine();
		const {server} = opened.snapshot;
		if (server.address !== address && !context.json) {
			out.warn(`This snapshot is of ${server.address}; it would be put back onto ${address}.`);
		}
		const {plan} = await snapshots.plan(opened);
		const planned = {dry_run: !apply, ...planDocument(opened, plan)};
		if (!apply) {
			const ending = isEmptyPlan(plan) ? [] : ['--apply adds them, stopped; nothing is removed.'];
			say(context, planned, [...planLines(plan), ...ending]);
			return exitCodes.done;
		}
		const restored = await snapshots
			.restore(opened, plan, (done, all) => out.progress(`Putting back: ${done} of ${all}`))
			.finally(() => out.progress(''));
		const [refused] = restored.refused;
		const failed =
			refused && restored.back.length === 0
				? toldFailure(`Nothing came back: ${refused.name}: ${refused.why}`)
				: undefined;
		say(context, {...failed, ...planned, ...restoredDocument(restored)}, [
			...(isEmptyPlan(plan) ? planLines(plan) : restoredLines(restored)),
		]);
		if (!refused) return exitCodes.done;
		if (context.json)
			out.warn(failed?.error.message ?? `Not put back: ${refused.name}: ${refused.why}`);
		return failed ? exitCodes.failed : exitCodes.inPart;
	},
};

const words: Readonly<Record<string, Word>> = {list, show, diff, restore};
