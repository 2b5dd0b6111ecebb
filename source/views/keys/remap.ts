import type {Binding} from '../scene.ts';
import {clashIn} from './bindings.ts';
import {readKey} from './key-name.ts';

/** From a key, such as "p" or "log:l", to those that are to do the same instead of it. */
export type Remapped = Readonly<Record<string, readonly string[]>>;

/** These always work, whatever else is on them: the ways out. */
const kept = ['escape', 'ctrl+c'];

/**
 * The rows with other keys. A row is named by any key that it has; a scope before it ("log:l") tells
 * apart rows of several places, and without one the torrents come first.
 *
 * @throws Error what is wrong, said so that it reads on from the setting’s name.
 */
export const remap = (rows: readonly Binding[], remapped: Remapped): readonly Binding[] => {
	const changes = new Map<Binding, string[]>();
	for (const [given, wanted] of Object.entries(remapped)) {
		const row = rowOf(rows, given);
		if (!row) throw new Error(`no key “${given}” is there to be changed`);
		const fixed = row.keys.filter(key => kept.includes(key));
		changes.set(row, [...new Set([...wanted.map(readOrThrow), ...fixed])]);
	}
	const changed = rows.map(row => ({...row, keys: changes.get(row) ?? row.keys}));
	const clash = clashIn(changed);
	if (clash !== undefined) throw new Error(clash);
	return changed;
};

const rowOf = (rows: readonly Binding[], given: string): Binding | undefined => {
	const [, scope, name = ''] = /^(?:([a-z ]+):)?(.+)$/su.exec(given) ?? [];
	const key = readKey(name);
	const found = rows.filter(row => key !== undefined && row.keys.includes(key));
	if (scope !== undefined) return found.find(row => row.in === scope);
	return (
		found.find(row => row.in === 'torrents') ??
		found.find(row => row.in === 'everywhere') ??
		found[0]
	);
};

const readOrThrow = (text: string): string => {
	const key = readKey(text);
	if (key === undefined) throw new Error(`“${text}” is no key`);
	return key;
};
