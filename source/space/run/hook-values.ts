import {basename} from 'node:path';
import type {Hash, Torrent} from '../../qbit/types.ts';
import {placeOf} from '../job/member.ts';
import type {Job} from '../job/shape.ts';

/** What is told of a job to what runs after it: TABLE of the placeholders and what they stand for. */
const rows = {
	name: ({job}) => job.name,
	hash: ({job}) => job.hashes[0] ?? '',
	// All that moved together, with commas between.
	hashes: ({job}) => job.hashes.join(','),
	// Where its files are now, by the server; the folder when the server no longer knows it.
	path: ({job, torrent}) => torrent?.content_path || placeOf(job, 0).to,
	category: ({torrent}) => torrent?.category ?? '',
	from: ({job}) => placeOf(job, 0).from,
	to: ({job}) => placeOf(job, 0).to,
} satisfies Record<string, (about: About) => string>;

type About = {job: Job; torrent: Torrent | undefined};

type Placeholder = keyof typeof rows;

export type HookValues = Readonly<Record<Placeholder, string>>;

const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(rows, name);

export const placeholders: readonly string[] = Object.keys(rows);

export const hookValues = (job: Job, torrents: ReadonlyMap<Hash, Torrent>): HookValues => {
	const about = {job, torrent: torrents.get(job.hashes[0] ?? '')};
	// No program takes a NUL, and no file has one; half a character can’t be encoded.
	const value = (name: Placeholder): string =>
		rows[name](about).replaceAll('\0', '').toWellFormed();
	return {
		...{name: value('name'), hash: value('hash'), hashes: value('hashes'), path: value('path')},
		...{category: value('category'), from: value('from'), to: value('to')},
	};
};

const pattern = /\{([a-z_]+)\}/g;

const filled = (text: string, values: HookValues, write: (value: string) => string): string =>
	text.replace(pattern, (whole, name: string) =>
		isPlaceholder(name) ? write(values[name]) : whole,
	);

/** Each argument stays one argument, whatever a name holds. The code of a shell is left as it is. */
export const fillArguments = (command: readonly string[], values: HookValues): string[] => {
	const code = shellCodeAt(command);
	return command.map((part, at) => (at === code ? part : filled(part, values, value => value)));
};

/** A name can’t end the part of the address that it stands in. */
export const fillAddress = (address: string, values: HookValues): URL =>
	new URL(filled(address, values, encodeURIComponent));

/** As environment variables. */
export const hookEnvironment = (values: HookValues): Record<string, string> =>
	Object.fromEntries(
		Object.entries(values).map(([name, value]) => [`QBTUI_${name.toUpperCase()}`, value]),
	);

const shells = /^(ba|da|z|k|c|tc|fi|a)?sh$/;

/** Where the code is that a shell is to run: `sh -c CODE`; -1 when it is no shell. */
const shellCodeAt = (command: readonly string[]): number => {
	if (!shells.test(basename(command[0] ?? ''))) return -1;
	const flag = command.findIndex(part => /^-[a-z]*c$/.test(part));
	return flag < 0 ? -1 : flag + 1;
};

/** What is wrong with a command, said so that it reads on from the setting’s name. */
export const wrongCommand = (command: readonly string[]): string | undefined => {
	const code = shellCodeAt(command);
	const inCode = namesIn(command[code] ?? '').find(isPlaceholder);
	if (inCode !== undefined) {
		// A torrent’s name would become a part of the code.
		return `must not have {${inCode}} in the code of a shell: write "$QBTUI_${inCode.toUpperCase()}" there`;
	}
	const [program = '', ...others] = command.filter((_, at) => at !== code);
	if (namesIn(program).length > 0) return 'must name a program without placeholders';
	return wrongNames(others);
};

export const wrongAddress = (address: string): string | undefined => {
	const url = URL.parse(address.replace(pattern, 'x'));
	if (!url || !['http:', 'https:'].includes(url.protocol))
		return 'must begin with http:// or https://';
	if (!address.startsWith(`${url.protocol}//`) || namesIn(hostOf(address)).length > 0) {
		return 'must have its placeholders after the host';
	}
	return wrongNames([address]);
};

const hostOf = (address: string): string => /^[a-z]+:\/\/[^/?#]*/.exec(address)?.[0] ?? '';

const namesIn = (text: string): string[] =>
	[...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);

const wrongNames = (texts: readonly string[]): string | undefined => {
	const unknown = texts.flatMap(namesIn).find(name => !isPlaceholder(name));
	const known = placeholders.map(name => `{${name}}`).join(' ');
	return unknown === undefined ? undefined : `has {${unknown}}, and may have only ${known}`;
};
