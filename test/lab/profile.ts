import {pbkdf2Sync, randomBytes} from 'node:crypto';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';

/** What a server is told before its first start. Keys as in qBittorrent's source, with slashes. */
export type Settings = Readonly<Record<string, string>>;

/** Everything here keeps the server on loopback and quick: no lookups, no discovery, no queue. */
const DEFAULTS: Settings = {
	'LegalNotice/Accepted': 'true',
	'Application/FileLogger/Enabled': 'false',
	'Network/PortForwardingEnabled': 'false',
	'Preferences/General/Locale': 'en',
	'Preferences/Connection/ResolvePeerCountries': 'false',
	'Preferences/WebUI/Enabled': 'true',
	'Preferences/WebUI/Address': '127.0.0.1',
	'Preferences/WebUI/UseUPnP': 'false',
	'Preferences/WebUI/LocalHostAuth': 'true',
	'Preferences/WebUI/MaxAuthenticationFailCount': '1000',
	'BitTorrent/Session/Interface': 'lo',
	'BitTorrent/Session/InterfaceName': 'lo',
	'BitTorrent/Session/InterfaceAddress': '127.0.0.1',
	'BitTorrent/Session/BTProtocol': 'TCP',
	'BitTorrent/Session/DHTEnabled': 'false',
	'BitTorrent/Session/PeXEnabled': 'false',
	'BitTorrent/Session/LSDEnabled': 'false',
	'BitTorrent/Session/MultiConnectionsPerIp': 'true',
	'BitTorrent/Session/IgnoreLimitsOnLAN': 'false',
	'BitTorrent/Session/Preallocation': 'false',
	'BitTorrent/Session/QueueingSystemEnabled': 'false',
	// ms. The least that qbtui asks for; usual is 1500.
	'BitTorrent/Session/RefreshInterval': '500',
};

const configFile = (profile: string) => join(profile, 'qBittorrent/config/qBittorrent.conf');

/**
 * Writes `qBittorrent.conf` of a profile. What a former run left there stays, except for `settings`.
 *
 * @param settings e.g. `{'BitTorrent/Session/QueueingSystemEnabled': 'true'}`
 */
export async function writeProfile(profile: string, settings: Settings): Promise<void> {
	const file = configFile(profile);
	await mkdir(dirname(file), {recursive: true});
	const former = parse(await readFile(file, 'utf8').catch(() => ''));
	const named = 'WebUI/Port' in former ? renamed : (same: Settings) => same;
	await writeFile(file, print({...named(DEFAULTS), ...former, ...named(settings)}));
}

/**
 * 5.3 moves `Preferences/WebUI/…` to `WebUI/…` at its first start, and from then on reads only
 * those.
 */
function renamed(settings: Settings): Settings {
	const entries = Object.entries(settings);
	return Object.fromEntries(
		entries.map(([key, value]) => [key.replace(/^Preferences\/WebUI\//, 'WebUI/'), value]),
	);
}

/** The value of `Preferences/WebUI/Password_PBKDF2`: PBKDF2-HMAC-SHA512, 100,000 rounds. */
export function hashPassword(password: string): string {
	const salt = randomBytes(16);
	const key = pbkdf2Sync(password, salt, 100_000, 64, 'sha512');
	return `"@ByteArray(${salt.toString('base64')}:${key.toString('base64')})"`;
}

function parse(text: string): Settings {
	const settings: Record<string, string> = {};
	let section = '';
	for (const line of text.split('\n')) {
		const header = /^\[(.*)\]$/.exec(line);
		if (header) section = header[1] ?? '';
		const [, key, value] = /^([^=]+)=(.*)$/.exec(line) ?? [];
		if (key && !header) settings[`${section}/${key.replaceAll('\\', '/')}`] = value ?? '';
	}
	return settings;
}

function print(settings: Settings): string {
	const sections = Object.groupBy(Object.keys(settings), key => key.split('/', 1)[0] ?? '');
	return Object.entries(sections)
		.map(([section, keys = []]) => `[${section}]\n${keys.map(key => line(key)).join('')}`)
		.join('\n');

	function line(key: string): string {
		const [, ...rest] = key.split('/');
		return `${rest.join('\\')}=${settings[key]}\n`;
	}
}
