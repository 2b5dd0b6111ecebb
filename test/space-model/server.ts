import type {State} from '../../source/qbit/types.ts';
import type {Disks, SimFile} from './disks.ts';
import type {Random} from './random.ts';

/**
 * A qBittorrent as far as moving goes: one serial queue in memory, copies that are torn until they
 * are finished, existing targets that are kept and rechecked, sources removed last, moves that are
 * forgotten on a restart, 200 for hashes that it does not know, failures without a word.
 */
export type SimTorrent = {
	hash: string;
	name: string;
	files: readonly {path: string; data: string; size: number}[];
	/** The first segment of all its files, or '' where there is none. */
	root: string;
	/** The folder in which its files really are. */
	at: string;
	/** 0 to 1 a file, as the server believes. */
	have: number[];
	tags: Set<string>;
	stopped: boolean;
	autoTmm: boolean;
	broken: boolean;
	/** Seconds of checking that are left. */
	checking: number;
};

type Move = {
	hash: string;
	by: 'us' | 'other';
	to: string;
	file: number;
	left: number;
	/** What is being written. */
	target?: SimFile;
	skipped: boolean;
	copied: number[];
};

export type SimServer = {
	up: boolean;
	reachable: boolean;
	version: string;
	/** Before 5.2 it does not tell when it was started. */
	tellsLaunch: boolean;
	/** Seconds; also when it was started. */
	launchedAt: number;
	torrents: Map<string, SimTorrent>;
	queue: Move[];
	now: () => number;
	setLocation: (hash: string, to: string, by: 'us' | 'other') => 200 | 409;
	recheck: (hash: string) => void;
	stop: (how: 'clean' | 'killed') => void;
	start: () => void;
	tick: () => void;
	stateOf: (torrent: SimTorrent) => State;
	contentPath: (torrent: SimTorrent) => string;
	progressOf: (torrent: SimTorrent) => number;
};

const copyRate = 8;

export const createServer = (disks: Disks, random: Random, now: () => number): SimServer => {
	const belief = (torrent: SimTorrent): number[] =>
		torrent.files.map(({path, data}) => {
			const file = disks.at(`${torrent.at}/${path}`);
			if (!file || file.data !== data) return 0;
			return file.good ? 1 : 0.35;
		});

	const finish = (move: Move, torrent: SimTorrent): void => {
		for (const index of move.copied) {
			const file = torrent.files[index];
			if (file) disks.remove(`${torrent.at}/${file.path}`);
		}
		torrent.at = move.to;
		torrent.broken = false;
		server.queue.shift();
		if (move.skipped) server.recheck(move.hash);
	};

	/** One second of the move at the head of the queue. */
	const copy = (): void => {
		const move = server.queue[0];
		const torrent = move && server.torrents.get(move.hash);
		if (!move) return;
		if (!torrent) {
			server.queue.shift();
			return;
		}
		const file = torrent.files[move.file];
		if (!file) return finish(move, torrent);
		const [from, to] = [`${torrent.at}/${file.path}`, `${move.to}/${file.path}`];
		const source = disks.at(from);
		if (move.left > 0) {
			move.left -= 1;
			if (move.left > 0) return;
			const target = disks.at(to);
			// The volume, or the source, is gone: an error, and nothing of it is taken back.
			if (!target || target !== move.target || !source) {
				server.queue.shift();
				return;
			}
			target.good = source.good;
			move.copied.push(move.file);
			move.file += 1;
			return;
		}
		if (disks.at(to)) {
			move.skipped = true;
			move.file += 1;
		} else if (!source) {
			move.file += 1;
		} else {
			const fits = disks.free(move.to) >= file.size;
			move.target = {data: file.data, size: file.size, good: false, since: now()};
			disks.put(to, move.target);
			// Out of room, or an error of the disk: what was copied stays.
			if (!fits || random.chance(0.02)) server.queue.shift();
			else move.left = Math.ceil(file.size / copyRate);
		}
	};

	const server: SimServer = {
		up: true,
		reachable: true,
		version: 'v5.1.4',
		tellsLaunch: true,
		launchedAt: now() - 1000,
		torrents: new Map(),
		queue: [],
		now,
		setLocation: (hash, to, by) => {
			const torrent = server.torrents.get(hash);
			if (!torrent || torrent.at === to) return 200;
			if (random.chance(0.02)) return 409;
			torrent.autoTmm = false;
			const [head] = server.queue;
			if (head?.hash === hash && head.to === to) return 200;
			server.queue = server.queue.filter(move => move === head || move.hash !== hash);
			server.queue.push({hash, by, to, file: 0, left: 0, skipped: false, copied: []});
			return 200;
		},
		recheck: hash => {
			const torrent = server.torrents.get(hash);
			if (!torrent) return;
			torrent.checking = random.whole(2, 20);
			torrent.broken = false;
			torrent.have = torrent.have.map(() => 0);
		},
		stop: how => {
			const [head] = server.queue;
			const torrent = head && server.torrents.get(head.hash);
			server.queue = how === 'clean' && head ? [head] : [];
			for (let i = 0; how === 'clean' && server.queue.length > 0 && i < 10_000; i++) copy();
			// Killed while it removed the sources: the resume data still name the old place.
			if (how === 'killed' && head && torrent && head.file >= torrent.files.length) {
				const [first] = head.copied;
				const file = first === undefined ? undefined : torrent.files[first];
				if (file) disks.remove(`${torrent.at}/${file.path}`);
			}
			server.up = false;
		},
		start: () => {
			server.up = true;
			server.launchedAt = now();
			for (const torrent of server.torrents.values()) {
				torrent.broken = torrent.files.some(({path}) => !disks.at(`${torrent.at}/${path}`));
			}
		},
		tick: () => {
			if (!server.up) return;
			copy();
			for (const torrent of server.torrents.values()) {
				if (torrent.checking > 0 && !server.queue.some(({hash}) => hash === torrent.hash)) {
					torrent.checking -= 1;
					if (torrent.checking === 0) torrent.have = belief(torrent);
				}
				const lacks = torrent.files.some(({path}) => !disks.at(`${torrent.at}/${path}`));
				if (lacks && random.chance(0.02)) torrent.broken = true;
			}
		},
		stateOf: torrent => {
			if (now() - server.launchedAt < 8) return 'checkingResumeData';
			if (server.queue.some(({hash}) => hash === torrent.hash)) return 'moving';
			const whole = server.progressOf(torrent) === 1;
			if (torrent.checking > 0) return 'checkingUP';
			if (torrent.broken) return 'missingFiles';
			if (torrent.stopped) return whole ? 'stoppedUP' : 'stoppedDL';
			return whole ? 'stalledUP' : 'downloading';
		},
		contentPath: torrent => (torrent.root ? `${torrent.at}/${torrent.root}` : torrent.at),
		progressOf: torrent => {
			const size = torrent.files.reduce((sum, file) => sum + file.size, 0);
			const have = torrent.files.reduce(
				(sum, file, i) => sum + file.size * (torrent.have[i] ?? 0),
				0,
			);
			return size === 0 ? 0 : have / size;
		},
	};
	return server;
};
