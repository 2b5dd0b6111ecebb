import {movesSafely, oldestThatMoves} from '../job/preconditions.ts';
import {sizeText} from '../say.ts';
import type {PlanLimits, PlanOff, PlanWorld, VolumePlan} from './shape.ts';

type Scene = {
	world: PlanWorld;
	limits: PlanLimits;
	from: VolumePlan | undefined;
	to: VolumePlan | undefined;
	/** Bytes of jobs that wait for their turn: they will come free. */
	waiting: number;
};

/** TABLE: why nothing at all is moved for space, the first that holds. */
const reasons: ReadonlyArray<{code: PlanOff; text: (scene: Scene) => string | undefined}> = [
	{
		code: 'UNSUPPORTED_VERSION',
		text: ({world: {version}}) =>
			movesSafely(version)
				? undefined
				: `Nothing is moved with ${version ?? 'a qBittorrent of unknown version'}: before ${oldestThatMoves}, it reports a move that failed as done.`,
	},
	{
		code: 'NO_WATERMARK',
		text: ({limits}) =>
			limits.low === undefined
				? 'Nothing is moved for space: space_low_gb (DISK_SPACE_THRESHOLD_GB) is not set.'
				: undefined,
	},
	{
		code: 'PAUSED',
		text: ({world}) => (world.control.paused ? 'It is paused.' : undefined),
	},
	{
		code: 'BREAKER',
		text: ({world, limits}) =>
			world.control.breaker
				? `Twice, less than half of the space came back on ${limits.from}: look why, then reset the breaker.`
				: undefined,
	},
	{
		code: 'UNSETTLED',
		text: ({world}) =>
			[...world.torrents.values()].some(({state}) => state === 'checkingResumeData')
				? 'The server still reads its torrents: what it says of them is not final.'
				: undefined,
	},
	{
		code: 'SPACE_UNKNOWN',
		text: ({limits, from, to}) => {
			const unknown = [
				from ?? {tag: limits.from, effective: null},
				to ?? {tag: limits.to, effective: null},
			]
				.filter(({effective}) => effective === null)
				.map(({tag}) => tag);
			return unknown.length > 0
				? `The free space of ${unknown.join(' and ')} is not known: nothing is done.`
				: undefined;
		},
	},
	{
		code: 'NO_PRESSURE',
		text: ({from, waiting}) => {
			const {effective, low, high} = from ?? {};
			if (typeof effective !== 'number' || typeof low !== 'number') return undefined;
			if (effective >= low) {
				return `There is room: ${sizeText(effective)} are free, moving begins below ${sizeText(low)}.`;
			}
			return effective + waiting >= (high ?? low)
				? `The jobs that wait will free enough: ${sizeText(waiting)}.`
				: undefined;
		},
	},
];

/** undefined: it may move. */
export const planOff = (scene: Scene): {code: PlanOff; text: string} | undefined => {
	for (const {code, text} of reasons) {
		const said = text(scene);
		if (said !== undefined) return {code, text: said};
	}
	return undefined;
};
