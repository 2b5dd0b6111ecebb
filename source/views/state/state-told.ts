import {isSame, type SnapshotDiff} from '../../snapshot/diff.ts';
import {isEmptyPlan, type RestorePlan} from '../../snapshot/plan.ts';
import {bytes, date, plural} from '../format.ts';
import type {Told} from '../lists/told.ts';
import type {Looked, Saved} from './live-saved.ts';
import type {SnapshotRow} from './snapshot-rows.ts';
import {changesText, countsText, kindWords} from './words.ts';

/** More of a kind are counted only: `qbtui state diff` has them all. */
const mostTold = 100;

/** All there is to know of a snapshot, and what became of it since, if that was asked. */
export const toldOfSnapshot = ({listed, key}: SnapshotRow, {looked}: Saved): Told[] => {
	const file: Told = {label: 'file', text: `${listed.path} (${bytes(listed.bytes)})`};
	if ('problem' in listed) return [{label: 'problem', text: listed.problem, look: 'error'}, file];
	const {saved_at, kind, server, counts} = listed.head;
	return [
		{label: 'saved', text: `${date(saved_at)}, ${kindWords[kind]}`},
		{label: 'server', text: `${server.address}, qBittorrent ${server.version}`},
		{label: 'holds', text: countsText(counts)},
		...(looked?.path === key
			? toldOfLooked(looked)
			: [{label: 'since then', text: 'd compares it with now', look: 'muted' as const}]),
		file,
	];
};

const toldOfLooked = (looked: Looked): Told[] => {
	if (looked.state === 'reading') {
		return [{label: 'since then', text: 'It is being compared with now …', look: 'muted'}];
	}
	if (looked.state === 'failed') return [{label: 'problem', text: looked.why, look: 'error'}];
	return [...toldOfPlan(looked.plan), ...toldOfDiff(looked.diff)];
};

const toldOfPlan = (plan: RestorePlan): Told[] => {
	if (isEmptyPlan(plan)) {
		return [{label: 'to restore', text: 'Nothing is missing.', look: 'good'}];
	}
	return [
		{label: 'to restore', text: `${planText(plan)} r puts back what is missing.`, look: 'accent'},
	];
};

/** "5 torrents are missing, 2 of them without a .torrent file; 1 category, 2 tags." */
export const planText = ({add, finish, categories, tags}: RestorePlan): string => {
	const links = add.filter(({torrent_file}) => !torrent_file).length;
	const parts = [
		`${plural(add.length, 'torrent')} ${add.length === 1 ? 'is' : 'are'} missing${links > 0 ? `, ${links} of them without a .torrent file` : ''}`,
		...(finish.length > 0 ? [`${finish.length} half put back`] : []),
		...(categories.length > 0
			? [categories.length === 1 ? '1 category' : `${categories.length} categories`]
			: []),
		...(tags.length > 0 ? [plural(tags.length, 'tag')] : []),
	];
	return `${parts.join('; ')}.`;
};

const toldOfDiff = (diff: SnapshotDiff): Told[] => {
	if (isSame(diff)) return [{label: 'since then', text: 'Nothing has changed.', look: 'good'}];
	const {came, went, moved, changed, categories, tags} = diff;
	const names = ({name}: {name: string}): string => name;
	return [
		{
			label: 'since then',
			text: `${went.length} went, ${came.length} came, ${moved.length} moved, ${changed.length} changed`,
		},
		...some('went', went, names, 'warning'),
		...some('came', came, names),
		...some('moved', moved, ({name, changes}) => `${name}: ${changesText(changes)}`),
		...some('changed', changed, ({name, changes}) => `${name}: ${changesText(changes)}`),
		...some('categories', Object.entries({...categories}), listed),
		...some('tags', Object.entries({...tags}), listed),
	];
};

const listed = ([what, names]: readonly [string, readonly string[]]): string =>
	names.length === 0 ? '' : `${what}: ${names.join(', ')}`;

const some = <Item>(
	label: string,
	items: readonly Item[],
	textOf: (item: Item) => string,
	look: Told['look'] = 'text',
): Told[] => {
	const told = items.slice(0, mostTold).map((item): Told => ({label, text: textOf(item), look}));
	const others = items.length - told.length;
	return others > 0
		? [...told, {label, text: `and ${others} others: qbtui state diff shows all`, look: 'muted'}]
		: told;
};
