import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** All that people read, from the root of the project. */
export const pages: readonly string[] = [
	...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
	...readdirSync(join(root, 'docs')).flatMap(name => (name.endsWith('.md') ? `docs/${name}` : [])),
];

export const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');

export type Block = {language: string; text: string};

/** The parts of a page that are set as code, in their order. */
export const blocksOf = (page: string): Block[] =>
	[...textOf(page).matchAll(/^```(\S*)\n([\s\S]*?)^```/gm)].map(([, language = '', text = '']) => ({
		language,
		text,
	}));
