import type {Hash, Torrent} from '../../qbit/types.ts';
import type {Place} from '../job/shape.ts';
import {below, joinPath} from '../paths.ts';
import {locationOf} from '../place.ts';
import type {Keep} from '../rules/kept.ts';
import type {Rule} from '../rules/shape.ts';
import type {Member} from './group-paths.ts';
import {type Group, groupTorrents} from './groups.ts';
import {createJudge, type Judgement} from './judge.ts';
import type {PlanLimits, PlanWorld} from './shape.ts';

/** Everything that is on the disk that is kept free, in groups; and why each other torrent stays. */
export type Survey = {
	candidates: readonly Candidate[];
	/** Not on that disk. */
	away: readonly Judgement[];
	/** The group of a torrent, or what is said of one that is not on that disk. */
	find: (hash: Hash) => Candidate | Judgement | undefined;
};

export type Candidate = {
	group: Group;
	/** In the order in which they would be moved. */
	members: readonly Judgement[];
	/** Of the one that leads. */
	rule: Rule | undefined;
	/** Why it stays, the same for all but those that have a reason of their own. */
	keep: Keep | undefined;
	/** Nothing else keeps it. */
	isProtected: boolean;
	/** One for each member; empty when it is not known where to. */
	places: readonly Place[];
};

/** Those whose files may have to do with a move: only of them must file lists be known. */
export const torrentsOn = (
	torrents: Iterable<Torrent>,
	tag: string,
	{volumes}: Pick<PlanLimits, 'volumes'>,
): Torrent[] => [...torrents].filter(torrent => locationOf(torrent, volumes)?.tag === tag);

export const survey = (world: PlanWorld, limits: PlanLimits): Survey => {
	const judge = createJudge(world, limits);
	const judged = new Map<Hash, Judgement>();
	const away: Judgement[] = [];
	const here: Torrent[] = [];
	for (const torrent of [...world.torrents.values()].sort(byHash)) {
		const judgement = judge(torrent);
		judged.set(torrent.hash, judgement);
		if (judgement.at?.tag === limits.from) here.push(torrent);
		else away.push(judgement);
	}
	const {files, inodes} = world;
	const groups = groupTorrents({torrents: here, files, inodes});
	const candidates = groups.map(group => candidateOf(group, judged));
	return {candidates, away, find: finder(candidates, away)};
};

/**
 * The same of one group of an earlier survey, when more of its files is known. That can part it, but
 * join no other to it: whose files are among these lay in their folders, and was in the group already.
 */
export const surveyGroup = (
	hashes: readonly Hash[],
	world: PlanWorld,
	limits: PlanLimits,
): Survey => {
	const members = hashes.flatMap(hash => world.torrents.get(hash) ?? []);
	const torrents = new Map(members.map(torrent => [torrent.hash, torrent]));
	return survey({...world, torrents}, limits);
};

/** Made when first asked: a plan asks for none. */
const finder = (candidates: Survey['candidates'], away: Survey['away']): Survey['find'] => {
	let found: Map<Hash, Candidate | Judgement> | undefined;
	return hash => {
		found ??= new Map<Hash, Candidate | Judgement>([
			...candidates.flatMap(one =>
				one.members.map(({torrent}): [Hash, Candidate] => [torrent.hash, one]),
			),
			...away.map((one): [Hash, Judgement] => [one.torrent.hash, one]),
		]);
		return found.get(hash);
	};
};

const byHash = (one: Torrent, other: Torrent): number =>
	one.hash < other.hash ? -1 : one.hash > other.hash ? 1 : 0;

const candidateOf = (group: Group, judged: ReadonlyMap<Hash, Judgement>): Candidate => {
	const [first] = group.members;
	const own = group.members.length === 1 && first && judged.get(first.torrent.hash);
	return own ? aloneOf(group, first, own) : togetherOf(group, judged);
};

/** What most are, of tens of thousands: without a list for what is one. */
const aloneOf = (group: Group, {base}: Member, own: Judgement): Candidate => {
	const {rule, keep, to} = own;
	const linked = hardlinked(group, rule);
	return {
		group,
		members: [own],
		rule,
		isProtected: !linked && (!keep || keep.code === 'PROTECTED'),
		keep: keep ?? linked,
		places: to === undefined || base === undefined ? [] : [{from: base, to}],
	};
};

const togetherOf = (group: Group, judged: ReadonlyMap<Hash, Judgement>): Candidate => {
	const members = group.members
		.map(({torrent}) => judged.get(torrent.hash))
		.filter(judgement => judgement !== undefined);
	const [leader] = members;
	const linked = hardlinked(group, leader?.rule);
	const isProtected = !linked && members.every(({keep}) => !keep || keep.code === 'PROTECTED');
	return {
		...{group, members, rule: leader?.rule, isProtected},
		keep: keptTogether(members) ?? linked,
		places: group.shelves.flatMap(shelf => placesOf(shelf, judged)),
	};
};

/** One that stays keeps the others: half a group would be torn from its files. */
const keptTogether = (members: readonly Judgement[]): Keep | undefined => {
	const veto = members.find(({keep}) => keep !== undefined);
	if (!veto?.keep || members.length === 1) return veto?.keep;
	const {keep, torrent} = veto;
	if (keep.code === 'IN_JOB') {
		return {code: 'GROUP_BUSY', text: `It shares files with “${torrent.name}”, which a job has.`};
	}
	return {
		code: 'GROUP_VETO',
		text: `It shares files with “${torrent.name}”, which stays: ${keep.text}`,
	};
};

const hardlinked = (group: Group, rule: Rule | undefined): Keep | undefined =>
	group.hardlinkedOutside && rule?.hardlinkedOutside !== 'count_zero'
		? {
				code: 'HARDLINKED_OUTSIDE',
				text: 'Something else links to its files: moving them would free nothing, and make a second copy.',
			}
		: undefined;

/** Where its first member goes, all of a shelf go, so that they still share their files there. */
const placesOf = (shelf: readonly Member[], judged: ReadonlyMap<Hash, Judgement>): Place[] => {
	const [leader] = shelf;
	const to = leader && judged.get(leader.torrent.hash)?.to;
	const base = leader?.base;
	if (to === undefined || base === undefined) return [];
	return shelf.map(member => {
		const from = member.base ?? base;
		return {from, to: joinPath(to, below(from, base))};
	});
};
