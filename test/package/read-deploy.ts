import {readFileSync} from 'node:fs';

/** Each line as a whole, without comments. */
const linesOf = (path: string): string[] =>
	readFileSync(path, 'utf8')
		.replace(/^#.*\n/gm, '')
		.replace(/\\\n\s*/g, '')
		.split('\n');

const pairsOf = (texts: readonly string[]): Record<string, string> =>
	Object.fromEntries(
		texts.map(text => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]),
	);

/** The one user that it may run as. */
const onlyUser = <Name extends string>(found: string | undefined, name: Name): Name => {
	if (found !== name) throw new Error(`it runs as ${found}, and not as ${name}`);
	return name;
};

/** What the last stage of a Dockerfile says. */
export const readDockerfile = (path: string) => {
	const lines = linesOf(path);
	const last = lines.slice(lines.findLastIndex(line => line.startsWith('FROM ')));
	const all = (word: string): string[] =>
		last.flatMap(line => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
	const words = (word: string): string[] => all(word).flatMap(text => JSON.parse(text));
	return {
		copied: all('COPY').map(text => {
			const [source = '', target = ''] = text.replace('--from=build /build/', '').split(' ');
			return {source, target};
		}),
		run: all('RUN'),
		user: onlyUser(all('USER')[0], 'node'),
		env: pairsOf(all('ENV').flatMap(text => text.split(' '))),
		command: [...words('ENTRYPOINT'), ...words('CMD')],
		health: all('HEALTHCHECK')[0]?.replace(/^.*?CMD /, '') ?? '',
	};
};

/** What a unit of systemd says, with its placeholders as systemd fills them for a system service. */
export const readUnit = (path: string) => {
	const credentials = '/run/credentials/qbtui.service';
	const filled = linesOf(path).map(line =>
		line.replaceAll('%S', '/var/lib').replaceAll('%C', '/var/cache').replaceAll('%d', credentials),
	);
	const all = (key: string): string[] =>
		filled.flatMap(line => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));
	return {
		credentials,
		start: all('ExecStart').flatMap(text => text.split(' ')),
		reload: all('ExecReload')[0] ?? '',
		user: onlyUser(all('User')[0], 'qbtui'),
		env: pairsOf(all('Environment')),
		environmentFile: all('EnvironmentFile')[0]?.replace(/^-/, '') ?? '',
		loaded: all('LoadCredential').map(text => {
			const [name = '', file = ''] = text.split(':');
			return {name, file};
		}),
		state: `/var/lib/${all('StateDirectory')[0]}`,
		cache: `/var/cache/${all('CacheDirectory')[0]}`,
	};
};
