export const portOf = (url: URL): number =>
	url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);

/** "nas:8080", with the port that a URL may leave out. */
export const whereOf = (url: URL): string => `${url.hostname}:${portOf(url)}`;

export const isLoopbackHost = (hostname: string): boolean =>
	/^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

export const codeOf = (error: unknown): string => {
	const inner = error instanceof AggregateError ? error.errors[0] : error;
	if (!(inner instanceof Error)) return String(inner);
	return 'code' in inner && typeof inner.code === 'string' ? inner.code : inner.message;
};

/** Without the brackets of IPv6, which only URLs have. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');
