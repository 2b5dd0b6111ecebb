import {QbitError} from './errors.ts';

/** Checks of what comes off the wire: a wrong shape is an error of ours, never a crash later. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const asRecord = (value: unknown): Record<string, unknown> => {
	if (!isRecord(value)) throw new QbitError('BadReply', 'The answer is not a JSON object.');
	return value;
};

export const asArray = (value: unknown): unknown[] => {
	if (!Array.isArray(value)) throw new QbitError('BadReply', 'The answer is not a JSON list.');
	return value;
};

export const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** @throws BadReply */
export const parseJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new QbitError('BadReply', 'The answer is not JSON, or it was cut.', {cause});
	}
};

/** undefined when it is not JSON. */
export const tryParse = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};
