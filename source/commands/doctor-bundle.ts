import {userInfo} from 'node:os';
import {basename, dirname, join, resolve} from 'node:path';
import packageJson from '../../package.json' with {type: 'json'};
import type {Engine} from '../engine.ts';
import {bundleOf} from '../qbit/doctor/bundle.ts';
import type {Diagnosis} from '../qbit/doctor/shape.ts';
import {files} from '../save-files.ts';
import type {Config} from '../settings/config.ts';
import {fromHome, homeFolder} from '../space/home-folder.ts';

/** Writes all of a run, without what is secret; never over a file that is there. */
export const saveBundle = async (
	file: string,
	diagnosis: Diagnosis,
	config: Config,
	{volumes}: Engine,
): Promise<string> => {
	const path = resolve(fromHome(file));
	const text = bundleOf(diagnosis, {
		qbtui: packageJson.version,
		platform: `${process.platform} ${process.arch}, Node ${process.version}`,
		url: config.url ?? new URL('http://demo.localhost'),
		secrets: secretsOf(config, volumes),
	});
	const folder = await files.folder(dirname(path));
	return join(folder, await files.save(folder, basename(path), new TextEncoder().encode(text)));
};

/** What tells who and where someone is. Passwords and keys are nowhere in what is written. */
const secretsOf = (config: Config, volumes: Engine['volumes']): ReadonlyMap<string, string> =>
	new Map([
		...(config.username === undefined ? [] : [[config.username, '<user>'] as const]),
		...(config.url && !/^(localhost|127\.|\[::1\])/.test(config.url.hostname)
			? [[config.url.hostname, '<host>'] as const]
			: []),
		...volumes.map(({tag, path}) => [path, `<folder of ${tag}>`] as const),
		...config.pathMap.flatMap(([server, here], i) => [
			[server, `<server folder ${i + 1}>`] as const,
			[here, `<folder ${i + 1}>`] as const,
		]),
		...(homeFolder() === '/' ? [] : [[homeFolder(), '~'] as const]),
		...userNames().map(name => [name, '<me>'] as const),
	]);

/** None in a container that knows its user by number only. */
const userNames = (): string[] => {
	try {
		return [userInfo().username];
	} catch {
		return [];
	}
};
