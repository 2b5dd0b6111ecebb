/** How a program ends that was hindered by it. */
export type Hindrance = 'none' | 'unreachable' | 'refused' | 'failed';

type Row = {
	/** In a few words, for headings and tables. */
	title: string;
	hinders: Hindrance;
};

/** TABLE of causes: every one that a doctor may name, in the order of the rungs. */
export const causes = {
	OK: {title: 'qbtui can log in', hinders: 'none'},
	UNREACHABLE: {title: 'Nothing answers at the address', hinders: 'unreachable'},
	TLS_UNTRUSTED: {title: 'The certificate is not trusted', hinders: 'unreachable'},
	TLS_MISMATCH: {title: 'http and https are mixed up', hinders: 'unreachable'},
	NOT_QBITTORRENT: {title: 'Something else answers', hinders: 'unreachable'},
	HOST_REFUSED: {title: 'The Host header check refuses the address', hinders: 'refused'},
	CSRF_REFUSED: {title: 'The cross-site check refuses the request', hinders: 'refused'},
	PROXY_REFUSED: {title: 'A proxy in front of qBittorrent refuses', hinders: 'refused'},
	BAD_CREDENTIALS: {title: 'User name or password is wrong', hinders: 'refused'},
	BANNED: {title: 'This address is banned', hinders: 'refused'},
	COOKIE_SECURE: {title: 'The cookie is for https only', hinders: 'refused'},
	COOKIE_LOST: {title: 'The cookie gets lost on the way', hinders: 'refused'},
	SESSION_LOST: {title: 'The server ends the session', hinders: 'refused'},
	API_KEY_REFUSED: {title: 'The API key is not known', hinders: 'refused'},
	UNSUPPORTED_VERSION: {title: 'The server is too old', hinders: 'failed'},
	UNKNOWN: {title: 'The cause is not known', hinders: 'failed'},
} as const satisfies Record<string, Row>;

export type Cause = keyof typeof causes;
