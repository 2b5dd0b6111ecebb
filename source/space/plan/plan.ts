import {createHash} from 'node:crypto';
import type {Hash} from '../../qbit/types.ts';
import {isFinal} from '../job/shape.ts';
import type {Keep} from '../rules/kept.ts';
import {sizeText} from '../say.ts';
import {dayOf} from './controller.ts';
import {planOff} from './off.ts';
import {inOrder} from './order.ts';
import type {Kept, KeptCode, Move, Plan, PlanLimits, PlanWorld, VolumePlan} from './shape.ts';
import {type Candidate, type Survey, survey} from './survey.ts';
import {isOnTheWay, volumePlans} from './volume-space.ts';

/**
 * What is moved so that the small disk has room, and why each other torrent stays. Nothing is done
 * where something is not known. The same world, in whatever order, gives the same plan.
 */
export const planSpace = (
	world: PlanWorld,
	limits: PlanLimits,
	seen: Survey = survey(world, limits),
): Plan => {
	const leaving = leavingOf(seen, world);
	const volumes = volumePlans(world, limits, leaving.onTheWay);
	const [from, to] = [limits.from, limits.to].map(tag => volumes.find(row => row.tag === tag));
	const off = planOff({world, limits, from, to, waiting: leaving.waiting});
	const chosen = off
		? {moves: [], kept: keptBy(seen.candidates, off), effective: 0}
		: choose(seen.candidates, {world, limits, from, to, waiting: leaving.waiting});
	const kept = [...ownReasons(seen.away), ...chosen.kept].sort(byHash);
	const status = off
		? off.code === 'NO_PRESSURE'
			? 'idle'
			: 'off'
		: chosen.effective < (from?.high ?? 0)
			? 'unsatisfied'
			: 'planned';
	const text = off?.text ?? planText(chosen.moves, chosen.effective, from);
	return freeze({
		id: idOf(chosen.moves, kept),
		...{status, text, volumes, moves: chosen.moves},
		...(off && {off: off.code}),
		kept,
		reasons: countReasons(kept),
	});
};

/** Bytes that our jobs take from the small disk: of those on their way, and of those still waiting. */
const leavingOf = (
	{candidates}: Survey,
	{jobs}: PlanWorld,
): {onTheWay: number; waiting: number} => {
	const states = new Map<Hash, boolean>();
	for (const job of jobs) {
		// What is held has stopped, and may never leave.
		if (isFinal(job) || job.state === 'HELD') continue;
		for (const hash of job.hashes) states.set(hash, isOnTheWay(job));
	}
	let [onTheWay, waiting] = [0, 0];
	if (states.size === 0) return {onTheWay, waiting};
	for (const {group} of candidates) {
		const found = group.members.map(({torrent}) => states.get(torrent.hash));
		if (found.includes(true)) onTheWay += group.exclusive;
		else if (found.includes(false)) waiting += group.exclusive;
	}
	return {onTheWay, waiting};
};

type Scene = {
	world: PlanWorld;
	limits: PlanLimits;
	from: VolumePlan | undefined;
	to: VolumePlan | undefined;
	waiting: number;
};

type Chosen = {moves: Move[]; kept: Kept[]; effective: number};

/** Adds group after group until enough will be free; one that does not fit is passed over. */
const choose = (candidates: readonly Candidate[], scene: Scene): Chosen => {
	const {world, limits, from, to} = scene;
	const [high, room] = [from?.high ?? 0, (to?.effective ?? 0) - limits.reserve];
	let effective = (from?.effective ?? 0) + scene.waiting;
	let [taken, today] = [0, dayOf(world.now) > world.control.day ? 0 : world.control.movedToday];
	const moves: Move[] = [];
	const passed: Kept[] = [];
	const critical = (from?.effective ?? 0) < (limits.crit ?? 0);
	const unprotected = critical && limits.critOverridesProtection;
	const may = (one: Candidate): boolean => !one.keep;
	const later = ({keep, isProtected}: Candidate): boolean =>
		unprotected && keep !== undefined && isProtected;
	const groups = [
		...inOrder(candidates.filter(may), limits, world.now),
		...inOrder(candidates.filter(later), limits, world.now),
	];
	for (const one of groups) {
		const {group} = one;
		const keep = passOver(one, {
			...{enough: effective >= high, room: room - taken, cap: limits.maxBytesPerDay, today},
		});
		if (keep) {
			addKept(passed, one, keep);
			continue;
		}
		moves.push(moveOf(one));
		effective += group.exclusive;
		taken += group.needed;
		today += group.needed;
	}
	const others = candidates.filter(one => !may(one) && !later(one));
	return {moves, kept: [...passed, ...keptBy(others, undefined)], effective};
};

const passOver = (
	{group}: Candidate,
	at: {enough: boolean; room: number; cap: number | undefined; today: number},
): Keep | undefined => {
	if (group.exclusive === 0) return {code: 'NO_GAIN', text: 'Moving it would free nothing.'};
	if (at.enough) {
		return {code: 'ENOUGH', text: 'It may move, but what goes before it frees enough.'};
	}
	if (group.needed > at.room) {
		const has = sizeText(Math.max(0, at.room));
		return {
			code: 'DST_FULL',
			text: `It needs ${sizeText(group.needed)}, and ${has} may be written there.`,
		};
	}
	if (at.cap !== undefined && at.today + group.needed > at.cap) {
		return {code: 'DAILY_CAP', text: `More than ${sizeText(at.cap)} would be moved in a day.`};
	}
	return undefined;
};

export const moveOf = ({group, members, rule, places}: Candidate): Move => {
	const hashes = members.map(({torrent}) => torrent.hash);
	const [first] = members;
	const others = hashes.length > 1 ? ` with ${hashes.length - 1} more that share its files` : '';
	return {
		...{hashes, places, name: first?.torrent.name ?? ''},
		...{rule: rule?.name ?? '', volume: rule?.dest.volume ?? ''},
		...{bytes: group.needed, gain: group.exclusive, estimated: group.estimated},
		priority: rule?.priority ?? 0,
		takeManual: members.some(({torrent}) => torrent.auto_tmm),
		text: `It goes to ${places[0]?.to ?? '?'}${others}, by rule “${rule?.name}”.`,
	};
};

/** Why each of their torrents stays: its own reason, its group’s, or the plan’s. */
const keptBy = (candidates: readonly Candidate[], why: Keep | undefined): Kept[] => {
	const kept: Kept[] = [];
	for (const one of candidates) addKept(kept, one, why);
	return kept;
};

const addKept = (kept: Kept[], {members, keep}: Candidate, why: Keep | undefined): void => {
	for (const {torrent, keep: own} of members) {
		const said = own ?? keep ?? why;
		if (said) kept.push({hash: torrent.hash, reason: said.code, text: said.text});
	}
};

const ownReasons = (away: Survey['away']): Kept[] => {
	const kept: Kept[] = [];
	for (const {torrent, keep} of away) {
		if (keep) kept.push({hash: torrent.hash, reason: keep.code, text: keep.text});
	}
	return kept;
};

const byHash = (one: Kept, other: Kept): number => (one.hash < other.hash ? -1 : 1);

const planText = (
	moves: readonly Move[],
	effective: number,
	from: VolumePlan | undefined,
): string => {
	const gain = sizeText(moves.reduce((sum, move) => sum + move.gain, 0));
	const count = moves.length === 1 ? '1 move frees' : `${moves.length} moves free`;
	const wanted = sizeText(from?.high ?? 0);
	if (moves.length === 0) {
		return `Nothing is moved: no torrent may be, and only ${sizeText(effective)} of ${wanted} are free.`;
	}
	return effective >= (from?.high ?? 0)
		? `${count} ${gain}: then ${sizeText(effective)} are free.`
		: `${count} ${gain}; that is not enough: ${sizeText(effective)} of ${wanted} would be free.`;
};

const countReasons = (kept: readonly Kept[]): Partial<Record<KeptCode, number>> => {
	const counts: Partial<Record<KeptCode, number>> = {};
	for (const {reason} of kept) counts[reason] = (counts[reason] ?? 0) + 1;
	return counts;
};

/**
 * Without amounts, which change from one second to the next.
 *
 * @param kept by hash
 */
const idOf = (moves: readonly Move[], kept: readonly Kept[]): string => {
	let content = JSON.stringify(moves.map(({hashes, places}) => [hashes, places]));
	for (const {hash, reason} of kept) content += `\n${hash} ${reason}`;
	return createHash('sha256').update(content).digest('hex').slice(0, 16);
};

const freeze = (plan: Plan): Plan => {
	for (const part of [plan.moves, plan.kept, plan.volumes]) {
		for (const row of part) Object.freeze(row);
		Object.freeze(part);
	}
	Object.freeze(plan.reasons);
	return Object.freeze(plan);
};
