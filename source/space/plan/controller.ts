import type {Control} from './shape.ts';

/** What is remembered of moves, so that the next plan is made with care. Pure: data in, data out. */

export const noControl: Control = {
	...{paused: false, breaker: false, weak: 0, plannedAt: 0, day: 0, movedToday: 0},
	...{returns: {}, givenUp: {}},
};

const dayMs = 86_400_000;

/** Days since 1970, in UTC. */
export const dayOf = (now: number): number => Math.floor(now / dayMs);

/** Two of them in a row say that space does not come back by moving. */
const weakMost = 2;

/** A plan for space was begun. */
export const notePlanned = (control: Control, now: number): Control => ({
	...control,
	plannedAt: now,
});

/** Before that, no plan runs by itself; undefined: it may. A clock that is set back holds up none. */
export const restsUntil = (
	{plannedAt}: Control,
	now: number,
	cooldown: number,
): number | undefined => {
	const until = plannedAt + cooldown;
	return plannedAt <= now && now < until ? until : undefined;
};

/** So much was sent to the large disk. A clock that goes back begins no new day. */
export const noteMoved = (control: Control, bytes: number, now: number): Control => {
	const day = Math.max(control.day, dayOf(now));
	const before = day > control.day ? 0 : control.movedToday;
	return {...control, day, movedToday: before + bytes};
};

/** What was free before a move and after, and what downloads wrote meanwhile. */
export type Gain = {
	expected: number;
	before: number | undefined;
	after: number | undefined;
	written: number;
};

/** Snapshots, open files and links from outside keep space: after two such moves it stops. */
export const noteGain = (control: Control, gain: Gain): Control => {
	const {expected, before, after, written} = gain;
	// Where it can’t be measured, nothing is learnt.
	if (before === undefined || after === undefined || expected <= 0) return control;
	const came = after - before + written;
	if (came * 2 >= expected) return {...control, weak: 0};
	const weak = control.weak + 1;
	return {...control, weak, breaker: control.breaker || weak >= weakMost};
};

export const setPaused = (control: Control, paused: boolean): Control => ({...control, paused});
