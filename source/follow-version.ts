import type {Client, ServerVersion} from './qbit/client.ts';
import type {Events} from './qbit/events.ts';
import type {Mirror} from './qbit/mirror.ts';
import type {Store} from './qbit/store.ts';
import {askWhyLost} from './qbit/why-lost.ts';

/** Asks for the version with the first list, and again after each login. */
export const followVersion = (
	client: Client,
	mirror: Mirror,
	version: Store<ServerVersion | undefined>,
	events: Events,
	now: () => number,
): void => {
	let askedAt: number | undefined;
	let loggedInAt = 0;
	const ask = (): void => {
		if (askedAt === client.logins()) return;
		askedAt = client.logins();
		const since = loggedInAt;
		loggedInAt = now();
		client.identify().then(
			found => {
				version.set(found);
				if (since > 0) void tellWhyLost(client, since, loggedInAt, events);
			},
			() => {
				askedAt = undefined;
			},
		);
	};
	mirror.store.subscribe(() => {
		if (mirror.store.get().link.state === 'live') ask();
	});
};

/** In the log and on the timeline; who can’t be told goes without. */
const tellWhyLost = async (
	client: Client,
	since: number,
	now: number,
	events: Events,
): Promise<void> => {
	const told = await askWhyLost(client, since, now).catch(() => undefined);
	if (told) events.tell(...told);
};
