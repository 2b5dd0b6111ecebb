import {setTimeout} from 'node:timers/promises';
import type {Client} from './qbit/client.ts';
import {createDoctor, type Doctor, type DoctorParts} from './qbit/doctor/doctor.ts';
import type {Place} from './qbit/doctor/visit.ts';
import type {Mirror} from './qbit/mirror.ts';
import type {Config} from './settings/config.ts';
import type {SpaceParts} from './space/doctor/parts.ts';
import {doctorMemory} from './space/store/doctor-memory.ts';

type Parts = {
	config: Config;
	login: Pick<Place, 'url' | 'username' | 'apiKey' | 'password' | 'fetch'>;
	client: Client;
	mirror: Mirror;
	/** What is remembered is of one server. */
	address: string;
	isDemo: boolean;
	/** The mirror asks already. */
	isStarted: () => boolean;
	ca: string | undefined;
	space: SpaceParts;
};

/** The doctor of a running program: what the mirror knows is not asked a second time. */
export const openDoctor = ({client, mirror, space, ...parts}: Parts): Doctor => {
	const {config, login, isDemo, ca} = parts;
	const memory =
		space.folder === undefined
			? {recall: () => undefined, keep: () => {}}
			: doctorMemory(space.folder, parts.address);
	return createDoctor({
		load: async () => {
			const [{checks}, {reach}, {spaceRungs}] = await Promise.all([
				import('./qbit/checks.ts'),
				import('./qbit/doctor/reach.ts'),
				import('./space/doctor/rungs.ts'),
			]);
			return {rungs: [...checks, ...spaceRungs(space)], reach: isDemo ? undefined : reach};
		},
		place: {
			...login,
			...{ca, verifyTls: config.verifyTls},
			connectTimeoutMs: config.connectionTimeout * 1000,
			now: Date.now,
		},
		settle: () => (parts.isStarted() ? firstAnswer(mirror) : Promise.resolve()),
		running: () => runningOf(client, mirror),
		version: () => client.version()?.app,
		refused: () => refusedOf(mirror),
		...memory,
	});
};

/** Its first login may be under way: two at once would count twice, if the password is wrong. */
const firstAnswer = async (mirror: Mirror): Promise<void> => {
	if (mirror.store.get().link.state !== 'connecting') return;
	await Promise.race([mirror.answered(), setTimeout(patienceMs, undefined, {ref: false})]);
};

const patienceMs = 3000;

/** A session that works is borrowed: another one might end somebody else’s. */
const runningOf = (client: Client, mirror: Mirror): ReturnType<DoctorParts['running']> => {
	if (mirror.store.get().link.state !== 'live') return undefined;
	return {
		send: client.peek,
		logins: client.logins(),
		cookieNames: client.cookieNames(),
	};
};

const refusedOf = (mirror: Mirror): ReturnType<DoctorParts['refused']> => {
	const {link} = mirror.store.get();
	if (link.state !== 'away') return undefined;
	const {code, message} = link.error;
	if (code !== 'LoginRefused' && code !== 'Banned') return undefined;
	return {kind: 'refused', code, text: message};
};
