/** A server for people, and in snapshots: "nas:8080", with the path of a reverse proxy. */
export const addressOf = ({host, pathname}: URL): string =>
	host + (pathname === '/' ? '' : pathname);

/** A server on this machine, whose files are seen as they are. */
export const isLoopback = (url: URL): boolean =>
	/^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
