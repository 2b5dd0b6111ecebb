import {isSame, type SnapshotDiff, type TorrentChange} from '../snapshot/diff.ts';
import type {Listed} from '../snapshot/files.ts';
import {isEmptyPlan, type RestorePlan} from '../snapshot/plan.ts';
import type {Restored} from '../snapshot/restore.ts';
import type {SavedTorrent, Snapshot} from '../snapshot/shape.ts';
import type {Opened} from '../snapshot/snapshots.ts';
import {bytes, date, plural} from '../views/format.ts';
import {changesText, countsText, kindWords} from '../views/state/words.ts';

/** Lines of `state list`: the number is a name, too. */
export const listLines = (listed: readonly Listed[], folder: string): string[] => {
	if (listed.length === 0)
		return [`There is no snapshot in ${folder}. qbtui --save-state saves one.`];
	return listed.map((row, i) => {
		const front = `${String(i + 1).padStart(3)}  ${row.name}`;
		if ('problem' in row) return `${front}: ${row.problem}`;
		const {kind, counts, saved_at} = row.head;
		return `${front}  ${date(saved_at)}  ${countsText(counts)}; ${bytes(row.bytes)}, ${kindWords[kind]}`;
	});
};

export const listDocument = (listed: readonly Listed[], folder: string) => ({
	folder,
	snapshots: listed.map(({name, path, bytes: size, ...row}) => ({
		...{name, path, bytes: size},
		...('head' in row ? row.head : {problem: row.problem}),
	})),
});

export const showLines = ({path, snapshot}: Opened): string[] => {
	const {saved_at, kind, server, counts, categories, tags, torrents} = snapshot;
	const names = Object.keys(categories);
	return [
		path,
		`Saved ${date(saved_at)} (${kindWords[kind]}) of ${server.address}, qBittorrent ${server.version}.`,
		`${countsText(counts)}; ${bytes(sizeOf(torrents))} of data.`,
		`Categories: ${names.length === 0 ? 'none' : names.join(', ')}.`,
		`Tags: ${tags.length === 0 ? 'none' : tags.join(', ')}.`,
		...torrents.map(torrentLine),
	];
};

const sizeOf = (torrents: readonly SavedTorrent[]): number =>
	torrents.reduce((sum, {size}) => sum + Math.max(0, size), 0);

const torrentLine = ({name, size, progress, category, tags, save_path}: SavedTorrent): string =>
	[
		`${Math.floor(progress * 100)}%`.padStart(5),
		bytes(Math.max(0, size)).padStart(5),
		` ${name}`,
		` ${save_path}`,
		category === '' ? '' : ` ${category}`,
		tags.length === 0 ? '' : ` [${tags.join(', ')}]`,
	]
		.join(' ')
		.trimEnd();

const brief = ({hash, name}: Pick<SavedTorrent, 'hash' | 'name'>) => ({hash, name});

export const diffDocument = (
	from: string,
	to: string | null,
	{came, went, moved, changed, categories, tags}: SnapshotDiff,
) => ({
	...{from, to, came: came.map(brief), went: went.map(brief)},
	moved: moved.map(({changes: [change], ...row}) => ({
		...row,
		...{from: change?.from, to: change?.to},
	})),
	changed: changed.map(({changes, ...row}) => ({
		...row,
		changes: Object.fromEntries(changes.map(({field, ...both}) => [field, both])),
	})),
	...{categories, tags},
});

export const diffLines = (diff: SnapshotDiff): string[] => {
	if (isSame(diff)) return ['Nothing differs.'];
	const {came, went, moved, changed, categories, tags} = diff;
	const named = (sign: string, what: string, names: readonly string[]): string[] =>
		names.map(name => `${sign} ${what} ${name}`);
	return [
		[
			`${came.length} came, ${went.length} went`,
			`${moved.length} moved, ${changed.length} changed.`,
		].join(', '),
		...came.map(({name}) => `+ ${name}`),
		...went.map(({name}) => `- ${name}`),
		...moved.flatMap(row => changeLines('>', row)),
		...changed.flatMap(row => changeLines('~', row)),
		...named('+', 'category', categories.came),
		...named('-', 'category', categories.went),
		...named('~', 'category', categories.changed),
		...named('+', 'tag', tags.came),
		...named('-', 'tag', tags.went),
	];
};

const changeLines = (sign: string, {name, changes}: TorrentChange): string[] => [
	`${sign} ${name}: ${changesText(changes)}`,
];

const isWhole = ({torrent_file}: SavedTorrent): boolean => torrent_file !== undefined;

export const planDocument = (
	{path, snapshot}: Opened,
	{add, finish, there, categories, otherCategories, tags}: RestorePlan,
) => ({
	...{file: path, server: snapshot.server, there},
	missing: add.map(torrent => ({
		...brief(torrent),
		...{save_path: torrent.save_path, category: torrent.category, tags: torrent.tags},
		from: isWhole(torrent) ? 'torrent_file' : 'magnet',
	})),
	unfinished: finish.map(brief),
	categories: categories.map(({name}) => name),
	other_categories: otherCategories,
	tags,
});

export const planLines = (plan: RestorePlan): string[] => {
	const {add, finish, there, categories, otherCategories, tags} = plan;
	const left =
		otherCategories.length === 0
			? []
			: [
					`Left as they are, though the snapshot has another place for them: the categories ${otherCategories.join(', ')}.`,
				];
	if (isEmptyPlan(plan)) {
		return [`Nothing is missing: all ${plural(there, 'torrent')} are there.`, ...left];
	}
	const links = add.filter(torrent => !isWhole(torrent)).length;
	return [
		`${plural(add.length, 'torrent')} missing, ${there} there.`,
		...add.map(
			torrent =>
				`+ ${torrent.name}  ${torrent.save_path}${isWhole(torrent) ? '' : '  (by its magnet link)'}`,
		),
		...finish.map(({name}) => `~ ${name}: was being put back when that was cut off`),
		...categories.map(({name}) => `+ category ${name}`),
		...tags.map(tag => `+ tag ${tag}`),
		...left,
		...(links > 0
			? [
					`${plural(links, 'torrent')} would come by magnet link: their data is looked at when they are started.`,
				]
			: []),
	];
};

export const restoredDocument = ({back, refused, checked, categories, tags}: Restored) => ({
	restored: back.map(({hash, saved, isWhole: whole}) => ({
		...{hash, name: saved.name, from: whole ? 'torrent_file' : 'magnet'},
	})),
	refused: refused.map(({why, ...row}) => ({...row, reason: why})),
	...{checked, categories, tags},
});

export const restoredLines = ({back, refused, checked}: Restored): string[] => [
	...refused.map(({name, why}) => `Not back: ${name}: ${why}`),
	`${plural(back.length, 'torrent')} back, stopped${refused.length > 0 ? `; ${refused.length} not` : ''}.`,
	...(checked > 0
		? [`The server looks at the data of ${plural(checked, 'torrent')}; nothing is downloaded.`]
		: []),
];

export const headDocument = ({path, snapshot}: Opened): Record<string, unknown> => ({
	path,
	...(snapshot satisfies Snapshot),
});
