import type {Hash} from '../../qbit/types.ts';
import type {Verdict} from '../job/seen.ts';
import type {ReasonCode} from '../job/shape.ts';
import type {Keep} from '../rules/kept.ts';
import {moveOf} from './plan.ts';
import type {KeptCode} from './shape.ts';
import type {Candidate, Survey} from './survey.ts';

/** Who asked for the move: rules may say that a torrent goes for space only. */
export type Wish = 'completion' | 'space' | 'manual';

/**
 * What becomes of a torrent that someone wants moved: one that is complete, in a plan for space, or
 * picked by a person. undefined: the server does not list it.
 *
 * @param seen in which no job has the torrents of the one that asks
 */
export const verdictOf = (seen: Survey, hash: Hash, wish: Wish): Verdict | undefined => {
	const one = seen.find(hash);
	if (!one) return undefined;
	if (!('members' in one)) return one.keep && refusal(one.keep);
	const own = one.members.find(({torrent}) => torrent.hash === hash)?.keep;
	const keep = own ?? one.keep ?? notNow(one, wish);
	if (keep) return refusal(keep, one);
	const {hashes, name, places, volume, bytes, takeManual} = moveOf(one);
	return {say: 'move', hashes, name, places, volume, bytes, takeManual};
};

const notNow = ({rule}: Candidate, wish: Wish): Keep | undefined =>
	wish === 'completion' && rule?.move === 'on_pressure'
		? {code: 'ON_PRESSURE', text: `Rule “${rule.name}” moves it only when space is short.`}
		: undefined;

/** TABLE: what a job does with a reason; the rest is a “no” of the rules. */
const answers: Readonly<Partial<Record<KeptCode, {say: 'wait' | 'hold'; code?: ReasonCode}>>> = {
	NOT_COMPLETE: {say: 'wait'},
	CHECKING: {say: 'wait'},
	TORRENT_ERROR: {say: 'wait'},
	FOREIGN_MOVE: {say: 'wait'},
	MIN_AGE: {say: 'wait'},
	PROTECTED: {say: 'wait'},
	GROUP_BUSY: {say: 'wait'},
	IN_JOB: {say: 'wait', code: 'GROUP_BUSY'},
	// Of another member; a job of its own makes it none that is given up.
	GIVEN_UP: {say: 'wait', code: 'GROUP_BUSY'},
	FILES_UNKNOWN: {say: 'wait', code: 'UNRESOLVED'},
	RULE_UNKNOWN: {say: 'wait', code: 'UNRESOLVED'},
	CONTESTED: {say: 'hold'},
	POLICY_PATH: {say: 'hold'},
};

/** Of those that a job knows under its own name. */
const names: Readonly<Partial<Record<KeptCode, ReasonCode>>> = {
	...{ELSEWHERE: 'ELSEWHERE', ALREADY_THERE: 'ALREADY_THERE', NO_RULE: 'NO_RULE', NEVER: 'NEVER'},
	...{UNCATEGORIZED: 'UNCATEGORIZED', AUTO_TMM: 'AUTO_TMM', CATEGORY_PATH: 'CATEGORY_PATH'},
	...{HARDLINKED_OUTSIDE: 'HARDLINKED_OUTSIDE', GROUP_VETO: 'GROUP_VETO', MIN_AGE: 'MIN_AGE'},
	...{NOT_COMPLETE: 'NOT_COMPLETE', CHECKING: 'CHECKING', TORRENT_ERROR: 'TORRENT_ERROR'},
	...{FOREIGN_MOVE: 'FOREIGN_MOVE', PROTECTED: 'PROTECTED', GROUP_BUSY: 'GROUP_BUSY'},
	...{CONTESTED: 'CONTESTED', POLICY_PATH: 'POLICY_PATH', ON_PRESSURE: 'NEVER'},
};

const refusal = ({code, text}: Keep, one?: Candidate): Verdict => {
	const veto = code === 'GROUP_VETO' ? one?.members.find(({keep}) => keep)?.keep : undefined;
	// A group waits for what its member waits for.
	const answer = answers[veto?.code ?? code];
	const name = answer?.code ?? names[code] ?? 'NO_RULE';
	return {say: answer?.say ?? 'skip', reason: {code: name, text}};
};
