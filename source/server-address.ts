/** A server for people, and in snapshots: "nas:8080", with the path of a reverse proxy. */
export const addressOf = ({host, pathname}: URL): string =>
	host + (pathname === '/' ? '' : pathname);
