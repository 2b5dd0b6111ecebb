import type {Values} from '../../hooks/form.ts';
import {presetFields} from './fields.ts';

/** A form that was kept under a name; what is not in it is as the server does it. */
export type Preset = {name: string; values: Values};

/** Why it can’t be one, so that it reads on from the name of the setting; or it, as it is used. */
export const readPreset = (name: string, given: unknown): Preset | string => {
	const must = (what: string): string => `must have ${what} for the preset ${JSON.stringify(name)}`;
	if (name.trim() === '') return 'must have a name for each preset';
	if (typeof given !== 'object' || given === null || Array.isArray(given)) {
		return must('pairs such as {"format": "v1"}');
	}
	const pairs = Object.entries(given);
	const [unknown] = pairs.find(([field]) => !presetFields.includes(field)) ?? [];
	if (unknown !== undefined) {
		return must(`none but ${presetFields.join(', ')}, not ${unknown},`);
	}
	const [other] = pairs.find(([, value]) => typeof value !== 'string') ?? [];
	if (other !== undefined) return must(`a text as ${other}`);
	return {name, values: Object.fromEntries(pairs.map(([field, value]) => [field, String(value)]))};
};

/** What of a form is kept: what was filled in, and not for this one source alone. */
export const presetOf = (name: string, values: Values): Preset => ({
	name,
	values: Object.fromEntries(
		presetFields.flatMap(field => (values[field] ? [[field, values[field]]] : [])),
	),
});

/** As the config file has them. */
export const presetsAsSetting = (presets: readonly Preset[]): Record<string, Values> =>
	Object.fromEntries(presets.map(({name, values}) => [name, values]));

/** Changes the presets where they are kept, as they are there now; resolves with all of them. */
export type ChangePresets = (
	change: (presets: readonly Preset[]) => readonly Preset[],
) => Promise<readonly Preset[]>;

export type Presets = {
	all: () => readonly Preset[];
	/** @throws why it can't be kept */
	keep: (preset: Preset) => Promise<void>;
	/** What was typed into a form that was left: the next one begins with it. */
	left: () => Values | undefined;
	leave: (values: Values | undefined) => void;
};

export const createPresets = (first: readonly Preset[], change: ChangePresets): Presets => {
	let presets = first;
	let unfinished: Values | undefined;
	return {
		all: () => presets,
		left: () => unfinished,
		leave: values => {
			unfinished = values;
		},
		keep: async preset => {
			presets = await change(kept => [...kept.filter(({name}) => name !== preset.name), preset]);
		},
	};
};
