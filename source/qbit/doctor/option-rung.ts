import {labelOf, type OptionName, placeOf, serverOptions} from './server-options.ts';
import type {Finding, Rung} from './shape.ts';
import type {Visit} from './visit.ts';

export const optionRung = (
	name: string,
	title: string,
	judgeOption: (read: Reader, visit: Visit) => Finding,
): Rung => ({
	name,
	title,
	needs: ['versions'],
	ask: async visit => judgeOption(readerOf(visit), visit),
});

type Reader = {
	number: (name: OptionName) => number | undefined;
	isOn: (name: OptionName) => boolean | undefined;
	text: (name: OptionName) => string;
	place: (name: OptionName) => string;
};

const readerOf = ({known}: Visit): Reader => {
	const value = (name: OptionName): unknown => known.preferences?.[serverOptions[name].preference];
	return {
		number: name => {
			const found = value(name);
			return typeof found === 'number' ? found : undefined;
		},
		isOn: name => {
			const found = value(name);
			return typeof found === 'boolean' ? found : undefined;
		},
		text: name => String(value(name) ?? ''),
		place: name => placeOf(name, known.version),
	};
};

export const notTold = (visit: Visit, name: OptionName): Finding => ({
	status: 'skip',
	detail: `This version has no “${labelOf(name, visit.known.version)}”.`,
});
