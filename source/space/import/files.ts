import {createHash} from 'node:crypto';
import {lstatSync, readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {messageOf} from '../../qbit/message.ts';
import type {Wanted} from './job.ts';
import {readQueueFile} from './queue.ts';
import {readStateFile} from './state.ts';

/** A file that could be read. */
export type Found = {
	path: string;
	/** Another for another content or name: what was imported once is not again. */
	key: string;
	wanted: readonly Wanted[];
	/** What in it could not be understood, as sentences. */
	left: readonly string[];
};

/** Why a file stays where it is, for people. */
export type Problem = {path: string; why: string};

/** Where the two older programs kept their state when they were not told where (`LOCK_DIR`). */
const usualFolders = ['/config/qbit-manager-state', '/config/pyrosimple-manager-locks'];

/** @param set the setting `import_from` */
export const olderFolders = (set: string | undefined): readonly string[] =>
	set === undefined ? usualFolders : [set];

/** What a file says. */
export type Reading = {wanted: readonly Wanted[]; left: readonly string[]} | {why: string};

/** Far above any that there is; a whole library in one file is about this large. */
const largestFile = 64 * 1024 * 1024;

/** Everything in the folders that the older program wrote; throws nothing. */
export const findOlder = (
	folders: readonly string[],
): {files: readonly Found[]; problems: readonly Problem[]} => {
	const files: Found[] = [];
	const problems: Problem[] = [];
	for (const path of new Set(folders.flatMap(pathsIn))) {
		const read = readOne(path);
		if ('why' in read) problems.push({path, why: read.why});
		else files.push(read);
	}
	return {files, problems};
};

const stateFile = 'orchestrator_state.json';

const pathsIn = (folder: string): string[] => [
	...namesIn(folder)
		.filter(isOlder)
		.map(name => join(folder, name)),
	...namesIn(join(folder, 'queue'))
		.filter(isQueue)
		.map(name => join(folder, 'queue', name)),
	...namesIn(join(folder, 'state'))
		.filter(isState)
		.map(name => join(folder, 'state', name)),
];

const isQueue = (name: string): boolean => name.endsWith('.queue');
const isState = (name: string): boolean => name === stateFile;
const isOlder = (name: string): boolean => isQueue(name) || isState(name);

const namesIn = (folder: string): string[] => {
	try {
		return readdirSync(folder).sort();
	} catch {
		return [];
	}
};

const readOne = (path: string): Found | {why: string} => {
	try {
		const {size, isFile} = factsOf(path);
		if (!isFile) return {why: 'It is not a file.'};
		if (size > largestFile) return {why: 'It is too large.'};
		const content = readFileSync(path, 'utf8');
		const name = basename(path);
		const reading = isState(name) ? readStateFile(content) : readQueueFile(name, content);
		if ('why' in reading) return reading;
		return {
			path,
			key: createHash('sha256').update(`${name}\n${content}`).digest('hex'),
			...reading,
		};
	} catch (error) {
		return {why: `It can’t be read (${messageOf(error)}).`};
	}
};

const factsOf = (path: string): {size: number; isFile: boolean} => {
	const facts = lstatSync(path);
	return {size: facts.size, isFile: facts.isFile()};
};
