import {Buffer} from 'node:buffer';
import type {Form} from './http.ts';

/** The pieces between the marks, without those. */
const split = (data: Buffer, mark: Buffer): Buffer[] => {
	const pieces: Buffer[] = [];
	let start = data.indexOf(mark);
	while (start >= 0) {
		const next = data.indexOf(mark, start + mark.length);
		if (next >= 0) pieces.push(data.subarray(start + mark.length, next));
		start = next;
	}
	return pieces;
};

const field = (head: string, name: string): string | undefined =>
	new RegExp(`[; ]${name}="([^"]*)"`).exec(head)?.[1];

const addPart = (form: Form, part: Buffer): void => {
	const end = part.indexOf('\r\n\r\n');
	if (end < 0) return;
	const head = part.toString('utf8', 0, end);
	// The line break before the next mark belongs to that.
	const body = part.subarray(end + 4, part.length - 2);
	const [name, file] = [field(head, 'name'), field(head, 'filename')];
	if (file !== undefined) form.files.set(file, body);
	else if (name !== undefined) form.params.set(name, body.toString());
};

/** A `multipart/form-data` body; undefined when it is cut short or has no boundary. */
export const readMultipart = (body: Uint8Array, type: string): Form | undefined => {
	const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
	const data = Buffer.from(body);
	if (!boundary || !data.includes(`--${boundary}--`)) return undefined;
	const form: Form = {params: new Map(), files: new Map()};
	for (const part of split(data, Buffer.from(`--${boundary}`))) addPart(form, part);
	return form;
};
