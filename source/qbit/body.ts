import {QbitError} from './errors.ts';

/** Reads a whole body; one that is longer than `maxBytes` is refused, not cut. */
export const readBytes = async (
	body: AsyncIterable<Uint8Array>,
	maxBytes: number,
): Promise<Buffer> => {
	const chunks: Uint8Array[] = [];
	let total = 0;
	for await (const chunk of body) {
		total += chunk.length;
		if (total > maxBytes) throw tooLong(maxBytes);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
};

/** The same as text. */
export const readText = async (
	body: AsyncIterable<Uint8Array>,
	maxBytes: number,
): Promise<string> => (await readBytes(body, maxBytes)).toString('utf8');

export const tooLong = (maxBytes: number): QbitError =>
	new QbitError(
		'BadReply',
		`The answer is longer than ${Math.round(maxBytes / 1e6)} MB; it was not read to its end.`,
		{advice: ['If the list really is that long, raise max_reply_mb.']},
	);
