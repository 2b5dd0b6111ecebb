import type {KeyEvent} from '../terminal/keys.ts';

/** One line of text being typed. Pure. */
export type Line = {
	text: string;
	/** In UTF-16 units, never inside a pair. */
	caret: number;
};

export const lineOf = (text: string): Line => ({text, caret: text.length});

/** The line after a key or a paste; undefined when the key means nothing here. */
export const edit = (line: Line, event: KeyEvent): Line | undefined => {
	if (event.type === 'paste') return insert(line, event.text.replace(/[\r\n\t]+/g, ' '));
	if (event.type !== 'key') return undefined;
	const command = commands[event.name];
	if (command) return command(line);
	if (event.name === 'space') return insert(line, ' ');
	return [...event.name].length === 1 ? insert(line, event.name) : undefined;
};

/** In UTF-16 units: no address, key or filter is longer, but a paste may be. */
const longest = 4096;

const insert = ({text, caret}: Line, added: string): Line => {
	const room = Math.max(0, longest - text.length);
	const fitting = added.slice(0, room).replace(/[\ud800-\udbff]$/, '');
	return {
		text: text.slice(0, caret) + fitting + text.slice(caret),
		caret: caret + fitting.length,
	};
};

const before = ({text, caret}: Line): number =>
	caret - ([...text.slice(0, caret)].at(-1)?.length ?? 0);
const after = ({text, caret}: Line): number => caret + ([...text.slice(caret)][0]?.length ?? 0);

const remove = ({text}: Line, from: number, to: number): Line => ({
	text: text.slice(0, from) + text.slice(to),
	caret: from,
});

const wordStart = ({text, caret}: Line): number =>
	text.slice(0, caret).replace(/\S*\s*$/, '').length;

/** TABLE: the keys of a shell's line. */
const commands: Readonly<Record<string, (line: Line) => Line>> = {
	backspace: line => remove(line, before(line), line.caret),
	delete: line => remove(line, line.caret, after(line)),
	left: line => ({...line, caret: before(line)}),
	right: line => ({...line, caret: after(line)}),
	home: line => ({...line, caret: 0}),
	end: line => ({...line, caret: line.text.length}),
	'ctrl+a': line => ({...line, caret: 0}),
	'ctrl+e': line => ({...line, caret: line.text.length}),
	'ctrl+u': line => remove(line, 0, line.caret),
	'ctrl+k': line => remove(line, line.caret, line.text.length),
	'ctrl+w': line => remove(line, wordStart(line), line.caret),
	'alt+backspace': line => remove(line, wordStart(line), line.caret),
};
