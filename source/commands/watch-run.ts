import {type Engine, systemClock} from '../engine.ts';
import {QbitError} from '../qbit/errors.ts';
import {readSpan} from '../space/plan/amounts.ts';
import {harmless} from '../terminal/harmless.ts';
import {compileFilter} from '../views/filter/filter.ts';
import {allViews} from '../views/filter/saved-views.ts';
import {createTrackerHosts} from '../views/filter/tracker-hosts.ts';
import {plural} from '../views/format.ts';
import {type CommandContext, type ExitCode, exitCodes} from './command.ts';
import {toldFailure, UsageError} from './failure.ts';
import {json} from './print.ts';
import {createWatch, type Standing, type Watch} from './watch-lines.ts';

/** Waits for torrents, and says how far they are. */
export const runWatch = async (context: CommandContext): Promise<ExitCode> => {
	const {args, config, json: asJson, out, now} = context;
	const timeout = timeoutOf(context.flags.timeout);
	const text = args.join(' ');
	const read = (engine: Engine) => {
		const {hostsOf} = createTrackerHosts(engine.mirror.store.get);
		const views = allViews(config.views, engine.volumes);
		return compileFilter(text, {
			...{volumes: engine.volumes, now, hostsOf, views: () => views, isWhole: true},
		});
	};
	const engine = await context.openEngine();
	const filter = read(engine);
	if (filter.problem !== undefined) throw new UsageError(filter.problem);
	// A server that can’t be reached, or refuses us, is told at once; one that goes away later is waited for.
	await engine.client.identify();
	const watch = createWatch(filter.test);
	const ending = await follow(engine, watch, {context, timeout});
	const standing = watch.standing();
	if (ending === 'none') throw new Error('No torrent matches: there is nothing to wait for.');
	const code = codeOf(standing, ending);
	const failed = code === exitCodes.failed ? toldFailure(`${told(standing)}.`) : undefined;
	if (asJson) {
		if (code !== exitCodes.done) out.warn(`${told(standing)}.`);
		out.write(json({...failed, ...documentOf(watch, engine, ending)}));
	} else if (ending === 'unread') return exitCodes.done;
	else if (ending === 'interrupted') out.warn(`Interrupted: ${told(standing)}.`);
	else if (ending === 'timeout') out.warn(`After ${context.flags.timeout}: ${told(standing)}.`);
	else out.write(`${told(standing)}.\n`);
	return code;
};

const codeOf = ({waiting, gone, complete}: Standing, ending: Ending): ExitCode => {
	if (waiting + gone === 0) return exitCodes.done;
	// What is still on its way is done in part, however little it is.
	return ending !== 'over' || complete > 0 ? exitCodes.inPart : exitCodes.failed;
};

const timeoutOf = (given: unknown): number | undefined => {
	if (given === undefined) return undefined;
	const seconds = readSpan(given);
	if (seconds === undefined)
		throw new UsageError('--timeout must be a time such as 90s, 30m or 2h.');
	return seconds * 1000;
};

type Ending = 'over' | 'timeout' | 'interrupted' | 'none' | 'unread';

/** Resolves when all are complete or gone, or when there is no more time. @throws when a login is refused for good */
const follow = (
	{mirror}: Engine,
	watch: Watch,
	{context, timeout}: {context: CommandContext; timeout: number | undefined},
): Promise<Ending> => {
	const {out, json: asJson, now} = context;
	const {promise, resolve, reject} = Promise.withResolvers<Ending>();
	let isAway = false;
	const look = (): void => {
		const {link, maindata, revision} = mirror.store.get();
		if (link.state === 'away') {
			if (link.nextTry === undefined) return reject(link.error);
			if (!isAway) out.warn(`The server is away: ${link.error.message} It is asked again.`);
			isAway = true;
			return;
		}
		if (link.state !== 'live' || revision === 0) return;
		if (isAway) out.warn('The server is back.');
		isAway = false;
		for (const line of watch.see(maindata.torrents, now())) {
			if (!asJson) out.write(`${harmless(line)}\n`);
		}
		const {waiting, complete, gone} = watch.standing();
		if (waiting === 0) resolve(complete + gone === 0 ? 'none' : 'over');
		else if (!out.isRead()) resolve('unread');
	};
	const ended = new AbortController();
	// Ended by a key or by the system, it still logs out: sessions are few.
	const interrupted = context.interrupted();
	interrupted.addEventListener('abort', () => resolve('interrupted'), {once: true});
	const unsubscribe = mirror.store.subscribe(look);
	const unwatch = mirror.watch();
	mirror.start();
	if (timeout !== undefined) {
		systemClock.sleep(timeout, ended.signal).then(() => {
			const {link, revision} = mirror.store.get();
			if (revision > 0) resolve('timeout');
			else reject(link.state === 'away' ? link.error : noList());
		});
	}
	return promise.finally(() => {
		ended.abort();
		unsubscribe();
		unwatch();
	});
};

/** What is there is not known: that is neither nothing nor all. */
const noList = (): QbitError =>
	new QbitError('Unreachable', 'The server’s list had not come when the time was up.');

const told = ({waiting, complete, gone}: Standing): string => {
	const all = waiting + complete + gone;
	const removed = gone > 0 ? `, ${gone} removed` : '';
	if (complete === all)
		return all === 1 ? 'Complete' : `All ${plural(all, 'torrent')} are complete`;
	const verb = complete === 1 || all === 1 ? 'is' : 'are';
	return `${complete} of ${plural(all, 'torrent')} ${verb} complete${removed}`;
};

const documentOf = (watch: Watch, {mirror}: Engine, ending: Ending): Record<string, unknown> => {
	const {torrents} = mirror.store.get().maindata;
	const {waiting, gone} = watch.standing();
	return {
		complete: waiting + gone === 0,
		timed_out: ending === 'timeout',
		torrents: [...watch.hashes()].map(hash => {
			const {name, size, progress, state} = torrents.get(hash) ?? {};
			return {hash, name, size, progress, state: state ?? 'removed'};
		}),
	};
};
