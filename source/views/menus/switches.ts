import type {MenuItem} from '../../hooks/layers.ts';
import type {Torrent} from '../../qbit/types.ts';
import {lacks, type Verb} from '../../qbit/verb.ts';
import {verbs} from '../../qbit/verbs.ts';
import {doTo} from '../act.ts';
import type {Scene} from '../scene.ts';
import {marked} from './open.ts';

/** TABLE: what can be switched on and off; on for all unless it is on for all already. */
const switches: ReadonlyArray<{
	letter: string;
	label: string;
	verb: Verb<boolean>;
	isOn: (torrent: Torrent) => boolean;
}> = [
	{letter: 's', label: 'sequential download', verb: verbs.setSequential, isOn: t => t.seq_dl},
	{
		letter: 'f',
		label: 'first and last piece first',
		verb: verbs.setFirstLast,
		isOn: t => t.f_l_piece_prio,
	},
	{letter: 'u', label: 'super seeding', verb: verbs.setSuperSeeding, isOn: t => t.super_seeding},
	{
		letter: 'a',
		label: 'automatic management',
		verb: verbs.setAutoManagement,
		isOn: t => t.auto_tmm,
	},
];

export const switchItems = (scene: Scene, torrents: readonly Torrent[]): MenuItem[] =>
	switches.map(({letter, label, verb, isOn}): MenuItem => {
		const all = torrents.every(isOn);
		return {
			letter,
			label: `${label} ${all && torrents.length > 0 ? 'off' : 'on'}`,
			...marked(torrents, isOn),
			blocked: lacks(scene.engine.client, verb),
			run: () => doTo(scene, verb, torrents, !all),
		};
	});

/** TABLE: the ends of the server’s queue; up and down by one have keys of their own. */
const queueMoves = [
	{letter: 't', label: 'to the top', verb: verbs.toTop},
	{letter: 'b', label: 'to the bottom', verb: verbs.toBottom},
] as const;

export const queueItems = (scene: Scene, torrents: readonly Torrent[]): MenuItem[] =>
	queueMoves.map(({letter, label, verb}) => ({
		letter,
		label,
		run: () => doTo(scene, verb, torrents, undefined),
	}));
