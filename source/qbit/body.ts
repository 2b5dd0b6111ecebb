import {QbitError} from './errors.ts';

/** Reads a whole body as text; one that is longer than `maxBytes` is refused, not cut. */
export const readText = async (
	body: AsyncIterable<Uint8Array>,
	maxBytes: number,
): Promise<string> => {
	const chunks: Uint8Array[] = [];
	let total = 0;
	for await (const chunk of body) {
		total += chunk.length;
		if (total > maxBytes) throw tooLong(maxBytes);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
};

export const tooLong = (maxBytes: number): QbitError =>
	new QbitError(
		'BadReply',
		`The answer is longer than ${Math.round(maxBytes / 1e6)} MB; it was not read to its end.`,
		{advice: ['If the list really is that long, raise max_reply_mb.']},
	);
