/**
 * How a request leaves the program. The client takes one of these: that of `openNetwork` for a real
 * server, that of `createDemo` for the embedded one.
 */
export type Fetch = (request: Request) => Promise<Reply>;

export type Request = {
	method: 'GET' | 'POST';
	url: URL;
	headers: Record<string, string>;
	body?: string | Uint8Array;
	signal?: AbortSignal;
	/** So many times as long as usually a silence is borne: the server is known to need long. */
	patience?: number;
};

export type Reply = {
	status: number;
	/** Names in lower case. `set-cookie` is a list when there are several. */
	headers: Record<string, string | string[] | undefined>;
	/** Must be read to its end or destroyed, or the connection is lost to the pool. */
	body: AsyncIterable<Uint8Array>;
};
