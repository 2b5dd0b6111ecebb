import type {Level} from '../../qbit/journal.ts';
import {restsUntil} from '../plan/controller.ts';
import type {Plan} from '../plan/shape.ts';
import type {Intake} from './intake.ts';
import type {Policy} from './policy.ts';
import type {Records} from './records.ts';

/** Plans for space: made every half minute, and run by themselves when space is short. */
export type Plans = {
	newest: () => Plan | undefined;
	/** ms since 1970: by itself, none runs before. undefined: as soon as there is one. */
	restsUntil: () => number | undefined;
	make: () => Promise<Plan>;
	/** The world has changed: the newest no longer says what is. */
	expire: () => void;
	/** Makes one when its time has come, and runs it unless the last one is not long ago. */
	follow: () => Promise<void>;
};

const every = 30_000;
/** With nothing new, too: a torrent may have been protected only so long. */
const atLeastEvery = 300_000;

export const createPlans = (options: {
	policy: Pick<Policy, 'plan'>;
	intake: Pick<Intake, 'addMoves'>;
	records: Pick<Records, 'planned' | 'control'>;
	/** Differs when there is something new: of the torrents, or in what is free. */
	sign: () => Promise<string>;
	/** Milliseconds between two that run by themselves. */
	cooldown: number;
	clock: {now: () => number; ticks: () => number};
	note: (level: Level, text: string) => void;
	changed: () => void;
}): Plans => {
	const {policy, intake, records, clock} = options;
	let newest: Plan | undefined;
	let madeAt = Number.NEGATIVE_INFINITY;
	let lookedAt = Number.NEGATIVE_INFINITY;
	let madeOf: string | undefined;

	const make = async (): Promise<Plan> => {
		newest = await policy.plan();
		madeAt = clock.ticks();
		options.changed();
		return newest;
	};

	const rests = (): number | undefined =>
		restsUntil(records.control(), clock.now(), options.cooldown);

	/** To judge thousands of torrents takes a while: when all is quiet, it tells nothing. */
	const isNew = async (): Promise<boolean> => {
		const waited = newest !== undefined && newest.moves.length > 0 && rests() === undefined;
		if (waited) return true;
		if (clock.ticks() - lookedAt < every) return false;
		lookedAt = clock.ticks();
		const sign = await options.sign();
		const before = madeOf;
		madeOf = sign;
		return sign !== before;
	};

	return {
		newest: () => newest,
		restsUntil: rests,
		make,
		expire: () => {
			madeAt = Number.NEGATIVE_INFINITY;
		},
		follow: async () => {
			const since = clock.ticks() - madeAt;
			if (since < every || (since < atLeastEvery && !(await isNew()))) return;
			const {moves, text} = await make();
			if (moves.length === 0 || rests() !== undefined) return;
			intake.addMoves(moves);
			records.planned();
			options.note(2, text);
			// What was planned is under way now: a person is not offered to run it once more.
			await make();
		},
	};
};
