import {access, constants, stat} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';
import {isAbsolute} from '../qbit/absolute-path.ts';
import {badCategory, categoryForm} from '../qbit/add-options.ts';
import type {AddWish} from '../qbit/create/add-made.ts';
import type {Wish} from '../qbit/create/make.ts';
import {withoutEnd} from '../qbit/create/options.ts';
import {messageOf} from '../qbit/message.ts';
import {mayReplace} from '../save-files.ts';
import {fromHome} from '../space/home-folder.ts';
import {tidyPath, toServer} from '../space/paths.ts';
import {readSpan} from '../space/plan/amounts.ts';
import type {CommandContext} from './command.ts';
import {readCreateOptions} from './create-flags.ts';
import {UsageError} from './failure.ts';

/** What `qbtui create` is to do. */
export type Order = {
	wishes: readonly Wish[];
	/** Of each, as it was given. */
	given: readonly string[];
	/** Where the .torrent goes. */
	output: Output;
	deleteTask: boolean;
	timeoutMs: number | undefined;
};

type Output = {to: 'stdout'} | {to: 'file'; path: string} | {to: 'folder'; path: string};

type Given = Pick<CommandContext, 'args' | 'flags' | 'config' | 'json'>;

/** @throws UsageError for all that can be told to be wrong without the server */
export const readOrder = async ({args, flags, config, json}: Given): Promise<Order> => {
	if (args.length === 0) throw new UsageError('qbtui create needs a file or folder.');
	const options = readCreateOptions(flags);
	if (options.file !== undefined && args.length > 1) {
		throw new UsageError('--server-file is for one torrent.');
	}
	const add = readAdd(flags);
	const wishes = args.map((path): Wish => {
		const source = serverPath(path, config.pathMap);
		return {options: {...options, source}, add};
	});
	return {
		...{wishes, given: args, output: await readOutput(flags.output, wishes, json)},
		...{deleteTask: flags['delete-task'] === true, timeoutMs: readTimeout(flags.timeout)},
	};
};

/** A path of this machine that path_map knows, or else the server’s own. */
const serverPath = (given: string, pathMap: CommandContext['config']['pathMap']): string => {
	const whole = fromHome(given);
	const isOwn = isAbsolute(whole) && !whole.startsWith('/');
	const path = isOwn ? whole : tidyPath(resolve(whole));
	return withoutEnd(toServer(path, pathMap) ?? path);
};

const readAdd = (flags: Given['flags']): AddWish | undefined => {
	const category = textOf(flags, 'category');
	const tags = textOf(flags, 'tags')
		?.split(',')
		.map(tag => tag.trim());
	if (category !== undefined && !categoryForm.test(category)) {
		throw new UsageError(`--category is wrong. ${badCategory}`);
	}
	if (tags?.includes('')) throw new UsageError('--tags holds a tag without a name.');
	const seeds = flags['no-seed'] !== true;
	if (!seeds && flags.add !== true) {
		const vain = ['category', 'tags', 'managed'].find(name => flags[name] !== undefined);
		if (vain)
			throw new UsageError(`--${vain} says how it is added: with --no-seed, give --add, too.`);
		return undefined;
	}
	const managed = flags.managed === true;
	return {
		stopped: !seeds,
		...(category && {category}),
		...(tags && {tags}),
		...(managed && {managed}),
	};
};

const textOf = (flags: Given['flags'], name: string): string | undefined => {
	const value = flags[name];
	if (typeof value !== 'string') return undefined;
	if (value.trim() === '') throw new UsageError(`--${name} needs a value.`);
	return value.trim();
};

const readTimeout = (given: unknown): number | undefined => {
	if (given === undefined) return undefined;
	const seconds = readSpan(given);
	if (!seconds) throw new UsageError('--timeout must be a time such as 2h or 30m.');
	return seconds * 1000;
};

/** Looked at before anything is made: what can't be saved would be found out hours later. */
const readOutput = async (
	given: unknown,
	wishes: readonly Wish[],
	asJson: boolean,
): Promise<Output> => {
	if (given === '-') {
		if (asJson) throw new UsageError('-o - and --json both want standard output.');
		if (wishes.length > 1) throw new UsageError('-o - is for one torrent.');
		return {to: 'stdout'};
	}
	const path = resolve(fromHome(String(given ?? '.')));
	if (given === '') throw new UsageError('-o needs a file or folder.');
	const isFolder = await stat(path).then(
		entry => entry.isDirectory(),
		() => false,
	);
	if (isFolder) {
		await mayWrite(path);
		return {to: 'folder', path};
	}
	if (wishes.length > 1 || String(given).endsWith('/')) {
		throw new UsageError(`-o: there is no folder ${path}.`, []);
	}
	await mayWrite(dirname(path));
	await mayReplace(path).catch(error => {
		throw new UsageError(`-o: ${path}: ${messageOf(error)}`, []);
	});
	return {to: 'file', path};
};

const mayWrite = async (folder: string): Promise<void> => {
	const entry = await stat(folder).catch(() => undefined);
	if (!entry?.isDirectory()) throw new UsageError(`-o: there is no folder ${folder}.`, []);
	await access(folder, constants.W_OK).catch(() => {
		throw new UsageError(`-o: ${folder} may not be written to.`, []);
	});
};
