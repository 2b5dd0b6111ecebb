import {openService, serviceUrl} from '../attach/ask-service.ts';
import {messageOf} from '../qbit/message.ts';
import {isRecord} from '../qbit/shape.ts';
import {folderOf} from '../settings/own-folder.ts';
import {idOf} from '../space/import/job.ts';
import {spool} from '../space/import/spool.ts';
import {StoreError} from '../space/store/errors.ts';
import {type CommandContext, type ExitCode, exitCodes} from './command.ts';
import {UsageError} from './failure.ts';
import {json} from './print.ts';

/** TABLE: what qBittorrent puts in each place, by how many there are. */
const placesOf: Readonly<Record<number, readonly string[]>> = {
	7: ['hash_v1', 'name', 'category', 'content_path', 'num_files', 'size', 'tags'],
	12: [
		...['hash_v1', 'name', 'category', 'content_path', 'root_path', 'save_path', 'num_files'],
		...['size', 'tags', 'tracker', 'hash_v2', 'torrent_id'],
	],
};

/** The server’s own id first. A name with quotes shifts what follows it on 4.4: the first is right. */
const paramsOf = (args: readonly string[]): Record<string, string> => {
	const places = placesOf[args.length] ?? ['hash_v1'];
	return Object.fromEntries(places.map((name, index) => [name, args[index] ?? '']));
};

type Sent = {queue_id: string; duplicate: boolean; state: string};

/** Never loses what it was told: what the service does not take is left for it in a file. */
export const runNotify = async (context: CommandContext): Promise<ExitCode> => {
	const {args, config, json: asJson, out} = context;
	const params = paramsOf(args);
	const {torrent_id, hash_v1, hash_v2} = params;
	const [id] = [torrent_id, hash_v1, hash_v2].map(idOf).filter(found => found !== undefined);
	if (id === undefined) {
		throw new UsageError(
			'qbtui notify needs the torrent’s hash first: "%I" "%N" "%L" "%F" %C %Z "%G", or all twelve.',
			['qBittorrent puts the torrent’s own words in their place.'],
		);
	}
	const body = {hash: id, params};
	if (context.flags['dry-run'] === true) {
		const where = serviceUrl(config).host;
		out.write(asJson ? json({dry_run: true, where, body}) : `Would tell ${where} of ${id}.\n`);
		return exitCodes.done;
	}
	const sent = await send(context, body).catch((error: Error) => error.message);
	if (typeof sent !== 'string') {
		const text = sent.duplicate ? 'It has a job already' : 'It is in the queue';
		out.write(asJson ? json({...sent, spooled: null}) : `${text}: ${sent.queue_id}.\n`);
		return exitCodes.done;
	}
	const path = leave(context, id, sent);
	out.warn(`${sent} It is left in ${path}, where qbtui serve finds it.`);
	if (asJson) out.write(json({queue_id: null, spooled: path}));
	return exitCodes.done;
};

/** In a file, for the service to find. @throws when not even that can be done */
const leave = ({config, now}: CommandContext, id: string, why: string): string => {
	const folder = folderOf(config);
	try {
		return spool(folder, id, now());
	} catch (error) {
		const reason = messageOf(error);
		throw new StoreError('NotWritable', `${why} Nor can it be left in ${folder}: ${reason}`);
	}
};

/** @throws an Error that says why it was not taken */
const send = async ({config}: CommandContext, body: unknown): Promise<Sent> => {
	const service = await openService(config);
	try {
		const answer = await service.ask('POST', '/notify/torrent-finished', body);
		const {queue_id, duplicate, state, error} = answer.body;
		if (answer.status === 200 && isRecord(answer.body) && typeof queue_id === 'string') {
			return {queue_id, duplicate: duplicate === true, state: String(state)};
		}
		const why = typeof error === 'string' ? error : 'it says nothing that qbtui serve would say.';
		throw new Error(`${service.where} answered ${answer.status}: ${why}`);
	} finally {
		await service.close();
	}
};
