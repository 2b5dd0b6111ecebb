import {type AskService, openService, serviceOfHolder} from '../attach/ask-service.ts';
import {messageOf} from '../qbit/message.ts';
import type {Config} from '../settings/config.ts';
import type {Answer, Orchestrated} from '../space/orchestrator-shape.ts';
import {queueRead} from '../space/queue-wire.ts';
import {StoreError} from '../space/store/errors.ts';

/** The queue of the service that has our state folder. */
export type Elsewhere = {
	queue: Orchestrated & {open: Orchestrated['jobs']};
	/** Has it do something, by its route. */
	ask: (path: string) => Promise<Answer>;
	close: () => Promise<void>;
};

/**
 * @param held why the folder can’t be opened here
 * @throws StoreError Held when who has it is no service, or can’t be asked
 */
export const openElsewhere = async (config: Config, held: StoreError): Promise<Elsewhere> => {
	const url = serviceOfHolder(config);
	if (!url) throw held;
	let service: AskService | undefined;
	try {
		const {ask, close, where} = await openService(config, url);
		service = {ask, close, where};
		const answer = await ask('GET', '/queue');
		const queue = answer.status === 200 ? queueRead(answer.body.queue) : undefined;
		if (!queue) throw new Error(`${where} answered: ${answer.body.error ?? answer.status}`);
		return {
			queue: {...queue, open: queue.jobs},
			ask: async path => {
				const {status, body} = await ask('POST', path, {});
				return status === 200
					? {done: true, text: String(body.message ?? 'Done.')}
					: {done: false, why: String(body.error ?? `${where} answered ${status}.`)};
			},
			close,
		};
	} catch (error) {
		await service?.close();
		const why = messageOf(error);
		throw new StoreError('Held', `${held.message} It can’t be asked: ${why}`, {
			advice: ['Give this one the key of that one: http_api_key (HTTP_API_KEY).'],
		});
	}
};
