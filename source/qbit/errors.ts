import {AdvisedError} from './advised-error.ts';

/** One family for everything that can go wrong between us and the server. */
export type ErrorCode =
	| 'Unreachable'
	| 'TlsRefused'
	| 'LoginRefused'
	| 'Banned'
	| 'HostRefused'
	| 'SessionLost'
	| 'Forbidden'
	| 'NotFound'
	| 'Conflict'
	| 'Unsupported'
	| 'BadReply';

/** What a person can do about each, when the place that throws knows nothing better. */
const usualAdvice: Record<ErrorCode, readonly string[]> = {
	Unreachable: [
		'Check that qBittorrent runs and that its Web UI is switched on.',
		'Check the address and the port (--url).',
	],
	TlsRefused: [
		'Give the authority that signed the certificate (ca_file).',
		'Or, on a network that you trust, set verify_tls to false.',
	],
	LoginRefused: ['Check the user name and the password, or use an API key (qBittorrent 5.2+).'],
	Banned: [
		'Wait until the ban ends (one hour by default), or restart qBittorrent, which forgets bans.',
		'Check the password first: each wrong one counts towards the next ban.',
	],
	HostRefused: [
		'Use the port that qBittorrent itself listens on, or add the name to "Server domains".',
	],
	SessionLost: ['Run qbtui doctor: it finds out why the session is not kept.'],
	Forbidden: ['Run qbtui doctor: it finds out what refuses the call.'],
	NotFound: [],
	Conflict: [],
	Unsupported: ['Update qBittorrent.'],
	BadReply: ['Check that the address is qBittorrent’s own Web UI, and any proxy in between.'],
};

/** As all that can be advised about, and with the status for machines. */
export class QbitError extends AdvisedError<ErrorCode> {
	override readonly name = 'QbitError';
	/** HTTP status, when there was an answer. */
	readonly status: number | undefined;
	/** When it makes sense to try again, ms from now; undefined where that depends on the code. */
	readonly waitMs: number | undefined;
	/** Nothing at this address has ever answered as qBittorrent does: as far as we know, it is not there. */
	readonly isElsewhere: boolean;

	constructor(
		code: ErrorCode,
		message: string,
		more: {
			status?: number;
			advice?: readonly string[];
			waitMs?: number;
			isElsewhere?: boolean;
			cause?: unknown;
		} = {},
	) {
		super(code, message, {advice: more.advice ?? usualAdvice[code], cause: more.cause});
		this.status = more.status;
		this.waitMs = more.waitMs;
		this.isElsewhere = more.isElsewhere ?? false;
	}
}

export const isQbitError = (error: unknown, ...codes: ErrorCode[]): error is QbitError =>
	error instanceof QbitError && (codes.length === 0 || codes.includes(error.code));
