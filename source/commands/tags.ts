import {askMaindata} from '../qbit/whole-list.ts';
import {applyTags} from '../service/apply-tags.ts';
import {settings} from '../settings/settings.ts';
import {
	changedTags,
	type PlaceTags,
	type TagChange,
	type TagResult,
	type TagSummary,
	tagChange,
	tagResult,
	tagSummary,
} from '../space/place-tags.ts';
import {plural} from '../views/format.ts';
import {type Command, exitCodes} from './command.ts';
import {noDisks, toldFailure, UsageError} from './failure.ts';
import {json, prose} from './print.ts';

const flags = {
	apply: {type: 'boolean', help: 'Make the changes'},
	'dry-run': {type: 'boolean', help: 'Only say what would change, as without --apply'},
} as const;

export const tags: Command = {
	name: 'tags',
	usage: '[--apply]',
	help: 'Tags that tell the disk a torrent is on: how many, and what would change; --apply does it',
	flags,
	run: async ({args, flags: given, config, json: asJson, out, openEngine}) => {
		if (args.length > 0) throw new UsageError('qbtui tags takes no words, only flags.');
		const apply = given.apply === true && given['dry-run'] !== true;
		if (apply && config.readOnly) {
			throw new UsageError(`${config.givenAs(settings.readOnly)}: no tag may be changed.`, []);
		}
		const {client, limits} = await openEngine();
		if (limits.volumes.length === 0) throw noDisks();
		const {volumes, from: ssd, to: hdd} = limits;
		const {torrents} = await askMaindata(client);
		const place: PlaceTags = {volumes, ssd, hdd};
		const summary = tagSummary(torrents.values(), place);
		const changes = [...torrents.values()]
			.map(torrent => tagChange(torrent, place))
			.filter(change => change !== undefined);
		const failed = apply ? await applyTags({client, torrents}, changes) : undefined;
		const result = tagResult(changes, summary, failed);
		const done = changes.filter(({hash}) => failed?.every(row => row.hash !== hash));
		const after = tagSummary(changedTags(torrents, done).values(), place);
		const [refused] = failed ?? [];
		const success = refused === undefined;
		const none =
			refused && result.successful_tags === 0
				? toldFailure(`No torrent was tagged: ${refused.reason}`)
				: undefined;
		if (asJson) out.write(json({...none, success, summary: after, result}));
		else out.write(textOf(summary, result, out.width));
		if (asJson && refused) out.warn(none?.error.message ?? `Not tagged: ${refused.reason}`);
		if (success) return exitCodes.done;
		return none ? exitCodes.failed : exitCodes.inPart;
	},
};

const signed = ({add, remove}: TagChange): string =>
	[...add.map(tag => `+${tag}`), ...remove.map(tag => `-${tag}`)].join(' ');

const textOf = (summary: TagSummary, result: TagResult, width: number | undefined): string => {
	const {ssd_tag, hdd_tag, total_torrents, drift} = summary;
	const counts = [
		plural(total_torrents, 'torrent'),
		`${summary.ssd_only} tagged ${ssd_tag}`,
		`${summary.hdd_only} ${hdd_tag}`,
		`${summary.dual_location} both`,
		`${summary.untagged} neither`,
	].join(', ');
	const places = `${summary.unknown_location} on no known disk, ${drift.length} tagged wrongly`;
	const failed = new Map((result.failed_tags ?? []).map(({hash, reason}) => [hash, reason]));
	const lines = result.changes.map(row => {
		const reason = failed.get(row.hash);
		return `${signed(row)}  ${row.name}${reason === undefined ? '' : `: not done: ${reason}`}`;
	});
	return prose([counts, places, ...lines, ending(result, drift.length)], width);
};

const ending = ({dry_run, changes, successful_tags = 0}: TagResult, drift: number): string => {
	if (changes.length === 0) {
		return drift === 0
			? 'All tags are as they should be.'
			: 'Nothing is to be changed: what is on no known disk keeps its tags.';
	}
	if (!dry_run) return `${successful_tags} of ${plural(changes.length, 'torrent')} tagged.`;
	return `${plural(changes.length, 'torrent')} would be tagged: --apply does it.`;
};
