import {AdvisedError} from '../advised-error.ts';

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

export class CreateFailure extends AdvisedError<CreateFailureCode> {
	override readonly name = 'CreateFailure';

	constructor(code: CreateFailureCode, message: string, advice: readonly string[] = []) {
		super(code, message, {advice});
	}
}
