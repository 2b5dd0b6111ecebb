import type {Cause} from './causes.ts';
import type {Visit} from './visit.ts';

export type Status = 'pass' | 'warn' | 'fail' | 'skip';

/** What was sent and what came back; nothing secret is in it. */
export type Exchange = {sent: string; answered: string; ms: number};

/** What a rung found out. */
export type Finding = {
	status: Status;
	/** One sentence. */
	detail: string;
	/** With `fail` alone. */
	cause?: Cause;
	/** Why that is certain. */
	evidence?: string;
	/** What to do, in the order in which one does it. */
	advice?: readonly string[];
	/** Not asked, as something before it failed: what needs it is not asked either. */
	isBlocked?: boolean;
};

/** One step of the way to a working login. It asks once, and passes or names a cause. */
export type Rung = {
	name: string;
	/** For people. */
	title: string;
	/** Rungs without which there is nothing to ask. */
	needs: readonly string[];
	ask: (visit: Visit) => Promise<Finding>;
};

/** A rung, and how it stands. */
export type Check = Finding & {
	name: string;
	title: string;
	/** How long it took; undefined when it was not asked. */
	ms: number | undefined;
	exchanges: readonly Exchange[];
	/** What the last run found, where that was another status. */
	before?: {status: Status; detail: string};
};

export type Diagnosis = {
	state: 'never' | 'running' | 'done';
	/** The rung under way. */
	asking: {name: string; title: string} | undefined;
	/** ms since 1970. */
	startedAt: number | undefined;
	endedAt: number | undefined;
	/** When the run was with which it is compared; undefined when there was none. */
	comparedTo: number | undefined;
	checks: readonly Check[];
	verdict: Verdict | undefined;
};

export type Verdict = {
	ok: boolean;
	cause: Cause;
	summary: string;
	/** Why that is certain. */
	why: string;
	advice: readonly string[];
	server: {version: string | null; webapi: string | null};
};
