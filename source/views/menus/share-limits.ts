import {type MenuItem, menu} from '../../hooks/layers.ts';
import {type ShareLimits, shareLimitsOf} from '../../qbit/limit-verbs.ts';
import {refresh} from '../../qbit/refresh.ts';
import {step} from '../../qbit/step.ts';
import type {Torrent} from '../../qbit/types.ts';
import {verbs} from '../../qbit/verbs.ts';
import {doSteps} from '../act.ts';
import {plural} from '../format.ts';
import type {Scene} from '../scene.ts';
import {askFor, open} from './open.ts';

/** As the server’s settings say, and none. */
const asSet = -2;
const never = -1;

const asTheServer = 'as the server is set';

const words: ReadonlyMap<string, number> = new Map([
	...['', asTheServer, 'as set', 'server', 'default', 'global'].map(word => [word, asSet] as const),
	...['never', 'none', 'no', 'unlimited', 'off'].map(word => [word, never] as const),
]);

/** "2", "1.5"; "never"; nothing: as the server is set. undefined when it can't be read. */
export const readRatio = (text: string): number | undefined => {
	const known = words.get(text.trim().toLowerCase());
	if (known !== undefined) return known;
	return /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
};

const minutesOf: Readonly<Record<string, number>> = {m: 1, h: 60, d: 1440, w: 10_080};

/** "90m", "36h", "1d 12h" → minutes; a bare number is minutes; words as for the ratio. */
export const readMinutes = (text: string): number | undefined => {
	const given = text.trim().toLowerCase();
	const known = words.get(given);
	if (known !== undefined) return known;
	if (/^\d+$/.test(given)) return Number(given);
	if (!/^(\d+(\.\d+)?\s*[mhdw]\s*)+$/.test(given)) return undefined;
	const parts = [...given.matchAll(/(\d+(?:\.\d+)?)\s*([mhdw])/g)];
	return Math.round(
		parts.reduce((sum, [, n = '0', unit = 'm']) => sum + Number(n) * (minutesOf[unit] ?? 1), 0),
	);
};

export const sayRatio = (ratio: number): string =>
	ratio === asSet ? asTheServer : ratio < 0 ? 'never' : String(ratio);

/** In the largest unit that is exact: 2160 → "36h". */
export const sayMinutes = (minutes: number): string => {
	if (minutes < 0) return minutes === asSet ? asTheServer : 'never';
	const unit = ['w', 'd', 'h'].find(each => minutes > 0 && minutes % (minutesOf[each] ?? 1) === 0);
	return unit === undefined ? `${minutes}m` : `${minutes / (minutesOf[unit] ?? 1)}${unit}`;
};

/** TABLE: what happens when a limit is reached, by the server’s word for it. */
const actions: ReadonlyArray<readonly [value: string, label: string]> = [
	['Default', asTheServer],
	['Stop', 'stop the torrent'],
	['Remove', 'remove the torrent; its files stay'],
	['RemoveWithContent', 'remove the torrent AND DELETE ITS FILES'],
	['EnableSuperSeeding', 'go over to super seeding'],
];

/** TABLE: when it happens, by the server’s word for it. */
const modes: ReadonlyArray<readonly [value: string, label: string]> = [
	['Default', asTheServer],
	['MatchAny', 'any of the limits is reached'],
	['MatchAll', 'all of the limits are reached'],
];

/** Changes some of the limits of each torrent; the others stay as each has them. */
const change = async (
	scene: Scene,
	known: readonly Torrent[],
	changed: Partial<ShareLimits>,
): Promise<void> => {
	// A limit that was set a moment ago is not in the mirror yet, and would be put back.
	const torrents = await refresh(scene.engine.client, known);
	const groups = Map.groupBy(torrents, torrent => JSON.stringify(shareLimitsOf(torrent)));
	const steps = [...groups.values()].flatMap(some =>
		some[0] ? step(verbs.setShareLimits, some, {...shareLimitsOf(some[0]), ...changed}) : [],
	);
	const undo = verbs.setShareLimits.undo?.(torrents, {...everyAsSet, ...changed}) ?? [];
	doSteps(scene, verbs.setShareLimits.name, steps, undo);
};

const everyAsSet: ShareLimits = {
	...{ratio: asSet, seedingTime: asSet, inactiveTime: asSet, action: 'Default', mode: 'Default'},
};

/** What all have, or that they differ. */
const shared = (values: readonly string[]): string => {
	const [first = ''] = values;
	return values.every(value => value === first) ? first : 'they differ';
};

/** A limit that is typed. */
const typed = (
	{scene, torrents}: {scene: Scene; torrents: readonly Torrent[]},
	row: {
		letter: string;
		name: string;
		field: 'ratio' | 'seedingTime' | 'inactiveTime';
		how: string;
		read: (text: string) => number | undefined;
		say: (value: number) => string;
		blocked?: string | undefined;
	},
): MenuItem => {
	const values = torrents.map(torrent => row.say(shareLimitsOf(torrent)[row.field]));
	const [first = asTheServer] = values;
	// What is typed need not be typed over it.
	const before = first === asTheServer ? '' : first;
	return {
		letter: row.letter,
		label: `seeding ends ${row.name}: ${shared(values)}`,
		blocked: row.blocked,
		run: () =>
			askFor(scene, `Seeding ends ${row.name} (${row.how})`, before, text => {
				const value = row.read(text);
				if (value === undefined) return `Written as ${row.how}.`;
				void change(scene, torrents, {[row.field]: value});
				return undefined;
			}),
	};
};

/** One of several words of the server. */
const picked = (
	{scene, torrents}: {scene: Scene; torrents: readonly Torrent[]},
	row: {
		letter: string;
		name: string;
		field: 'action' | 'mode';
		choices: ReadonlyArray<readonly [value: string, label: string]>;
		blocked: string | undefined;
	},
): MenuItem => {
	const values = torrents.map(torrent => shareLimitsOf(torrent)[row.field] ?? 'Default');
	const label = (value: string) => row.choices.find(([each]) => each === value)?.[1] ?? value;
	const items = row.choices.map(
		([value, text]): MenuItem => ({
			label: text,
			...(values.every(each => each === value) ? {mark: 'all'} : {}),
			run: () => void change(scene, torrents, {[row.field]: value}),
		}),
	);
	return {
		letter: row.letter,
		label: `${row.name}: ${shared(values.map(label))}`,
		blocked: row.blocked,
		run: () =>
			open(
				scene,
				menu(`Share limits of ${plural(torrents.length, 'torrent')}: ${row.name}`, items),
			),
	};
};

/** A server that has a field tells it of every torrent. */
const lacking = (
	{engine}: Scene,
	torrents: readonly Torrent[],
	field: 'inactive_seeding_time_limit' | 'share_limit_action' | 'share_limits_mode',
	since: string,
): string | undefined =>
	torrents.some(torrent => torrent[field] !== undefined)
		? undefined
		: `This server (${engine.client.version()?.app ?? 'older'}) can’t do it: qBittorrent ${since} can.`;

/** When seeding ends, and what happens then. */
export const shareLimitItems = (scene: Scene, torrents: readonly Torrent[]): MenuItem[] => {
	const on = {scene, torrents};
	const times = {
		how: '90m, 36h, 7d, never; nothing: as the server',
		read: readMinutes,
		say: sayMinutes,
	};
	return [
		typed(on, {
			...{letter: 'r', name: 'at a ratio of', field: 'ratio'},
			...{how: '2, 1.5, never; nothing: as the server', read: readRatio, say: sayRatio},
		}),
		typed(on, {letter: 't', name: 'after seeding for', field: 'seedingTime', ...times}),
		typed(on, {
			...{letter: 'i', name: 'after no upload for', field: 'inactiveTime', ...times},
			blocked: lacking(scene, torrents, 'inactive_seeding_time_limit', '4.6'),
		}),
		picked(on, {
			...{letter: 'a', name: 'what happens then', field: 'action', choices: actions},
			blocked: lacking(scene, torrents, 'share_limit_action', '5.2'),
		}),
		picked(on, {
			...{letter: 'w', name: 'it happens when', field: 'mode', choices: modes},
			blocked: lacking(scene, torrents, 'share_limits_mode', '5.3'),
		}),
		{
			letter: 's',
			label: 'seeding ends as the server is set',
			run: () => void change(scene, torrents, everyAsSet),
		},
		{
			letter: 'n',
			label: 'seeding never ends',
			run: () =>
				void change(scene, torrents, {
					...{ratio: never, seedingTime: never, inactiveTime: never},
				}),
		},
	];
};
