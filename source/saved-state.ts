import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import type {Client} from './qbit/client.ts';
import type {Events} from './qbit/events.ts';
import type {Maindata} from './qbit/maindata.ts';
import type {Clock, Mirror} from './qbit/mirror.ts';
import {askMaindata} from './qbit/whole-list.ts';
import type {Config} from './settings/config.ts';
import {demoFolder} from './settings/own-folder.ts';
import {createSchedule} from './snapshot/schedule.ts';
import {createSnapshots, type Snapshots} from './snapshot/snapshots.ts';
import type {Job} from './space/job/shape.ts';
import type {Orchestrator} from './space/orchestrator-shape.ts';
import {jobsBeside} from './space/store/look-beside.ts';

export type SavedStateParts = {
	client: Client;
	mirror: Mirror;
	/** The mirror runs: it is asked, and not the server a second time. */
	isMirrored: () => boolean;
	events: Events;
	orchestrator: Orchestrator;
	address: string;
	/** The state folder; undefined for the demo, which has none. */
	folder: string | undefined;
	settings: Config['snapshots'];
	/** A folder of the server as this machine has it; undefined where it has it not. */
	hereOf: (folder: string) => string | undefined;
	clock: Clock;
};

/** The snapshots of a server, and what saves them by itself. */
export const createSavedState = (
	parts: SavedStateParts,
): {snapshots: Snapshots; schedule: ReturnType<typeof createSchedule>} => {
	const {client, mirror, events, orchestrator, address, folder, settings, hereOf, clock} = parts;
	const snapshots = createSnapshots({
		...{client, address, keep: settings.kept, hereOf, now: clock.now, sleep: delay},
		folder: join(folder ?? demoFolder(), 'snapshots'),
		maindata: fresh => (parts.isMirrored() ? mirrored(mirror, fresh) : askMaindata(client)),
		jobs: () => jobsNow(orchestrator, folder),
	});
	const schedule = createSchedule({
		...{snapshots, address, note: events.note, clock},
		every: settings.every * 1000,
		...(folder === undefined && {first: firstInDemo}),
		isLive: () => mirror.store.get().link.state === 'live',
	});
	return {snapshots, schedule};
};

/** Who looks at the demo has a minute, and is to find one there. Milliseconds. */
const firstInDemo = 8000;

/** What the screen has, or what the next answer brings where it must be of this moment. */
const mirrored = async (mirror: Mirror, fresh: boolean): Promise<Maindata> => {
	const known = mirror.store.get();
	if (known.revision > 0 && !fresh) return known.maindata;
	// Refused for good: to ask once more would send the same password again.
	if (known.link.state === 'away' && known.link.nextTry === undefined) throw known.link.error;
	const answer = mirror.answered();
	mirror.poke();
	const {link, maindata} = await answer;
	if (link.state === 'away') throw link.error;
	return maindata;
};

/** Another qbtui that has the state folder is not asked: what it has stored is looked at. */
const jobsNow = ({store}: Orchestrator, folder: string | undefined): readonly Job[] => {
	const {state, jobs, ended} = store.get();
	if (state === 'running') return [...jobs, ...ended];
	return folder === undefined ? [] : jobsBeside(folder);
};
