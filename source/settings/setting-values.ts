import {fromHome} from '../space/home-folder.ts';
import {readSize, readSpan} from '../space/plan/amounts.ts';
import {type Hours, readHours} from '../space/plan/quiet-hours.ts';

/** What a setting must be, said so that it reads on from its name: "must be …". */
export class Wrong extends Error {
	override readonly name = 'Wrong';
}

export const text = (given: unknown): string => {
	if (given === '') throw new Wrong('must not be empty');
	if (typeof given !== 'string') throw new Wrong('must be a text');
	return given;
};

export const truth = (given: unknown): boolean => {
	if (typeof given === 'boolean') return given;
	const word = String(given).toLowerCase();
	if (['true', 'yes', 'on', '1'].includes(word)) return true;
	if (['false', 'no', 'off', '0'].includes(word)) return false;
	throw new Wrong(`must be true or false, not ${quoted(given)}`);
};

export const number =
	(least: number, most: number, whole = true) =>
	(given: unknown): number => {
		const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
		const fits = typeof value === 'number' && value >= least && value <= most;
		if (!fits || (whole && !Number.isInteger(value))) {
			throw new Wrong(
				`must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}, not ${quoted(given)}`,
			);
		}
		return value;
	};

export const quoted = (given: unknown): string => JSON.stringify(given) ?? 'nothing';

export const url = (given: unknown): URL => {
	const value = text(given).trim();
	if (/^([a-z]+:\/\/)?[^/]*@/i.test(value)) {
		throw new Wrong('must not hold a user name or password: they have settings of their own');
	}
	const address = URL.parse(/^[a-z]+:\/\//i.test(value) ? value : `http://${value}`);
	if (!address || !['http:', 'https:'].includes(address.protocol)) {
		throw new Wrong(`must be an address such as http://nas:8080, not ${quoted(given)}`);
	}
	address.pathname = address.pathname.replace(/\/{2,}$/, '/');
	address.hash = '';
	address.search = '';
	return address;
};

/** Without a port or a path, which have settings of their own; IPv6 with or without brackets. */
export const host = (given: unknown): string => {
	const name = text(given).trim();
	const host = /^[\da-f]*:[\da-f:.]*:[\da-f:.]*$/i.test(name) ? `[${name}]` : name;
	if (/[/?#@\s]/.test(host) || !URL.parse(`http://${host}:1`)) {
		throw new Wrong('must be a name or an address, without port, path or user');
	}
	return host;
};

export const hostList = (given: unknown): readonly string[] =>
	(Array.isArray(given) ? given : text(given).split(',')).map(name => host(name).toLowerCase());

/** It travels in a header. */
export const httpKey = (given: unknown): string => {
	const key = text(given);
	if (!/^[\x21-\x7e]+$/.test(key)) throw new Wrong('must be of ASCII characters without spaces');
	return key;
};

export const basePath = (given: unknown): string => {
	const value = text(given);
	if (/[?#\s]/.test(value))
		throw new Wrong(`must be a path such as /qbittorrent, not ${quoted(given)}`);
	return `/${value.replace(/^\/+|\/+$/g, '')}`;
};

/** Of this machine; ~ is the user’s own folder, as no shell looks at a file of settings. */
export const ownPath = (given: unknown): string => fromHome(text(given));

export const ownAbsolutePath = (given: unknown): string => absolutePath(ownPath(given));

export const absolutePath = (given: unknown): string => {
	const value = text(given);
	if (!value.startsWith('/')) throw new Wrong(`must be a path from the root, not ${quoted(given)}`);
	return value.replace(/\/+$/, '') || '/';
};

/** Kept in bytes. */
export const gibibytes = (given: unknown): number =>
	Math.round(number(0, 1e6, false)(given) * 2 ** 30);

/** Kept in bytes. */
export const size = (given: unknown): number => {
	const bytes = readSize(given);
	if (!bytes) throw new Wrong(`must be a size such as 500GiB, not ${quoted(given)}`);
	return bytes;
};

/** Kept in seconds. */
export const time = (given: unknown): number => {
	const seconds = readSpan(given);
	if (seconds === undefined)
		throw new Wrong(`must be a time such as 3d, 12h or 15m, not ${quoted(given)}`);
	return seconds;
};

export const hoursOfDay = (given: unknown): readonly Hours[] => {
	const hours = given === '' ? [] : typeof given === 'string' ? readHours(given) : undefined;
	if (!hours) throw new Wrong(`must be hours such as 08:00-23:30, not ${quoted(given)}`);
	return hours;
};

export const oneOf =
	<Word extends string>(...words: readonly Word[]) =>
	(given: unknown): Word => {
		const word = words.find(candidate => candidate === String(given).toLowerCase());
		if (word === undefined) throw new Wrong(`must be one of ${words.join(', ')}`);
		return word;
	};
