import {type ErrorCode, QbitError} from './errors.ts';
import {messageOf} from './message.ts';

/** Nothing got to the server with these. */
const neverSent = new Set([
	...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
	...['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'],
]);

export const isAway = (error: QbitError): boolean => error.code === 'Unreachable';

/** Sent, maybe, and maybe done: the answer did not come, or it came from a proxy. */
export const isUnknown = (error: QbitError): boolean => {
	if (!isAway(error)) return false;
	const {cause} = error;
	const inner = cause instanceof AggregateError ? cause.errors[0] : cause;
	const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
	// A connection that was there can be lost by the same names: what was sent on it is under way.
	const wasOpen =
		inner instanceof Error && 'syscall' in inner && /read|write/.test(`${inner.syscall}`);
	return wasOpen || !neverSent.has(code);
};

/** The server refused this one call; it would take others. */
const refusals: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	...(['Conflict', 'NotFound', 'Unsupported', 'BadReply'] as const),
]);

/** After this, no other call will do better. */
export const endsAll = (error: QbitError): boolean => !refusals.has(error.code);

export const toQbitError = (error: unknown): QbitError =>
	error instanceof QbitError
		? error
		: new QbitError('BadReply', messageOf(error), {
				cause: error,
			});
