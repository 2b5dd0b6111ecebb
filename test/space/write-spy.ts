// Loaded before all else by a process that is watched: says each path that it changes, or opens to
// write to, as it happens.
import fs from 'node:fs';
import {syncBuiltinESMExports} from 'node:module';

const {writeSync} = fs;
const say = (what: string, path: unknown): void => {
	writeSync(1, `wrote ${what} ${String(path)}\n`);
};

/** TABLE: all by which a file or a folder comes, goes or changes, without the `Sync` of its name. */
const changing = [
	...['appendFile', 'chmod', 'chown', 'copyFile', 'cp', 'createWriteStream', 'lchmod', 'lchown'],
	...['link', 'lutimes', 'mkdir', 'mkdtemp', 'open', 'rename', 'rm', 'rmdir', 'symlink'],
	...['truncate', 'unlink', 'utimes', 'writeFile'],
];

const opensToRead = (name: string, flags: unknown): boolean =>
	name.startsWith('open') &&
	(flags === undefined || flags === 'r' || flags === fs.constants.O_RDONLY);

const watch = (module: object): void => {
	for (const name of changing.flatMap(each => [each, `${each}Sync`])) {
		const real: unknown = Reflect.get(module, name);
		if (typeof real !== 'function') continue;
		Reflect.set(module, name, (...args: unknown[]): unknown => {
			if (!opensToRead(name, args[1])) say(name, args[0]);
			return Reflect.apply(real, module, args);
		});
	}
};

watch(fs);
watch(fs.promises);
syncBuiltinESMExports();

const sqlite = process.getBuiltinModule('node:sqlite');
Reflect.set(
	sqlite,
	'DatabaseSync',
	class extends sqlite.DatabaseSync {
		constructor(...args: ConstructorParameters<typeof sqlite.DatabaseSync>) {
			say('database', args[0]);
			super(...args);
		}
	},
);
