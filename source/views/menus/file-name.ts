import {harmless} from '../../terminal/harmless.ts';

/** Bytes; every file system takes 255, and a number may be added. */
const longest = 200;

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A foreign name as one of a file on any system: one segment, nothing hidden, none of DOS’s words. */
export const fileName = (name: string, ending: string, otherwise: string): string => {
	const safe = harmless(name)
		.normalize('NFC')
		.replace(/[\p{C}/\\:*?"<>|]/gu, '_')
		.replace(/^[.\s]+|[.\s]+$/g, '');
	const cut = firstBytes(safe, longest - ending.length).trimEnd();
	return `${cut === '' ? otherwise : reserved.test(cut) ? `_${cut}` : cut}${ending}`;
};

/** The beginning of a text, of whole characters, in so many bytes of UTF-8 at most. */
const firstBytes = (text: string, most: number): string => {
	let bytes = 0;
	let kept = '';
	for (const {segment} of new Intl.Segmenter().segment(text)) {
		bytes += Buffer.byteLength(segment);
		if (bytes > most) return kept;
		kept += segment;
	}
	return kept;
};
