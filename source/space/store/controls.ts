import {isRecord} from '../../qbit/shape.ts';
import {StoreError} from './errors.ts';
import type {Controls} from './shape.ts';

type Shapes = {[Name in keyof Controls]: (value: unknown) => value is Controls[Name]};

const isSince = (value: unknown): value is {since: number; why: string} =>
	isRecord(value) && typeof value.since === 'number' && typeof value.why === 'string';

/** TABLE of the controls: what a stored value must be to be one. */
const shapes: Shapes = {
	paused: isSince,
	breaker: isSince,
	moved: (value): value is Controls['moved'] =>
		isRecord(value) && typeof value.day === 'string' && typeof value.bytes === 'number',
	baselineAt: value => typeof value === 'number',
	server: value => typeof value === 'string',
	rebuilt: (value): value is Controls['rebuilt'] =>
		isRecord(value) && typeof value.at === 'number' && typeof value.why === 'string',
};

/** undefined when it is not set. @throws StoreError Damaged */
export const readControl = <Name extends keyof Controls>(
	stored: unknown,
	name: Name,
): Controls[Name] | undefined => {
	if (stored === undefined) return undefined;
	const value: unknown = JSON.parse(String(stored));
	const fits = shapes[name];
	if (!fits(value))
		throw new StoreError('Damaged', `“${name}” in the store is not as it was written.`);
	return value;
};
