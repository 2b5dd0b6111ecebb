import type {Torrent} from '../../qbit/types.ts';
import {type FileLists, joinByPaths, type Member, memberOf} from './group-paths.ts';
import {createUnion, type Union} from './union.ts';

/** A file on the disk, where this machine can see it: by the server’s path. */
export type Inode = {
	/** The same for all names of one file. */
	id: string;
	/** Names that it has on its disk. */
	links: number;
	/** Bytes that it takes there. */
	bytes: number;
};

/** Torrents that must move together or not at all: they share files, or names of one file. */
export type Group = {
	/** Those that share paths lie on one shelf, and go to one place. Its top folder comes first. */
	shelves: ReadonlyArray<readonly Member[]>;
	members: readonly Member[];
	/** Bytes that come free when all of it has moved. */
	exclusive: number;
	/** Bytes that it takes where it goes. */
	needed: number;
	/** By the sizes that the server tells, without a look at the disk. */
	estimated: boolean;
	/** A file of it has a name outside: to move it frees nothing. */
	hardlinkedOutside: boolean;
};

export type GroupSource = {
	/** By hash: groups do not hang on any other order. */
	torrents: readonly Torrent[];
	files: FileLists;
	inodes: ReadonlyMap<string, Inode>;
};

export const groupTorrents = ({torrents, files, inodes}: GroupSource): Group[] => {
	const members = torrents.map(torrent => memberOf(torrent, files));
	const paths = createUnion(members.length);
	joinByPaths(members, paths);
	if (inodes.size === 0) {
		return gather(members, paths).map(shelf => groupOf([shelf], inodes));
	}
	const all = createUnion(members.length);
	for (const index of members.keys()) all.join(paths.rootOf(index), index);
	joinByInodes(members, inodes, all);
	const indexes = new Map(members.map((member, index) => [member, index]));
	const shelfOf = (member: Member): number => paths.rootOf(indexes.get(member) ?? 0);
	return gather(members, all).map(group =>
		groupOf(group.length === 1 ? [group] : [...Map.groupBy(group, shelfOf).values()], inodes),
	);
};

const gather = (members: readonly Member[], union: Union): Member[][] => {
	const groups = new Map<number, Member[]>();
	members.forEach((member, index) => {
		const root = union.rootOf(index);
		const group = groups.get(root);
		if (group) group.push(member);
		else groups.set(root, [member]);
	});
	return [...groups.values()];
};

const joinByInodes = (
	members: readonly Member[],
	inodes: ReadonlyMap<string, Inode>,
	union: Union,
): void => {
	const owners = new Map<string, number>();
	members.forEach((member, index) => {
		for (const {path} of member.files ?? []) {
			const id = inodes.get(path)?.id;
			if (id === undefined) continue;
			const owner = owners.get(id);
			if (owner === undefined) owners.set(id, index);
			else union.join(owner, index);
		}
	});
};

const groupOf = (shelves: Member[][], inodes: ReadonlyMap<string, Inode>): Group => {
	const [only] = shelves[0] ?? [];
	if (only && !only.files && shelves.length === 1 && shelves[0]?.length === 1) {
		return aloneOf(only, shelves[0]);
	}
	const ordered = shelves.map(shelf => (shelf.length > 1 ? shelf.toSorted(leadFirst) : shelf));
	const members = ordered.flat();
	const needed = ordered.reduce((sum, shelf) => sum + neededBy(shelf), 0);
	return {shelves: ordered, members, needed, ...exclusiveOf(members, inodes)};
};

/** What most torrents are: nothing is known of their files, and no other is near. */
const aloneOf = ({torrent: {size}}: Member, shelf: readonly Member[]): Group => ({
	shelves: [shelf],
	members: shelf,
	exclusive: size,
	needed: size,
	estimated: true,
	hardlinkedOutside: false,
});

/** Who leads says where the shelf goes: the highest folder, as all others lie in it; then the oldest. */
const leadFirst = (one: Member, other: Member): number =>
	(one.base?.length ?? 0) - (other.base?.length ?? 0) ||
	one.torrent.added_on - other.torrent.added_on ||
	(one.torrent.hash < other.torrent.hash ? -1 : 1);

/** Rather too much: each that may be of its own is counted. */
const neededBy = (shelf: readonly Member[]): number => {
	const [only] = shelf;
	if (only && shelf.length === 1) return only.torrent.size;
	const sizes = new Map<string, number>();
	for (const {torrent, content = '', files} of shelf) {
		if (files) {
			for (const {path, size, wanted} of files) if (wanted) sizes.set(path, size);
		} else sizes.set(`${content} ${torrent.size}`, torrent.size);
	}
	return sum(sizes.values());
};

type Exclusive = Pick<Group, 'exclusive' | 'estimated' | 'hardlinkedOutside'>;

/** What is known by inodes, if all files were looked at; rather too little where it is estimated. */
const exclusiveOf = (members: readonly Member[], inodes: ReadonlyMap<string, Inode>): Exclusive => {
	const paths = new Map<string, number>();
	for (const {files} of members) {
		for (const {path, size, wanted} of files ?? []) if (wanted) paths.set(path, size);
	}
	const seen = [...paths.keys()].map(path => inodes.get(path)).filter(inode => inode !== undefined);
	const isWhole = members.every(({files}) => files) && seen.length === paths.size && paths.size > 0;
	const outside = new Set(
		[...Map.groupBy(seen, ({id}) => id)]
			.filter(([, names]) => names.length < (names[0]?.links ?? 0))
			.map(([id]) => id),
	);
	const hardlinkedOutside = outside.size > 0;
	if (isWhole) {
		const own = new Map(seen.filter(({id}) => !outside.has(id)).map(inode => [inode.id, inode]));
		const exclusive = sum([...own.values()].map(({bytes}) => bytes));
		return {exclusive, estimated: false, hardlinkedOutside};
	}
	const listed = members.every(({files}) => files) && paths.size > 0;
	const exclusive = listed
		? sum(paths.values())
		: members.reduce((most, {torrent}) => Math.max(most, torrent.size), 0);
	return {exclusive, estimated: true, hardlinkedOutside};
};

const sum = (amounts: Iterable<number>): number => {
	let total = 0;
	for (const amount of amounts) total += amount;
	return total;
};
