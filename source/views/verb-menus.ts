import {ask, type MenuItem, menu, prompt} from '../hooks/layers.ts';
import {openLayer, say} from '../hooks/screen-state.ts';
import {batches} from '../qbit/batches.ts';
import {endpoints} from '../qbit/endpoints.ts';
import {createCategory, setAlternativeLimits} from '../qbit/server-verbs.ts';
import {tagsOf} from '../qbit/step.ts';
import type {Torrent} from '../qbit/types.ts';
import {lacks, type Verb} from '../qbit/verb.ts';
import {verbs} from '../qbit/verbs.ts';
import {describeTargets, doTo, targets} from './act.ts';
import {bytes} from './format.ts';
import type {Scene} from './scene.ts';

const manyTorrents = 10;
const muchData = 2 ** 40;

export const removeWith =
	(deleteFiles: boolean) =>
	(scene: Scene): void => {
		const torrents = targets(scene);
		const size = torrents.reduce((sum, torrent) => sum + Math.max(0, torrent.size), 0);
		const careful = torrents.length > manyTorrents || size > muchData;
		const files = deleteFiles ? 'AND DELETE THE FILES' : '(files stay)';
		scene.update(state =>
			openLayer(
				state,
				ask(
					`Remove ${describeTargets(torrents)} ${files}?`,
					() => doTo(scene, verbs.remove, torrents, {deleteFiles}),
					careful ? String(torrents.length) : undefined,
				),
			),
		);
	};

const open = (scene: Scene, layer: ReturnType<typeof menu | typeof prompt | typeof ask>): void =>
	scene.update(state => openLayer(state, layer));

export const chooseCategory = (scene: Scene): void => {
	const torrents = targets(scene);
	const {categories} = scene.engine.mirror.store.get().maindata;
	const item = (name: string): MenuItem => ({
		label: name === '' ? '(none)' : name,
		...marked(torrents, torrent => torrent.category === name),
		run: () => doTo(scene, verbs.setCategory, torrents, name),
	});
	const names = ['', ...[...categories.keys()].sort()];
	open(
		scene,
		menu(`Category of ${describeTargets(torrents)}`, names.map(item), name => ({
			...item(name),
			label: `create ${name}`,
			run: () => void createAndSet(scene, torrents, name),
		})),
	);
};

const createAndSet = async (
	scene: Scene,
	torrents: readonly Torrent[],
	category: string,
): Promise<void> => {
	try {
		await createCategory(scene.engine.client, category, {savePath: ''});
		doTo(scene, verbs.setCategory, torrents, category);
	} catch (error) {
		tellFailure(scene, `Category ${category}`, error);
	}
};

/** Picking a tag that all have takes it away; one that some or none have is given to all. */
export const chooseTags = (scene: Scene): void => {
	const torrents = targets(scene);
	const {tags} = scene.engine.mirror.store.get().maindata;
	const item = (tag: string): MenuItem => {
		const all = torrents.every(torrent => tagsOf(torrent).includes(tag));
		return {
			label: tag,
			...marked(torrents, torrent => tagsOf(torrent).includes(tag)),
			run: () => doTo(scene, all ? verbs.removeTags : verbs.addTags, torrents, [tag]),
		};
	};
	open(
		scene,
		menu(`Tags of ${describeTargets(torrents)}`, [...tags].sort().map(item), tag => ({
			...item(tag),
			label: `create ${tag}`,
		})),
	);
};

const marked = (
	torrents: readonly Torrent[],
	isSo: (torrent: Torrent) => boolean,
): Pick<MenuItem, 'mark'> => {
	const some = torrents.filter(isSo).length;
	return some === 0 ? {} : {mark: some === torrents.length ? 'all' : 'some'};
};

/** Known places by digit, with the space that is left there; m again asks for another. */
export const choosePlace = (scene: Scene): void => {
	const torrents = targets(scene);
	const {space, mirror} = scene.engine;
	const volumes = space.get().filter(({path}) => path !== '');
	const used = new Set([...mirror.store.get().maindata.torrents.values()].map(t => t.save_path));
	const places = [...new Set([...volumes.map(({path}) => path), ...[...used].sort()])].slice(0, 9);
	const go = (path: string): void => doTo(scene, verbs.setLocation, torrents, path);
	const items = places.map((path, i): MenuItem => {
		const free = volumes.find(volume => volume.path === path)?.free;
		return {
			letter: String(i + 1),
			label: free === undefined ? path : `${path}   ${bytes(free)} free`,
			...marked(torrents, torrent => torrent.save_path === path),
			run: () => go(path),
		};
	});
	const other: MenuItem = {
		letter: 'm',
		label: 'another folder…',
		run: () =>
			open(
				scene,
				prompt(`Move ${describeTargets(torrents)} to`, torrents[0]?.save_path ?? '', path => {
					const problem = verbs.setLocation.wrong?.(path);
					if (problem === undefined) go(path);
					return problem;
				}),
			),
	};
	open(scene, menu(`Move ${describeTargets(torrents)} to`, [...items, other]));
};

export const rename = (scene: Scene): void => {
	const [torrent] = targets(scene);
	if (!torrent) return;
	open(
		scene,
		prompt('Name', torrent.name, name => {
			const problem = verbs.rename.wrong?.(name);
			if (problem === undefined) doTo(scene, verbs.rename, [torrent], name);
			return problem;
		}),
	);
};

/** "1.5M" → bytes a second; "" or 0: none. undefined when it can't be read. */
export const readLimit = (text: string): number | undefined => {
	const [, digits, unit = ''] = /^(\d*(?:\.\d+)?)\s*([kmg]?)(?:i?b(?:\/s)?)?$/i.exec(text) ?? [];
	if (digits === undefined) return undefined;
	return Math.round(Number(digits) * 1024 ** ['', 'k', 'm', 'g'].indexOf(unit.toLowerCase()));
};

const limitPrompt =
	(label: string, verb: Verb<number>, now: (torrent: Torrent) => number) =>
	(scene: Scene, torrents: readonly Torrent[]): void => {
		const limit = Math.max(0, torrents[0] ? now(torrents[0]) : 0);
		open(
			scene,
			prompt(label, limit === 0 ? '' : bytes(limit), text => {
				const value = readLimit(text);
				if (value === undefined) return 'Written as 500K or 1.5M a second; nothing for none.';
				doTo(scene, verb, torrents, value);
				return undefined;
			}),
		);
	};

const limitDownload = limitPrompt('Download limit', verbs.setDownloadLimit, t => t.dl_limit);
const limitUpload = limitPrompt('Upload limit', verbs.setUploadLimit, t => t.up_limit);

/** Ratio, and minutes of seeding: "2", "2 1440", "-1" for none, "-2" as the server's settings say. */
const limitSharing = (scene: Scene, torrents: readonly Torrent[]): void => {
	const [first] = torrents;
	const now = first ? `${first.ratio_limit} ${first.seeding_time_limit}` : '-2 -2';
	open(
		scene,
		prompt('Stop at ratio, and after minutes of seeding (-1 never, -2 as set)', now, text => {
			const [ratio = Number.NaN, seedingTime = -2] = text.split(/\s+/).map(Number);
			if (Number.isNaN(ratio) || Number.isNaN(seedingTime)) return 'Two numbers, such as 2 1440.';
			const inactiveTime = first?.inactive_seeding_time_limit ?? -2;
			doTo(scene, verbs.setShareLimits, torrents, {ratio, seedingTime, inactiveTime});
			return undefined;
		}),
	);
};

export const chooseLimit = (scene: Scene): void => {
	const torrents = targets(scene);
	open(
		scene,
		menu(`Limits of ${describeTargets(torrents)}`, [
			{letter: 'd', label: 'download limit…', run: () => limitDownload(scene, torrents)},
			{letter: 'u', label: 'upload limit…', run: () => limitUpload(scene, torrents)},
			{letter: 's', label: 'share limits…', run: () => limitSharing(scene, torrents)},
		]),
	);
};

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

export const chooseSwitch = (scene: Scene): void => {
	const torrents = targets(scene);
	const items = switches.map(({letter, label, verb, isOn}): MenuItem => {
		const all = torrents.every(isOn);
		return {
			letter,
			label,
			...marked(torrents, isOn),
			blocked: lacks(scene.engine.client, verb),
			run: () => doTo(scene, verb, torrents, !all),
		};
	});
	open(scene, menu(`Options of ${describeTargets(torrents)}`, items));
};

/** Into the clipboard of the terminal that one sits at, also over SSH. */
export const chooseCopy = (scene: Scene): void => {
	const torrents = targets(scene);
	const copy = (what: string, lines: readonly string[]): void => {
		const copied = scene.copy(lines.join('\n'));
		const said = copied ? `${what} copied.` : `${what}: too long for a terminal's clipboard.`;
		scene.update(state => say(state, said, copied ? 'good' : 'warning'));
	};
	const item = (letter: string, label: string, of: (torrent: Torrent) => string): MenuItem => ({
		letter,
		label,
		run: () => copy(label, torrents.map(of)),
	});
	open(
		scene,
		menu(`Copy of ${describeTargets(torrents)}`, [
			item('h', 'hash', torrent => torrent.hash),
			item('n', 'name', torrent => torrent.name),
			item('p', 'path', torrent => torrent.content_path || torrent.save_path),
			{letter: 'm', label: 'magnet link', run: () => void copyMagnets(scene, torrents, copy)},
		]),
	);
};

/** The list does not keep magnet links; the server is asked for them. */
const copyMagnets = async (
	scene: Scene,
	torrents: readonly Torrent[],
	copy: (what: string, lines: readonly string[]) => void,
): Promise<void> => {
	try {
		const magnets: string[] = [];
		for (const batch of batches(torrents)) {
			const hashes = batch.map(({hash}) => hash).join('|');
			const rows = await scene.engine.client.ask(endpoints.torrents, {hashes});
			for (const {magnet_uri: magnet} of rows) if (typeof magnet === 'string') magnets.push(magnet);
		}
		copy('magnet link', magnets);
	} catch (error) {
		tellFailure(scene, 'Magnet link', error);
	}
};

export const toggleAlternativeLimits = async (scene: Scene): Promise<void> => {
	const {mirror, client} = scene.engine;
	const on = !mirror.store.get().maindata.server.use_alt_speed_limits;
	try {
		await setAlternativeLimits(client, on);
		mirror.poke();
		scene.update(state => say(state, `Alternative speed limits ${on ? 'on' : 'off'}.`, 'good'));
	} catch (error) {
		tellFailure(scene, 'Alternative speed limits', error);
	}
};

const tellFailure = (scene: Scene, what: string, error: unknown): void => {
	const reason = error instanceof Error ? error.message : String(error);
	scene.update(state => say(state, `${what}: ${reason}`, 'bad'));
};
