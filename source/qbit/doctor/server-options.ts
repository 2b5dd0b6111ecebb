import {compareVersions} from '../endpoints.ts';

/** An option of qBittorrent as a person finds it. Names as 4.5.2, 5.1.0 and 5.3.0 have them. */
type ServerOption = {
	/** In `app/preferences`. */
	preference: string;
	/** On the page of the Web UI. */
	label: string;
	/** The same up to 5.0, where it was another. */
	formerLabel?: string;
	/** In qBittorrent.conf, below what all of the Web UI have in common. */
	key: string;
	/** The first version that has it. */
	since?: string;
};

/** TABLE: the options that decide about a login. */
export const serverOptions = {
	port: {preference: 'web_ui_port', label: 'Port', key: 'Port'},
	https: {preference: 'use_https', label: 'Use HTTPS instead of HTTP', key: 'HTTPS\\Enabled'},
	certificate: {
		preference: 'web_ui_https_cert_path',
		label: 'Certificate',
		key: 'HTTPS\\CertificatePath',
	},
	bypassLocal: {
		preference: 'bypass_local_auth',
		label: 'Bypass authentication for clients on localhost',
		key: 'LocalHostAuth',
	},
	banCount: {
		preference: 'web_ui_max_auth_fail_count',
		label: 'Ban client after consecutive failures',
		key: 'MaxAuthenticationFailCount',
	},
	banTime: {preference: 'web_ui_ban_duration', label: 'ban for', key: 'BanDuration'},
	sessionTimeout: {
		preference: 'web_ui_session_timeout',
		label: 'Session timeout',
		key: 'SessionTimeout',
	},
	sessionsLimit: {
		preference: 'web_ui_sessions_count_limit',
		label: 'Sessions count limit',
		key: 'SessionsCountLimit',
		since: '5.3',
	},
	csrf: {
		preference: 'web_ui_csrf_protection_enabled',
		label: 'Enable Cross-Site Request Forgery (CSRF) protection',
		key: 'CSRFProtection',
	},
	secureCookie: {
		preference: 'web_ui_secure_cookie_enabled',
		label: 'Enable cookie Secure flag (requires HTTPS or localhost connection)',
		formerLabel: 'Enable cookie Secure flag (requires HTTPS)',
		key: 'SecureCookie',
	},
	hostCheck: {
		preference: 'web_ui_host_header_validation_enabled',
		label: 'Enable Host header validation',
		key: 'HostHeaderValidation',
	},
	domains: {preference: 'web_ui_domain_list', label: 'Server domains', key: 'ServerDomains'},
	proxySupport: {
		preference: 'web_ui_reverse_proxy_enabled',
		label: 'Enable reverse proxy support',
		key: 'ReverseProxySupportEnabled',
	},
	proxies: {
		preference: 'web_ui_reverse_proxies_list',
		label: 'Trusted proxies list',
		key: 'TrustedReverseProxiesList',
	},
	apiKey: {preference: 'web_ui_api_key', label: 'API Key', key: 'APIKey', since: '5.2'},
} as const satisfies Record<string, ServerOption>;

export type OptionName = keyof typeof serverOptions;

/** "v5.3.0"; undefined as long as nobody was let in to ask. */
type Version = string | undefined;

const isBefore = (version: Version, bound: string): boolean =>
	version !== undefined && compareVersions(version, bound) < 0;

/** The page of the options: 5.0 wrote it in one word. */
export const pageOf = (version: Version): string =>
	`Tools > Options… > ${isBefore(version, '5.0') ? 'Web UI' : 'WebUI'}`;

export const labelOf = (name: OptionName, version: Version): string => {
	const option: ServerOption = serverOptions[name];
	return isBefore(version, '5.1') ? (option.formerLabel ?? option.label) : option.label;
};

/**
 * The key in qBittorrent.conf. 5.1.0 has them as `WebUI\…` in [Preferences], 5.3.0 moves them to a
 * section of their own at its first start; who did not say its version gets both.
 */
export const keyOf = (name: OptionName, version: Version): string => {
	const {key}: ServerOption = serverOptions[name];
	if (isBefore(version, '5.2')) return `WebUI\\${key} in [Preferences]`;
	if (version !== undefined && !isBefore(version, '5.3')) return `${key} in [WebUI]`;
	return `WebUI\\${key} in [Preferences], since 5.3 ${key} in [WebUI]`;
};

/** “Server domains” (Tools > Options… > WebUI; in qBittorrent.conf ServerDomains in [WebUI]) */
export const placeOf = (name: OptionName, version: Version): string =>
	`“${labelOf(name, version)}” (${pageOf(version)}; in qBittorrent.conf ${keyOf(name, version)})`;
