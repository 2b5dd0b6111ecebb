import {createClient} from '../../source/qbit/client.ts';
import {createMirror} from '../../source/qbit/mirror.ts';
import {createFakeClock} from './fake-clock.ts';
import {type Answer, createFakeServer} from './fake-fetch.ts';

/** A mirror of a server that is only a function: of the rid that it was asked for. */
export const mirrorOf = (
	answer: (rid: number, signal: AbortSignal) => Answer | Promise<Answer>,
) => {
	const clock = createFakeClock();
	const server = createFakeServer((_, {url, signal}) =>
		answer(Number(url.searchParams.get('rid')), signal ?? new AbortController().signal),
	);
	const client = createClient({
		url: new URL('http://nas:8080'),
		fetch: server.fetch,
		maxReplyBytes: 1_000_000,
	});
	const mirror = createMirror(client, clock);
	/** Until it has asked once more and sleeps again. */
	const next = async (): Promise<void> => {
		await clock.asleep();
		const answered = mirror.answered();
		clock.wake();
		await answered;
		await clock.asleep();
	};
	const rids = (): number[] => server.requests.map(({url}) => Number(url.searchParams.get('rid')));
	return {clock, mirror, server, next, rids};
};
