import {randomUUID} from 'node:crypto';

/** A body that is no plain form, and its Content-Type. */
export type Body = {type: string; bytes: Uint8Array};

/**
 * `multipart/form-data` in one piece, so that it goes with a Content-Length: qBittorrent takes no
 * chunks. It keeps files by their names, and splits those at `;`: they are counted, not quoted.
 * The last boundary needs its line break, or the last part would keep it.
 *
 * @param fields names and values; the values may hold anything
 */
export const multipart = (
	fields: Readonly<Record<string, string | number | boolean>>,
	files: readonly Uint8Array[],
): Body => {
	const boundary = `qbtui-${randomUUID()}`;
	const head = (disposition: string): Buffer =>
		Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`);
	const lineBreak = Buffer.from('\r\n');
	const parts = [
		...Object.entries(fields).flatMap(([name, value]) => [
			head(`name="${name}"`),
			Buffer.from(String(value)),
			lineBreak,
		]),
		...files.flatMap((file, index) => [
			head(
				`name="torrent${index}"; filename="${index}.torrent"\r\nContent-Type: application/x-bittorrent`,
			),
			file,
			lineBreak,
		]),
		Buffer.from(`--${boundary}--\r\n`),
	];
	return {type: `multipart/form-data; boundary=${boundary}`, bytes: Buffer.concat(parts)};
};
