import {once} from 'node:events';
import {type Launched, launch} from './launch.ts';
import {until} from './until.ts';

/**
 * Starts the process and waits until it answers, not until it has all its torrents again: that
 * takes it longer.
 *
 * @throws with its output, when it ends or does not answer within a minute
 */
export async function boot(
	root: string,
	profile: string,
	url: string,
	isPlain = false,
): Promise<Launched> {
	const launched = launch(root, profile, isPlain);
	try {
		await until('an answer', () => answers(launched, url), Boolean, {within: 120_000});
		if (hasEnded(launched)) throw new Error('it ended');
	} catch (error) {
		await end(launched, 'SIGKILL');
		throw new Error(`the server did not start: ${String(error)}\n${launched.output()}`);
	}
	return launched;
}

/** Any answer will do, a refusal too; so does its end, which no waiting mends. */
const answers = async (launched: Launched, url: string) =>
	hasEnded(launched) || (await fetch(`${url}/api/v2/app/version`)).status > 0;

const hasEnded = ({process}: Launched) => process.exitCode !== null || process.signalCode !== null;

/** Sends a signal and waits for the end: after a minute without one, by force. */
export async function end(launched: Launched, signal: NodeJS.Signals): Promise<void> {
	if (hasEnded(launched)) return;
	const ended = once(launched.process, 'exit');
	const lastResort = setTimeout(() => launched.process.kill('SIGKILL'), 60_000);
	launched.process.kill(signal);
	await ended;
	clearTimeout(lastResort);
}
