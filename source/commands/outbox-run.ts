import {join} from 'node:path';
import {readEntries, removeEntry} from '../outbox/files.ts';
import type {Entry} from '../outbox/shape.ts';
import {linkOf, titleOf} from '../outbox/ways.ts';
import {addressOf} from '../server-address.ts';
import {folderOf} from '../settings/own-folder.ts';
import {settings} from '../settings/settings.ts';
import {harmless} from '../terminal/harmless.ts';
import {type CommandContext, type ExitCode, exitCodes} from './command.ts';
import {nothingSet, toldFailure, UsageError} from './failure.ts';
import {entryDocument, entryLine} from './outbox-print.ts';
import {json, prose} from './print.ts';

type Word = (entries: readonly Entry[], context: CommandContext) => Promise<ExitCode>;

/** Shows what waits, sends it, prints it, or gives it up. */
export const runOutbox = async (context: CommandContext): Promise<ExitCode> => {
	const {args, config} = context;
	const [name = 'list', id, ...rest] = args;
	const word = Object.hasOwn(words, name) ? words[name] : undefined;
	if (!word) {
		throw new UsageError(
			`qbtui outbox has no “${name}”: it is one of ${Object.keys(words).join(', ')}.`,
		);
	}
	if (rest.length > 0) throw new UsageError(`qbtui outbox ${name} takes one ID at most.`);
	const all = await readEntries(join(folderOf(config), 'outbox'));
	const some = id === undefined ? all : all.filter(entry => entry.id === id);
	if (id !== undefined && some.length === 0) {
		throw new UsageError(`There is no ${id} in the outbox.`, ['qbtui outbox shows what there is.']);
	}
	return word(some, context);
};

const list: Word = async (entries, {json: asJson, out}) => {
	if (asJson) out.write(json({outbox: entries.map(entryDocument)}));
	else out.write(prose(entries.length > 0 ? entries.map(entryLine) : [empty], out.width));
	return exitCodes.done;
};

const empty = 'The outbox is empty.';

/** Plain links, one a line: for any client. */
const exportLinks: Word = async (entries, {json: asJson, out}) => {
	const links = entries.map(linkOf).filter(link => link !== '');
	if (asJson) out.write(json({links}));
	else out.write(links.map(link => `${harmless(link)}\n`).join(''));
	return exitCodes.done;
};

const send: Word = async (entries, context) => {
	const {args, config, flags, json: asJson, out, openEngine} = context;
	if (config.readOnly && flags['dry-run'] !== true) {
		throw new UsageError(`${config.givenAs(settings.readOnly)}: nothing may be added.`, []);
	}
	if (!config.url) throw nothingSet();
	const address = addressOf(config.url);
	// Only who names one sends it to another server.
	const chosen = args[1] === undefined ? entries.filter(row => row.server === address) : entries;
	const others = entries.length - chosen.length;
	if (others > 0)
		out.warn(`${others} for other servers: left as they are; named by its ID, one is sent here.`);
	if (flags['dry-run'] === true || (chosen.length === 0 && !asJson)) return list(chosen, context);
	if (chosen.length === 0) {
		out.write(json({sent: [], refused: []}));
		return exitCodes.done;
	}
	const {outbox} = await openEngine();
	const results = await outbox.send(new Set(chosen.map(({id}) => id)));
	const refused = results.filter(result => result.is === 'refused');
	const sent = results.filter(result => result.is !== 'refused');
	const [first] = refused;
	const failed =
		first && sent.length === 0
			? toldFailure(`Not added: ${first.source}: ${first.why}`)
			: undefined;
	if (asJson) {
		if (first) out.warn(failed?.error.message ?? `Not added: ${first.source}: ${first.why}`);
		out.write(
			json({
				...failed,
				sent: sent.map(({source}) => source),
				refused: refused.map(({source, why}) => ({source, reason: why})),
			}),
		);
	} else {
		out.write(
			prose(
				[
					...sent.map(({source}) => `Sent ${source}`),
					...refused.map(({source, why}) => `Not added: ${source}: ${why}`),
				],
				out.width,
			),
		);
	}
	if (!first) return exitCodes.done;
	return failed ? exitCodes.failed : exitCodes.inPart;
};

const drop: Word = async (entries, {args, flags, config, json: asJson, out}) => {
	if (args[1] === undefined) throw new UsageError('qbtui outbox drop needs an ID.');
	const dry = flags['dry-run'] === true;
	for (const {id} of dry ? [] : entries) await removeEntry(join(folderOf(config), 'outbox'), id);
	if (asJson) out.write(json({dry_run: dry, dropped: entries.map(entryDocument)}));
	else {
		out.write(
			prose(
				entries.map(entry => `${dry ? 'Would drop' : 'Dropped'} ${titleOf(entry)}`),
				out.width,
			),
		);
	}
	return exitCodes.done;
};

const words: Readonly<Record<string, Word>> = {list, send, export: exportLinks, drop};
