import {isRecord, tryParse} from '../../qbit/shape.ts';
import type {Actor, AuditEntry, AuditNote} from './shape.ts';

/** Names of fields whose values are for nobody; as they are on the wire and in the settings. */
const secretNames = new Set([
	...['password', 'passwd', 'pass', 'secret', 'token', 'api_key', 'apikey', 'x-api-key'],
	...['authorization', 'cookie', 'set-cookie', 'sid', 'qbt_sid'],
]);

/** The same within an address or a form. */
const secretsInText = /\b(password|passwd|secret|token|api_?key|sid)=[^&\s"']*/gi;

/** A list of all files of a season is of no use there: the entry is kept, the list is cut. */
const longestDocument = 16_384;

/** An entry as text, without secrets and of a bounded length. */
export const documentOf = (note: AuditNote): string => {
	const text = JSON.stringify(note, (name, value: unknown) => {
		if (secretNames.has(name.toLowerCase())) return '…';
		return typeof value === 'string' ? value.replace(secretsInText, '$1=…') : value;
	});
	if (text.length <= longestDocument) return text;
	const {actor, action, job, torrent, answer, plan} = note;
	return JSON.stringify({actor, action, job, torrent, answer, plan, after: 'too long to be kept'});
};

export const readEntry = (row: Record<string, unknown>): AuditEntry => ({
	...readNote(String(row.document)),
	seq: Number(row.seq),
	at: Number(row.at),
});

/** The audit explains what was; one entry that can’t be read must not hide the others. */
const readNote = (document: string): AuditNote => {
	const value = tryParse(document);
	return isNote(value) ? value : {actor: 'store', action: 'unreadable'};
};

const actors: ReadonlySet<unknown> = new Set<Actor>([
	...(['http', 'space', 'reconcile', 'operator', 'loop', 'import', 'store'] as const),
]);

const isNote = (value: unknown): value is AuditNote =>
	isRecord(value) && actors.has(value.actor) && typeof value.action === 'string';
