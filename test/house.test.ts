import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {describe, expect, it} from 'vitest';
import packageJson from '../package.json' with {type: 'json'};
import {inBundle, tools} from '../scripts/dependencies.ts';
import {manualPage} from '../scripts/man.ts';
import {fillTables, pages} from '../scripts/tables.ts';
import {glyphSet} from '../source/terminal/glyphs.ts';
import {keymap} from '../source/views/keys/keymap.ts';
import type {Scope} from '../source/views/scene.ts';
import {torrentColumns, usualColumns} from '../source/views/torrents/columns.ts';

const root = join(import.meta.dirname, '..');
const source = join(root, 'source');

type Module = {path: string; room: string; text: string; imports: string[]};

const modules: Module[] = readdirSync(source, {recursive: true, encoding: 'utf8'})
	.filter(name => /\.tsx?$/.test(name))
	.map(name => {
		const text = readFileSync(join(source, name), 'utf8');
		const found = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)];
		return {path: name, room: roomOf(name), text, imports: found.flatMap(([, to]) => to ?? [])};
	});

/** '' for what stands on top, beside the rooms. */
function roomOf(path: string): string {
	const room = dirname(path).split('/')[0] ?? '';
	return room === '.' ? '' : room;
}

/** TABLE: the rooms that a room may import, beside itself. */
const below: Readonly<Record<string, readonly string[]>> = {
	terminal: [],
	qbit: [],
	space: ['qbit'],
	snapshot: ['qbit', 'space'],
	outbox: ['qbit', 'space'],
	hooks: ['terminal', 'qbit', 'space'],
	views: ['terminal', 'qbit', 'space', 'snapshot', 'outbox', 'hooks'],
	demo: ['qbit'],
	service: ['terminal', 'qbit', 'space'],
};

/** Types that a lower room names without running anything of them. */
const namedOnly = /^import type .* from '(\.\.\/)+(engine|settings\/config)\.ts';$/gm;

describe('the house', () => {
	it.each(Object.entries(below))('%s imports no room above it', (room, allowed) => {
		const inside = modules.filter(module => module.room === room);
		expect(inside.length).toBeGreaterThan(0);
		for (const {path, text} of inside) {
			const run = text.replace(namedOnly, '');
			const imports = [...run.matchAll(/'(\.\.?\/[^']+)'/g)].flatMap(([, to]) => to ?? []);
			const rooms = imports.map(to => roomOf(relative(source, join(source, dirname(path), to))));
			const wrong = rooms.filter(to => to !== room && !allowed.includes(to));
			expect(wrong, `${path} imports ${wrong.map(to => to || 'the top')}`).toEqual([]);
		}
	});

	/** Rooms that put the others together, as the files beside them do. */
	const onTop = ['', 'attach', 'commands', 'serve', 'settings'];

	it('every room is in the table, or stands on top', () => {
		const rooms = new Set(modules.map(module => module.room));
		expect([...rooms].sort()).toEqual([...Object.keys(below), ...onTop].sort());
	});

	it('React begins in hooks', () => {
		const users = modules.filter(({imports}) =>
			imports.some(to => /^(react|ink)([/-]|$)/.test(to)),
		);
		const places = users.map(({path, room}) => room || path);
		expect(new Set(places)).toEqual(new Set(['hooks', 'views', 'app.tsx']));
	});

	it('only the entry and the screen end the process', () => {
		const ends = modules.filter(({text}) => /\bprocess\.(exit|abort|reallyExit)\(/.test(text));
		expect(ends.map(({path}) => path).sort()).toEqual(['cli.tsx', 'run-screen.ts']);
	});

	/** TABLE of the doors to the disk, and what they may do there beside reading. */
	const writers: Readonly<Record<string, RegExp>> = {
		// Bytes to the terminal.
		'terminal/outlet.ts': /^writeSync$/,
		'space/store/make-folder.ts': /^mkdirSync$/,
		// What it removes it could not finish a moment before.
		'space/store/draft.ts': /^(rename|unlink)$/,
		'space/store/state-folder.ts': /^(chmod|rename|writeFile)Sync$/,
		// Removes the copy that it has made in the temporary folder.
		'space/store/look-beside.ts': /^(copyFile|rm)Sync$/,
		// Removes its own older snapshots, by the names that it gave them, and what it could not finish.
		'snapshot/files.ts': /^(chmod|rmdir|unlink)$/,
		// What the demo has written into the temporary folder.
		'settings/own-folder.ts': /^rm$/,
		// Removes what was added, or given up.
		'outbox/files.ts': /^unlink$/,
		// What it removes it has made itself a moment before, beside what it could not finish.
		'save-files.ts': /^(rename|unlink)$/,
	};

	it('only the settings, the state and what a user saves are written; no file of others is ever removed', () => {
		const writing =
			/\b(write|append|rm|unlink|rename|mkdir|copy|cp|truncate|chmod|symlink|link|createWriteStream)\w*\b/;
		const importing = /import\s*\{([^}]*)\}\s*from 'node:fs(?:\/promises)?'/g;
		for (const {path, text} of modules) {
			const allowed = writers[path];
			for (const [, names = ''] of text.matchAll(importing)) {
				const others = names.split(',').map(name => name.trim());
				const wrong = others.filter(name => writing.test(name) && !allowed?.test(name));
				expect(wrong, path).toEqual([]);
			}
			expect(text, path).not.toMatch(/import (?!\{)[^;]* from 'node:fs/);
		}
		const users = modules.filter(({imports}) => imports.includes('conf'));
		expect(users.map(({path}) => path)).toEqual(['settings/load-config.ts']);
	});

	it('SQLite is behind one door, and loaded only when it is opened', () => {
		const users = modules.filter(({text}) =>
			/'node:sqlite'/.test(text.replace(/^import type .*/gm, '')),
		);
		expect(users.map(({path}) => path)).toEqual(['space/store/sqlite.ts']);
	});
});

it.each(Object.keys(pages))('tables of %s are the program’s (npm run docs renews them)', page => {
	const text = readFileSync(join(root, page), 'utf8');
	expect(text).toBe(fillTables(page, text));
});

it('the manual page is the program’s (npm run docs renews it)', () => {
	expect(readFileSync(join(root, 'docs/qbtui.1'), 'utf8')).toBe(manualPage());
});

it('every package has its reason, and is used', () => {
	expect(Object.keys({...inBundle, ...tools}).sort()).toEqual(
		Object.keys(packageJson.devDependencies).sort(),
	);
	const imported = modules.flatMap(({imports}) => imports);
	const unused = Object.keys(inBundle).filter(
		name => !imported.some(to => to === name || to.startsWith(`${name}/`)),
	);
	expect(unused).toEqual([]);
});

describe('the tables', () => {
	it('no key means two things in a view; a pane may give a key of the list another meaning', () => {
		const keysIn = (...scopes: Scope[]) =>
			keymap.filter(row => scopes.includes(row.in)).flatMap(row => row.keys);
		const views: Scope[] = [
			'torrents',
			'queue',
			'space',
			'tags',
			'create',
			'doctor',
			'state',
			'log',
		];
		for (const scope of new Set(keymap.map(row => row.in))) {
			const keys = keysIn(...(views.includes(scope) ? ([scope, 'everywhere'] as const) : [scope]));
			expect(keys.toSorted(), scope).toEqual([...new Set(keys)].sort());
		}
	});

	it('every key says what it does, and no two say the same', () => {
		for (const {label, keys} of keymap) {
			expect(label.trim(), keys.join()).not.toBe('');
			expect(keys.length).toBeGreaterThan(0);
		}
		const labels = keymap.map(({label}) => label);
		expect(new Set(labels).size).toBe(labels.length);
	});

	it('every column has a name, a letter and an importance of its own, and a help', () => {
		const columns = torrentColumns({volumes: [], glyphs: glyphSet({ascii: false})});
		for (const part of ['name', 'letter', 'keep'] as const) {
			const values = columns.map(column => column[part]);
			expect(new Set(values).size, part).toBe(values.length);
		}
		for (const {letter, help, header, width} of columns) {
			expect(letter).toMatch(/^[a-z]$/);
			expect(help).not.toBe('');
			if (typeof width === 'number') expect(header.length).toBeLessThanOrEqual(width);
		}
		const names = columns.map(({name}) => name);
		expect(usualColumns.filter(name => !names.includes(name))).toEqual([]);
	});
});
