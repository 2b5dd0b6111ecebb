import {join} from 'node:path';
import type {Memory} from '../../qbit/doctor/doctor.ts';
import {isRecord} from '../../qbit/shape.ts';
import {makeStateFolder, readIfThere, writeWhole} from './state-folder.ts';

/** What the doctor keeps from run to run, beside the store: for `address`, and no other server. */
export const doctorMemory = (folder: string, address: string) => {
	const file = join(folder, 'doctor.json');
	return {
		recall: (): Memory | undefined => {
			try {
				return readMemory(readIfThere(file), address);
			} catch {
				return undefined;
			}
		},
		keep: (memory: Memory): void => {
			try {
				makeStateFolder(folder);
				writeWhole(file, `${JSON.stringify({address, ...memory}, undefined, '\t')}\n`);
			} catch {
				// The rung about the state folder tells; without it there is nothing to compare with.
			}
		},
	};
};

/** What was written by another version, or by nobody of ours, is forgotten. */
const readMemory = (text: string | undefined, address: string): Memory | undefined => {
	const kept: unknown = text === undefined ? undefined : JSON.parse(text);
	if (!isRecord(kept) || kept.address !== address) return undefined;
	const {at, checks, refusals, version} = kept;
	if (typeof at !== 'number' || !Array.isArray(checks) || !Array.isArray(refusals))
		return undefined;
	return {
		at,
		checks: checks.flatMap((check: unknown) => {
			if (!isRecord(check)) return [];
			const {name, detail} = check;
			const status = (['pass', 'warn', 'fail', 'skip'] as const).find(
				each => each === check.status,
			);
			return typeof name === 'string' && typeof detail === 'string' && status
				? [{name, status, detail}]
				: [];
		}),
		version: typeof version === 'string' && /^v[\d.]+/.test(version) ? version : undefined,
		refusals: refusals.filter(time => typeof time === 'number'),
	};
};
