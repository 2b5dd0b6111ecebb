import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {
	keyOf,
	labelOf,
	type OptionName,
	pageOf,
	serverOptions,
} from '../../source/qbit/doctor/server-options.ts';
import {describeOnServers} from '../lab/lab.ts';
import {startServer} from '../lab/server.ts';
import {VERSIONS} from '../lab/versions.ts';

const names = Object.keys(serverOptions).filter((name): name is OptionName =>
	Object.hasOwn(serverOptions, name),
);

/** Values that are nobody’s default, so that they are written down. */
const unusual: Readonly<Record<string, unknown>> = {
	bypass_local_auth: true,
	web_ui_max_auth_fail_count: 6,
	web_ui_ban_duration: 66,
	web_ui_session_timeout: 777,
	web_ui_sessions_count_limit: 9,
	web_ui_csrf_protection_enabled: false,
	web_ui_secure_cookie_enabled: false,
	web_ui_host_header_validation_enabled: false,
	web_ui_domain_list: 'nas.example',
	web_ui_reverse_proxy_enabled: true,
	web_ui_reverse_proxies_list: '127.0.0.9',
	web_ui_https_cert_path: '/nowhere/cert.pem',
	use_https: true,
};

describeOnServers('the options that are advised', VERSIONS, ({version: series, server}) => {
	const there = (name: OptionName): boolean => {
		const option = serverOptions[name];
		return !('since' in option) || Number(option.since) <= Number(series);
	};

	it('are called so on the page of the Web UI', async () => {
		const login = await fetch(`${server().url}/api/v2/auth/login`, {
			method: 'POST',
			body: new URLSearchParams({username: server().username, password: server().password}),
		});
		const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
		const page = async (path: string) =>
			(await fetch(server().url + path, {headers: {cookie}})).text();
		const options = await page('/views/preferences.html');
		const tabs = await page('/views/preferencesToolbar.html');
		const version = await server().call('app/version');
		for (const name of names.filter(there)) expect(options).toContain(labelOf(name, version));
		expect(tabs).toContain(`>${pageOf(version).split(' > ').at(-1)}<`);
	});

	it('are called so in its preferences, and stand where it is said in qBittorrent.conf', async () => {
		const own = await startServer({version: series});
		try {
			const version = await own.call('app/version');
			const preferences = await own.call<Record<string, unknown>>('app/preferences');
			for (const name of names.filter(there)) {
				expect(Object.keys(preferences)).toContain(serverOptions[name].preference);
			}
			if (there('apiKey')) await own.call('app/rotateAPIKey', {});
			await own.call('app/setPreferences', {json: JSON.stringify(unusual)});
			await own.stop();
			const conf = await readFile(join(own.profile, 'qBittorrent/config/qBittorrent.conf'), 'utf8');
			for (const name of names.filter(there)) {
				const [key = '', section = ''] = keyOf(name, version).split(' in ');
				const lines = conf.split(`\n${section}\n`)[1]?.split('\n[')[0]?.split('\n') ?? [];
				expect(
					lines.filter(line => line.startsWith(`${key}=`)),
					key,
				).toHaveLength(1);
			}
		} finally {
			await own.discard();
		}
	});
});
