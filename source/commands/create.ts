import {systemClock} from '../engine.ts';
import {abilitiesOf, type CreateOptions, wrongOptions} from '../qbit/create/options.ts';
import {seeSource, whyNoSource} from '../qbit/create/source.ts';
import {createTasks} from '../qbit/create/tasks.ts';
import {type Tools, usualPatience} from '../qbit/create/tools.ts';
import {endpoints} from '../qbit/endpoints.ts';
import {QbitError} from '../qbit/errors.ts';
import {settings} from '../settings/settings.ts';
import {type Command, type CommandContext, exitCodes} from './command.ts';
import {createFlags} from './create-flags.ts';
import {type Order, readOrder} from './create-order.ts';
import {dryDocument, dryText} from './create-print.ts';
import {runCreate} from './create-run.ts';
import {toldFailure, UsageError} from './failure.ts';
import {json, prose} from './print.ts';

const flags = {
	output: {
		type: 'string',
		short: 'o',
		help: 'Where the .torrent is saved here: a file, a folder for several, or - for standard output; NAME.torrent in the working folder when not given',
	},
	...createFlags,
	'no-seed': {
		type: 'boolean',
		help: 'Only make it; otherwise it is added and seeds at once, as the server itself would do',
	},
	add: {
		type: 'boolean',
		help: 'Add it; with --no-seed it is added stopped',
	},
	category: {type: 'string', help: 'Category to add it to; created if it does not exist'},
	tags: {type: 'string', help: 'Tags to add it with, separated by commas'},
	managed: {
		type: 'boolean',
		help: 'Automatic management: its files are moved to its category’s folder',
	},
	'delete-task': {
		type: 'boolean',
		help: 'Delete the task on the server when all is done; otherwise it stays in view 5',
	},
	timeout: {
		type: 'string',
		help: 'Give up after this long, such as 2h; when not given, it may take as long as it makes progress',
	},
	'dry-run': {type: 'boolean', help: 'Only look at what would be made, and whether it can be'},
} as const;

export const create: Command = {
	name: 'create',
	usage: 'PATH… [-o FILE]',
	help: 'Make torrents from files and folders on the server; save and seed them',
	flags,
	run: async context => {
		const {config, openEngine} = context;
		const dry = context.flags['dry-run'] === true;
		if (config.readOnly && !dry) {
			throw new UsageError(`${config.givenAs(settings.readOnly)}: no torrent may be made.`, []);
		}
		const order = await readOrder(context);
		const engine = await openEngine();
		const {client} = engine;
		await client.identify();
		const lacks = client.lacks(endpoints.addTask);
		if (lacks !== undefined) {
			throw new QbitError(
				'Unsupported',
				`${lacks} Torrents are made by qBittorrent 5.0 and later.`,
			);
		}
		const wrong = order.wishes
			.map(({options}) => wrongOptions(options, abilitiesOf(client.version())))
			.find(Boolean);
		if (wrong !== undefined) throw new UsageError(wrong, []);
		const tools: Tools = {
			...{client, clock: systemClock, tasks: createTasks(client, systemClock)},
			signal: context.interrupted(),
			patience: {...usualPatience, allMs: order.timeoutMs},
		};
		return dry ? lookOnly(context, tools, order) : runCreate(context, tools, order);
	},
};

/** What would be made, and why of some nothing would. */
const lookOnly = async (context: CommandContext, tools: Tools, {wishes}: Order) => {
	const looks = await Promise.all(
		wishes.map(async wish => ({wish, why: await whyNot(tools, wish.options)})),
	);
	const {out} = context;
	const wrong = looks.flatMap(({why}) => why ?? []);
	const [why] = wrong;
	const failed =
		why !== undefined && wrong.length === looks.length
			? toldFailure(`Can’t make a torrent: ${why}`)
			: undefined;
	if (context.json) out.write(json({...failed, ...dryDocument(looks)}));
	else out.write(prose(dryText(looks), out.width));
	if (context.json && failed) out.warn(failed.error.message);
	if (why === undefined) return exitCodes.done;
	return failed ? exitCodes.failed : exitCodes.inPart;
};

const whyNot = async (
	{client}: Tools,
	{source, withDotfiles = false}: CreateOptions,
): Promise<string | undefined> =>
	whyNoSource(source, await seeSource(client, source), withDotfiles)?.message;
