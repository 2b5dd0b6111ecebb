import type {Engine} from '../engine.ts';
import {endpoints} from '../qbit/endpoints.ts';
import {applyUpdate, emptyMaindata, type Maindata} from '../qbit/maindata.ts';
import {noControl} from '../space/plan/controller.ts';
import {readFileLists} from '../space/plan/gather.ts';
import {planClosely} from '../space/plan/look-closer.ts';
import type {Plan, PlanWorld, VolumePlan} from '../space/plan/shape.ts';
import {bytes, plural} from '../views/format.ts';
import {type Command, exitCodes} from './command.ts';
import {noDisks, UsageError} from './failure.ts';
import {json, prose} from './print.ts';

const flags = {
	apply: {type: 'boolean', help: 'Run the plan'},
	'dry-run': {type: 'boolean', help: 'Only say what would be moved, as without --apply'},
} as const;

export const space: Command = {
	name: 'space',
	usage: '[--apply]',
	help: 'Free space, what would be moved, and why each torrent is or is not',
	flags,
	run: async ({args, flags: given, json: asJson, out, openEngine, now}) => {
		if (args.length > 0) throw new UsageError('qbtui space takes no words, only flags.');
		if (given.apply === true && given['dry-run'] !== true) {
			throw new UsageError(
				'qbtui space --apply needs a qbtui that moves torrents, which this version has not yet.',
				['Without --apply, it says what would be moved.'],
			);
		}
		const engine = await openEngine();
		const {limits} = engine;
		if (limits.volumes.length === 0) throw noDisks();
		await engine.client.identify();
		const maindata = emptyMaindata();
		applyUpdate(maindata, await engine.client.ask(endpoints.maindata, {rid: 0}));
		const {client, inodeAt} = engine;
		const {plan} = await planClosely(await worldOf(engine, maindata, now()), limits, {
			filesOf: hash => client.ask(endpoints.files, {hash}).catch(() => undefined),
			inodeAt,
		});
		if (asJson) out.write(json(documentOf(plan)));
		else out.write(textOf(plan, maindata, out.width));
		return exitCodes.done;
	},
};

/** Nothing that is remembered is known here: a qbtui that moves torrents knows of its jobs. */
const worldOf = async (engine: Engine, maindata: Maindata, now: number): Promise<PlanWorld> => {
	const {client, limits} = engine;
	const {torrents, categories, trackers} = maindata;
	const preferences = await client.ask(endpoints.preferences);
	const savePath = String(preferences.save_path ?? '');
	const byDefault = {path: savePath, free: maindata.server.free_space_on_disk};
	return {
		version: client.version()?.app,
		...{now, torrents, categories, trackers, inodes: new Map(), jobs: [], control: noControl},
		files: await readFileLists(client, torrents.values(), limits),
		spaces: await engine.measure(byDefault),
		preallocates: preferences.preallocate_all === true,
	};
};

const documentOf = ({volumes, ...plan}: Plan): Record<string, unknown> => {
	const {id, status, off, text, moves, kept, reasons} = plan;
	return {
		volumes,
		plan: {
			...{id, status, off: off ?? null, text},
			moves: moves.map(({takeManual, ...move}) => ({...move, take_manual: takeManual})),
			...{kept, reasons},
		},
	};
};

const amount = (value: number | null): string => (value === null ? '?' : bytes(value));

const volumeLine = (row: VolumePlan): string =>
	[
		`${row.tag}  ${row.path}:`,
		`${amount(row.free)} free − ${bytes(row.incoming)} incoming + ${bytes(row.outgoing)} outgoing`,
		`= ${row.effective !== null && row.effective < 0 ? `−${bytes(-row.effective)}` : amount(row.effective)};`,
		row.low === null ? 'no watermarks' : `low ${bytes(row.low)}, high ${amount(row.high)}`,
	].join(' ');

const textOf = (
	{volumes, text, moves, kept}: Plan,
	{torrents}: Maindata,
	width: number | undefined,
): string => {
	const nameOf = (hash: string): string => torrents.get(hash)?.name ?? hash;
	const there = kept.filter(({reason}) => reason === 'ALREADY_THERE').length;
	const others = kept
		.filter(({reason}) => reason !== 'ALREADY_THERE')
		.map(({hash, reason, text: why}) => `keep  ${reason}  ${nameOf(hash)}: ${why}`)
		.sort();
	const lines = [
		...volumes.map(volumeLine),
		text,
		...moves.map(
			move => `move  ${move.hashes.map(nameOf).join(', ')} (${bytes(move.bytes)}): ${move.text}`,
		),
		...others,
		...(there > 0 ? [`${plural(there, 'torrent')} moved already, or added there.`] : []),
		`${plural(torrents.size, 'torrent')}, ${plural(moves.length, 'move')}.`,
	];
	return prose(lines, width);
};
