import type {Plan} from './shape.ts';

/** What a program is told of a plan. */
export const planDocument = ({volumes, ...plan}: Plan): Record<string, unknown> => {
	const {id, status, off, text, moves, kept, reasons} = plan;
	return {
		volumes,
		plan: {
			...{id, status, off: off ?? null, text},
			moves: moves.map(({takeManual, ...move}) => ({...move, take_manual: takeManual})),
			...{kept, reasons},
		},
	};
};
