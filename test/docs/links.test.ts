import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, it} from 'vitest';
import {pages, root, textOf} from './pages.ts';

const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '');

/** As the headings of a page are called in links. */
const anchorsOf = (text: string): string[] =>
	[...withoutCode(text).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
		title
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);

it.each(pages)('every link of %s leads somewhere', page => {
	const text = textOf(page);
	const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);
	const dead = links.filter(to => {
		if (/^https?:/.test(to)) return false;
		const [path = '', anchor] = to.split('#');
		const target = path === '' ? page : join(dirname(page), path);
		if (!existsSync(join(root, target))) return true;
		return anchor !== undefined && !anchorsOf(textOf(target)).includes(anchor);
	});
	expect(dead).toEqual([]);
});

it('every page is in the README', () => {
	const text = textOf('README.md');
	expect(pages.filter(page => page !== 'README.md' && !text.includes(`](${page})`))).toEqual([]);
});

it('every picture is on a page', () => {
	const text = pages.map(textOf).join('\n');
	const taken = [
		...readFileSync(join(root, 'scripts/pictures.ts'), 'utf8').matchAll(/file: '(.*?)'/g),
	];
	expect(taken.length).toBeGreaterThan(8);
	for (const [, name] of taken) {
		expect(text).toContain(`pictures/${name}.svg)`);
		expect(existsSync(join(root, `docs/pictures/${name}.svg`)), name).toBe(true);
	}
});

it('each test that a promise names holds it', () => {
	const rows = textOf('docs/promises.md').matchAll(/`(test\/\S+)`((?:,? “[^”]+”)+)/g);
	const named = [...rows].flatMap(([, file = '', titles = '']) =>
		[...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({file, title})),
	);
	expect(named.length).toBeGreaterThan(20);
	const untested = named.filter(
		({file, title}) => !readFileSync(join(root, file), 'utf8').includes(title),
	);
	expect(untested).toEqual([]);
});
