import {execFileSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {delimiter, join} from 'node:path';

const majorOf = (node: string): number =>
	Number(/^v(\d+)/.exec(execFileSync(node, ['--version'], {encoding: 'utf8'}))?.[1] ?? 0);

/** The system's Node if qbtui can't run on it: not everyone has one. */
export const findOldNode = (): string | undefined =>
	(process.env.PATH ?? '')
		.split(delimiter)
		.filter(folder => !folder.includes('node_modules'))
		.map(folder => join(folder, 'node'))
		.filter(file => existsSync(file))
		.find(file => majorOf(file) < 22);
