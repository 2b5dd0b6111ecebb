/** An error with a sentence for people, a code for machines, and what can be done about it. */
export class AdvisedError<Code extends string = string> extends Error {
	readonly code: Code;
	/** Sentences, in the order in which one does it. */
	readonly advice: readonly string[];

	constructor(
		code: Code,
		message: string,
		{advice = [], cause}: {advice?: readonly string[] | undefined; cause?: unknown} = {},
	) {
		super(message, {cause});
		this.code = code;
		this.advice = advice;
	}
}
