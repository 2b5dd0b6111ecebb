import {isAbsolute} from '../../qbit/absolute-path.ts';
import type {Hash, Torrent} from '../../qbit/types.ts';
import type {Volume} from '../paths.ts';
import {contentOf, endsOn, isRootless} from '../place.ts';
import type {KeptCode, PlanLimits, PlanWorld} from '../plan/shape.ts';
import type {Destination} from './destination.ts';
import type {Matched} from './match.ts';
import {protectedBy} from './protection.ts';

export type Keep = {code: KeptCode; text: string};

/** One torrent, and all that bears on it. */
export type Case = {
	torrent: Torrent;
	at: Volume | undefined;
	world: PlanWorld;
	limits: PlanLimits;
	busy: ReadonlySet<Hash>;
	matched: Matched;
	destination: Destination | undefined;
};

/** After so many returns something else wants it where it was. */
const contestedAfter = 2;

const isContested = (hash: Hash, {returns}: PlanWorld['control']): boolean =>
	(returns[hash] ?? 0) >= contestedAfter;

/** TABLE: why a torrent stays, the first that holds; `text` is undefined where it does not. */
const reasons: ReadonlyArray<{code: KeptCode; text: (of: Case) => string | undefined}> = [
	{
		code: 'ELSEWHERE',
		text: ({at, torrent}) => {
			if (at) return undefined;
			const place = contentOf(torrent);
			return place === undefined
				? 'It has no files yet.'
				: `Its files are on no disk of the settings: ${place}.`;
		},
	},
	{
		code: 'ALREADY_THERE',
		text: ({at, limits}) => (at?.tag === limits.from ? undefined : `It is on ${at?.tag} already.`),
	},
	{
		code: 'IN_JOB',
		text: ({busy, torrent}) => (busy.has(torrent.hash) ? 'A job has it already.' : undefined),
	},
	{
		code: 'FOREIGN_MOVE',
		text: ({torrent}) =>
			torrent.state === 'moving' ? 'qBittorrent moves it just now.' : undefined,
	},
	{
		code: 'TORRENT_ERROR',
		text: ({torrent}) =>
			/^(error|missingFiles|unknown)$/.test(torrent.state)
				? `qBittorrent reports “${torrent.state}”: what is broken is not moved.`
				: undefined,
	},
	{
		code: 'CHECKING',
		text: ({torrent}) =>
			torrent.state.startsWith('checking') ? 'qBittorrent checks its files.' : undefined,
	},
	{
		code: 'NOT_COMPLETE',
		text: ({torrent}) =>
			torrent.progress < 1 || torrent.amount_left > 0 ? 'It is not complete.' : undefined,
	},
	{
		code: 'ELSEWHERE',
		text: ({torrent}) =>
			isAbsolute(torrent.content_path) ? undefined : 'The server does not tell its whole path.',
	},
	{
		code: 'NO_RULE',
		text: ({matched}) => (matched ? undefined : 'No rule speaks of it.'),
	},
	{
		code: 'RULE_UNKNOWN',
		text: ({matched}) =>
			matched?.unknown === undefined
				? undefined
				: `The server does not tell its “${matched.unknown}”, which rule “${matched.rule.name}” asks.`,
	},
	{
		code: 'NEVER',
		text: ({matched}) =>
			matched?.rule.move === 'never' ? `Rule “${matched.rule.name}” keeps it here.` : undefined,
	},
	{
		code: 'CONTESTED',
		text: ({torrent, world}) =>
			isContested(torrent.hash, world.control)
				? 'It was moved, and something brought it back, twice: it is left alone until you release it.'
				: undefined,
	},
	{
		code: 'GIVEN_UP',
		text: ({torrent, world}) => {
			const at = world.control.givenUp[torrent.hash];
			return at !== undefined && torrent.completion_on * 1000 <= at
				? 'Its job was cancelled by a person: M in the list moves it all the same.'
				: undefined;
		},
	},
	{
		code: 'CATEGORY_PATH',
		text: ({torrent, at, limits}) => {
			const end = endsOn(torrent, limits.volumes);
			return end?.tag === at?.tag
				? undefined
				: `qBittorrent itself has it go to ${torrent.save_path}.`;
		},
	},
	{
		code: 'AUTO_TMM',
		text: ({torrent, matched}) =>
			torrent.auto_tmm && matched?.rule.autoTmm !== 'take_manual'
				? 'It is under automatic management, which would bring it back; a rule with "auto_tmm": "take_manual" moves it all the same.'
				: undefined,
	},
	{
		code: 'UNCATEGORIZED',
		text: ({destination}) =>
			destination && 'code' in destination && destination.code === 'UNCATEGORIZED'
				? destination.text
				: undefined,
	},
	{
		code: 'POLICY_PATH',
		text: ({destination}) => (destination && 'code' in destination ? destination.text : undefined),
	},
	{
		code: 'FILES_UNKNOWN',
		text: ({torrent, world}) =>
			isRootless(torrent) && !world.files.has(torrent.hash)
				? 'It has no folder of its own, and the list of its files is not known yet.'
				: undefined,
	},
	...(['MIN_AGE', 'PROTECTED'] as const).map(code => ({
		code,
		text: ({torrent, matched, world, limits}: Case) => {
			const protection = matched?.rule.protect ?? limits.protection;
			const by = protectedBy(torrent, protection, world.now);
			return by?.code === code ? by.text : undefined;
		},
	})),
];

/** Why it stays by itself; undefined when nothing says so. */
export const firstReason = (one: Case): Keep | undefined => {
	for (const {code, text} of reasons) {
		const said = text(one);
		if (said !== undefined) return {code, text: said};
	}
	return undefined;
};
