import {batches} from '../../qbit/batches.ts';
import {addPeers} from '../../qbit/detail-verbs.ts';
import {isQbitError} from '../../qbit/errors.ts';
import {messageOf} from '../../qbit/message.ts';
import {readPeer} from '../../qbit/peer-address.ts';
import type {Torrent} from '../../qbit/types.ts';
import {describeTargets, targets} from '../act.ts';
import {type Doing, tell} from '../doing.ts';
import {plural} from '../format.ts';
import type {Scene} from '../scene.ts';
import {askFor} from './open.ts';

export const askForPeers = (scene: Scene): void => askForPeersOf(scene, targets(scene));

export const askForPeersOf = (scene: Scene, torrents: readonly Torrent[], typed = ''): void =>
	askFor(scene, `Peers for ${describeTargets(torrents)} (ip:port, [ipv6]:port)`, typed, text => {
		const given = [...new Set(text.split(/[\s,;]+/).filter(word => word !== ''))];
		if (given.length === 0) return 'No peer is named.';
		const peers: string[] = [];
		for (const word of given) {
			const read = readPeer(word);
			if ('problem' in read) return read.problem;
			peers.push(read.peer);
		}
		void addEach(scene, torrents, peers);
		return undefined;
	});

/** A call for each peer: the server counts what it took, and does not say which. */
const addEach = async (
	scene: Doing,
	torrents: readonly Torrent[],
	peers: readonly string[],
): Promise<void> => {
	const said: string[] = [];
	let refused = 0;
	for (const peer of peers) {
		const {taken, why} = await addOne(scene, torrents, peer);
		if (taken < torrents.length) refused++;
		const whom =
			torrents.length === 1 ? '' : ` by ${taken} of ${plural(torrents.length, 'torrent')}`;
		said.push(
			taken > 0 ? `${peer} taken${whom}` : `${peer} refused${why === '' ? '' : `: ${why}`}`,
		);
	}
	const look = refused === 0 ? 'good' : refused < peers.length ? 'warning' : 'bad';
	tell(scene, {text: `Add peers: ${said.join('; ')}`, look});
};

const addOne = async (
	{engine}: Doing,
	torrents: readonly Torrent[],
	peer: string,
): Promise<{taken: number; why: string}> => {
	let taken = 0;
	let why = '';
	for (const batch of batches(torrents)) {
		try {
			const answer = await addPeers(
				engine.client,
				batch.map(({hash}) => hash),
				[peer],
			);
			for (const {added} of answer.values()) taken += added > 0 ? 1 : 0;
			if (answer.size === 0) why = 'the torrents are gone';
		} catch (error) {
			why = isQbitError(error, 'Unsupported') ? 'it is no peer to this server' : messageOf(error);
		}
	}
	return {taken, why};
};
