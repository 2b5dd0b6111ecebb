import {isRecord, tryParse} from '../qbit/shape.ts';
import {type Asked, Refusal} from './route.ts';

type Body = Pick<Asked, 'body' | 'contentType'>;

export type Fields = Readonly<Record<string, unknown>>;

const jsonType = /^application\/([\w.-]+\+)?json$/;
const formType = 'application/x-www-form-urlencoded';

export const isKnownType = (type: string): boolean =>
	type === '' || type === formType || jsonType.test(type);

/**
 * What a body says. JSON, or a form; `curl -d` calls JSON a form, and qBittorrent’s box, which has no
 * shell, sends the quotes around it along.
 */
export const fieldsOf = (asked: Body): Fields => {
	const text = unquoted(asked.body.trim());
	if (text === '') return {};
	const parsed = tryParse(text);
	if (isRecord(parsed)) return parsed;
	if (isForm(asked) && parsed === undefined) return formOf(text);
	throw new Refusal(400, 'BAD_JSON', 'The body is not a JSON object.');
};

export const isForm = ({contentType}: Body): boolean => contentType === formType;

export const isJson = (body: string): boolean => tryParse(unquoted(body.trim())) !== undefined;

const unquoted = (text: string): string => (/^'[\s\S]*'$/.test(text) ? text.slice(1, -1) : text);

/** A field that comes twice is no field: which of them counts would be a guess. */
const formOf = (text: string): Fields => {
	const form = new URLSearchParams(text);
	const twice = [...form.keys()].find(name => form.getAll(name).length > 1);
	if (twice !== undefined)
		throw new Refusal(400, 'BAD_VALUE', 'A field of the form comes more than once.');
	return Object.fromEntries(form);
};

/** A yes or no that may be absent. */
export const truthIn = (fields: Fields, name: string): boolean => {
	const value = fields[name] ?? false;
	if (typeof value === 'boolean') return value;
	throw new Refusal(400, 'BAD_VALUE', `${name} must be true or false.`);
};
