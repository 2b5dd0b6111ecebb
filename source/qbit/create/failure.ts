/** Why a torrent was not made, where it is not the connection. */
export type CreateFailureCode =
	| 'SourceMissing'
	| 'SourceEmpty'
	| 'Refused'
	| 'CreationFailed'
	| 'Stalled'
	| 'TooLate'
	| 'Deleted'
	| 'Lost'
	| 'GivenUp';

export class CreateFailure extends Error {
	override readonly name = 'CreateFailure';
	readonly code: CreateFailureCode;
	readonly advice: readonly string[];

	constructor(code: CreateFailureCode, message: string, advice: readonly string[] = []) {
		super(message);
		this.code = code;
		this.advice = advice;
	}
}
