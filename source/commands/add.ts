import {isShut, type Outbox} from '../outbox/outbox.ts';
import {addSources} from '../qbit/add.ts';
import type {AddResult} from '../qbit/add-one.ts';
import type {AddOptions} from '../qbit/add-options.ts';
import {settings} from '../settings/settings.ts';
import {harmless} from '../terminal/harmless.ts';
import {keptText} from '../views/outbox/words.ts';
import {optionFlags, readOptions} from './add-flags.ts';
import {type Found, readSources} from './add-sources.ts';
import {type Command, type CommandContext, type ExitCode, exitCodes} from './command.ts';
import {failureOf, UsageError} from './failure.ts';
import {entryDocument} from './outbox-print.ts';
import {json} from './print.ts';

const flags = {
	...optionFlags,
	'dry-run': {type: 'boolean', help: 'Only say what would be added, and what is there already'},
} as const;

export const add: Command = {
	name: 'add',
	usage: 'SOURCE…',
	help: 'Add magnet links, hashes, URLs, .torrent files or folders of them; - reads lines',
	examples: [
		["qbtui add 'magnet:?xt=urn:btih:…' --category films", 'One, into a category'],
		['qbtui add ~/torrents --stopped', 'All .torrent files of a folder'],
		['cat links.txt | qbtui add -', 'A line each'],
	],
	flags,
	run: async context => {
		const {args, config, json: asJson, out, openEngine, readInput} = context;
		const dry = context.flags['dry-run'] === true;
		if (args.length === 0) throw new UsageError('qbtui add needs something to add.');
		if (config.readOnly && !dry) {
			throw new UsageError(`${config.givenAs(settings.readOnly)}: nothing may be added.`, []);
		}
		const options = readOptions(context.flags);
		const sources = await readSources(args, readInput);
		if (sources.length === 0) throw new UsageError('There is nothing to add in what was given.');
		if (options.rename !== undefined && sources.length > 1) {
			throw new UsageError(`--rename is for one torrent; here are ${sources.length}.`);
		}
		const {client, outbox} = await openEngine();
		try {
			// A server that can’t be reached, or refuses us, is told as such and not source by source.
			await client.identify();
		} catch (error) {
			if (dry || !isShut(error)) throw error;
			return keepForLater(error, outbox, {sources, options}, context);
		}
		const onResult = asJson ? undefined : printer(out, dry);
		const results = await addSources(client, sources, options, {
			dry,
			...(onResult ? {onResult} : {}),
		});
		const unsent = sources.filter((_, i) => {
			const result = results[i];
			return result?.is === 'refused' && result.unsent;
		});
		const kept = dry ? [] : await outbox.put(unsent, options, 'The server went away.');
		if (kept.length > 0) out.warn(keptText(kept));
		if (asJson) {
			const more = kept.length > 0 ? {outbox: kept.map(entryDocument)} : {};
			const exit = exitOf(results);
			const error = exit === exitCodes.failed ? failureDocument(results, dry) : undefined;
			out.write(json({...(error && {error}), ...documentOf(results, dry), ...more}));
			if (error) out.warn(error.message);
			else if (exit === exitCodes.inPart && kept.length === 0) out.warn(countsOf(results, dry));
		}
		return exitOf(results);
	},
};

/** Nothing that was given is lost; the failure is told all the same, as what waits is not there yet. */
const keepForLater = async (
	error: unknown,
	outbox: Outbox,
	{sources, options}: {sources: readonly Found[]; options: AddOptions},
	{json: asJson, out}: CommandContext,
): Promise<ExitCode> => {
	const {code, message, advice, exit} = failureOf(error);
	const kept = await outbox.put(sources, options, message).catch((failed: Error) => {
		out.warn(`It can’t be kept for later: ${failed.message}`);
		throw error;
	});
	const bad = sources.filter(source => source.kind === 'none');
	if (bad.length === sources.length) throw error;
	const lines = [
		message,
		...bad.map(({given, why}) => `Not added: ${given}: ${why}`),
		keptText(kept),
	];
	for (const line of asJson ? [lines.join(' ')] : lines) out.warn(line);
	if (asJson) out.write(json({error: {code, message, advice}, outbox: kept.map(entryDocument)}));
	return exit;
};

type Of<Is extends AddResult['is']> = Extract<AddResult, {is: Is}>;

const only = <Is extends AddResult['is']>(results: readonly AddResult[], is: Is): Array<Of<Is>> =>
	results.filter((result): result is Of<Is> => result.is === is);

const documentOf = (results: readonly AddResult[], dry: boolean): Record<string, unknown> => ({
	...(dry ? {dry_run: true} : {}),
	added: only(results, 'added').map(({is: _, name, ...rest}) => ({...rest, name: name ?? null})),
	duplicates: only(results, 'duplicate').map(({is: _, ...rest}) => rest),
	pending: only(results, 'pending').map(({is: _, ...rest}) => rest),
	refused: only(results, 'refused').map(({source, why}) => ({source, reason: why})),
});

/** Where nothing was added, it is told as any failure is; what became of each stands beside it. */
const failureDocument = (results: readonly AddResult[], dry: boolean) => {
	const [only, ...others] = results;
	const isThere = results.every(({is}) => is === 'duplicate');
	const message = only && others.length === 0 ? lineOf(only, dry) : countsOf(results, dry);
	return {code: isThere ? 'Conflict' : 'Failed', message, advice: []};
};

const countsOf = (results: readonly AddResult[], dry: boolean): string => {
	const there = only(results, 'duplicate').length;
	const refused = only(results, 'refused').length;
	const added = results.length - there - refused;
	return `${dry ? 'Would be added' : 'Added'}: ${added === 0 ? 'none' : added} of ${results.length}; ${there} there already, ${refused} refused.`;
};

const lineOf = (result: AddResult, dry: boolean): string => {
	const {source} = result;
	switch (result.is) {
		case 'added':
			return `${dry ? 'Would add' : 'Added'} ${result.name ?? source}`;
		case 'duplicate':
			return `Is there already: ${result.name} (${source})`;
		case 'pending':
			return dry ? `Would have the server download ${source}` : `The server downloads ${source}`;
		case 'refused':
			return `Not added: ${source}: ${result.why}`;
	}
};

const printer =
	(out: CommandContext['out'], dry: boolean) =>
	(result: AddResult): void =>
		out.write(`${harmless(lineOf(result, dry))}\n`);

/** A duplicate is not added: what was asked for is done in part, or not. */
const exitOf = (results: readonly AddResult[]): ExitCode => {
	const done = results.filter(({is}) => is === 'added' || is === 'pending').length;
	if (done === results.length) return exitCodes.done;
	return done > 0 ? exitCodes.inPart : exitCodes.failed;
};
