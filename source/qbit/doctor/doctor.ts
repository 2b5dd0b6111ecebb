import {toQbitError} from '../outcome.ts';
import {createStore, type Store} from '../store.ts';
import type {Check, Diagnosis, Finding, Rung, Status} from './shape.ts';
import {verdictOf} from './verdict.ts';
import {type Caution, createVisit, type Place, type Running, type Visit} from './visit.ts';

/** Finds out why a login does not work, rung by rung. */
export type Doctor = {
	store: Store<Diagnosis>;
	/** Runs all rungs, or one of them again. One run at a time: a second one gets the first's end. */
	run: (wish?: Wish) => Promise<Diagnosis>;
	/** Ends a session of its own; takes a second at most. */
	close: () => Promise<void>;
};

export type Wish = {
	/** Only this rung again, and what waited for it; with what is known of the others. */
	only?: string;
	/** Also where a ban is likely. */
	sendPassword?: boolean;
};

/** What outlasts a run, and the program. */
export type Memory = {
	at: number;
	checks: ReadonlyArray<{name: string; status: Status; detail: string}>;
	/** When the password was refused, ms since 1970. */
	refusals: readonly number[];
	/** What the server was when it last said so. */
	version?: string | undefined;
};

type Loaded = {rungs: readonly Rung[]} & Pick<Place, 'reach'>;

export type DoctorParts = {
	/** Only when they are needed: most runs of the program never do. */
	load: () => Promise<Loaded>;
	place: Omit<Place, 'reach'>;
	/** A login that is under way elsewhere is waited for, a moment. */
	settle: () => Promise<void>;
	/** A session that can be borrowed; undefined: there is none. */
	running: () => Running | undefined;
	/** How the running session was refused; undefined: it was not. */
	refused: () => Extract<Caution, {kind: 'refused'}> | undefined;
	/** Of the server, where the program knows it already. */
	version: () => string | undefined;
	recall: () => Memory | undefined;
	keep: (memory: Memory) => void;
};

/** So many refusals within that time (ms): the next may bring a ban, which comes with the fifth. */
const manyRefusals = 3;
const hourMs = 3_600_000;

export const notAsked: Diagnosis = {
	...{state: 'never', asking: undefined, startedAt: undefined, endedAt: undefined},
	...{comparedTo: undefined, checks: [], verdict: undefined},
};

export const createDoctor = (parts: DoctorParts): Doctor => {
	const {place} = parts;
	const store = createStore(notAsked);
	let visit: Visit | undefined;
	let running: Promise<Diagnosis> | undefined;

	const set = (changes: Partial<Diagnosis>): void => store.set({...store.get(), ...changes});

	const caution = (memory: Memory | undefined, {sendPassword, only}: Wish): Caution | undefined => {
		if (sendPassword) return undefined;
		const refused = parts.refused();
		if (refused) return refused;
		const times = recent(memory, place.now()).length;
		const most = only === undefined ? manyRefusals : 1;
		return times >= most ? {kind: 'often', times} : undefined;
	};

	const climb = async (wish: Wish): Promise<Diagnosis> => {
		set({state: 'running', startedAt: place.now(), endedAt: undefined, verdict: undefined});
		const [{rungs, reach}] = await Promise.all([parts.load(), parts.settle()]);
		const memory = parts.recall();
		const isAgain = wish.only !== undefined && visit !== undefined && store.get().checks.length > 0;
		if (!isAgain) await visit?.close();
		const here =
			isAgain && visit
				? visit
				: createVisit({
						place: {...place, reach},
						running: parts.running(),
						lastVersion: parts.version() ?? memory?.version,
					});
		visit = here;
		here.caution = caution(memory, wish);
		here.known.refusedAt = undefined;
		const earlier = isAgain ? store.get().checks : [];
		set({checks: earlier});
		let checks = earlier;
		for (const rung of rungs) {
			if (isAgain && !isWanted(rung, wish, checks)) continue;
			set({asking: {name: rung.name, title: rung.title}});
			const check = await ask(rung, here, checks, memory);
			checks = isAgain
				? checks.map(each => (each.name === rung.name ? check : each))
				: [...checks, check];
			set({checks});
		}
		const endedAt = place.now();
		parts.keep(toKeep(memory, checks, here, endedAt));
		set({
			...{state: 'done', asking: undefined, endedAt, comparedTo: memory?.at},
			verdict: verdictOf(checks, here.known),
		});
		return store.get();
	};

	return {
		store,
		run: (wish = {}) => {
			running ??= climb(wish).finally(() => {
				running = undefined;
			});
			return running;
		},
		close: async () => {
			await Promise.race([visit?.close(), pause(1000)]);
			visit = undefined;
		},
	};
};

/** What could not be asked before may be asked now. */
const isWanted = ({name}: Rung, {only}: Wish, checks: readonly Check[]): boolean =>
	name === only || checks.find(check => check.name === name)?.isBlocked === true;

const pause = (ms: number): Promise<void> =>
	new Promise(resolve => setTimeout(resolve, ms).unref());

const recent = (memory: Memory | undefined, now: number): readonly number[] =>
	(memory?.refusals ?? []).filter(at => now - at < hourMs && at <= now);

/** A login that was taken clears what was counted, as it does on the server. */
const toKeep = (
	memory: Memory | undefined,
	checks: readonly Check[],
	{known}: Visit,
	at: number,
): Memory => {
	const wasTaken = known.sent && known.refusedAt === undefined;
	const before = wasTaken ? [] : recent(memory, at);
	return {
		at,
		checks: checks.map(({name, status, detail}) => ({name, status, detail})),
		version: known.likely,
		refusals: known.refusedAt === undefined ? before : [...before, known.refusedAt],
	};
};

const ask = async (
	rung: Rung,
	visit: Visit,
	checks: readonly Check[],
	memory: Memory | undefined,
): Promise<Check> => {
	const {name, title} = rung;
	const missing = checks.find(
		each => rung.needs.includes(each.name) && (each.status === 'fail' || each.isBlocked === true),
	);
	const startedAt = visit.place.now();
	const finding = missing ? blockedBy(missing) : await rung.ask(visit).catch(asFinding);
	const ms = missing ? undefined : visit.place.now() - startedAt;
	const former = memory?.checks.find(each => each.name === name);
	const hasChanged = former !== undefined && former.status !== finding.status;
	return {
		...{...finding, name, title, ms, exchanges: visit.taken()},
		...(hasChanged ? {before: {status: former.status, detail: former.detail}} : {}),
	};
};

const blockedBy = ({name}: Check): Finding => ({
	status: 'skip',
	detail: `Not asked: it needs ${name}.`,
	isBlocked: true,
});

/** What a rung did not foresee: no answer, or one that can’t be read. */
const asFinding = (error: unknown): Finding => {
	const {code, message, advice} = toQbitError(error);
	return {
		status: 'fail',
		cause: code === 'Unreachable' ? 'UNREACHABLE' : 'UNKNOWN',
		detail: message,
		evidence: 'It was asked once, with this result.',
		advice,
	};
};
