import {type Client, type ClientOptions, createClient} from '../../source/qbit/client.ts';
import {type NetworkOptions, openNetwork} from '../../source/qbit/network.ts';
import type {Server} from '../lab/server.ts';

export type Opened = Client & {
	/** Logs out and closes all connections. */
	end: () => Promise<void>;
};

const usual = {connectTimeoutMs: 10_000, readTimeoutMs: 30_000, poolSize: 4, verifyTls: true};

/** A client over the network, as the program makes one. */
export const openClient = (
	address: string,
	login: Partial<Omit<ClientOptions, 'password'>> & {password?: string} = {},
	network: Partial<NetworkOptions> = {},
): Opened => {
	const url = new URL(address);
	const {fetch, close} = openNetwork({...usual, url, ...network});
	const {password, ...options} = login;
	const client = createClient({
		...{url, fetch, maxReplyBytes: 190e6, ...options},
		password: async () => password,
	});
	return {
		...client,
		end: async () => {
			await client.close();
			await close();
		},
	};
};

export const loginOf = ({username, password}: Pick<Server, 'username' | 'password'>) => ({
	username,
	password,
});
