import type {Server} from '../lab/server.ts';
import {type LabTorrent, syntheticTorrent} from '../lab/torrents.ts';
import {addTorrents, settled} from '../lab/upload.ts';

const MIB = 2 ** 20;

/** "Lab 007 …", of 80 MiB: names and sizes rise with the number, from 10 MiB for 0. */
export const numbered = (number: number, size = (number + 1) * 10 * MIB): LabTorrent =>
	syntheticTorrent({index: number, name: `Lab ${three(number)} some film or other`, size});

const three = (number: number): string => String(number).padStart(3, '0');

export const range = (from: number, to: number): number[] =>
	Array.from({length: to - from}, (_, i) => from + i);

/**
 * 300 torrents. The first 20 wait for peers, the others are stopped; by thirds of "films", "linux"
 * and no category; every tenth has the tag "keep".
 */
export const fillLibrary = async (server: Server): Promise<void> => {
	const all = range(0, 300);
	for (const [rest, category] of ['films', 'linux', ''].entries()) {
		const third = all.filter(number => number % 3 === rest).map(number => numbered(number));
		const folder = category === '' ? {} : {category};
		await addTorrents(server, third.slice(0, rest < 2 ? 7 : 6), folder);
		await addTorrents(server, third.slice(rest < 2 ? 7 : 6), {...folder, stopped: true});
	}
	const kept = all.filter(number => number % 10 === 0).map(number => numbered(number).hash);
	await server.call('torrents/addTags', {hashes: kept.join('|'), tags: 'keep'});
	await settled(server);
};

/** Runs something once, for all tests of a block that need it. */
export const once = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
	let made: Promise<Value> | undefined;
	return () => {
		made ??= make();
		return made;
	};
};
