export const background = '#16181d';
export const foreground = '#d4d7dd';

const sixteen = [
	'#2a2e37',
	'#e06c75',
	'#98c379',
	'#e5c07b',
	'#61afef',
	'#c678dd',
	'#56b6c2',
	'#c8ccd4',
	'#5c6370',
	'#ff7b86',
	'#b5e08f',
	'#ffd68a',
	'#82c4ff',
	'#dd9bf0',
	'#7fdbe6',
	'#ffffff',
];

const hex = (...parts: number[]): string =>
	`#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;

const step = (level: number): number => (level === 0 ? 0 : 55 + level * 40);

/** The palette of 256: sixteen by name, a cube of 6 × 6 × 6, 24 greys. */
export const paletteColour = (index: number): string => {
	const named = sixteen[index];
	if (named) return named;
	if (index >= 232) return hex(...Array(3).fill(8 + (index - 232) * 10));
	const place = index - 16;
	return hex(step(Math.floor(place / 36)), step(Math.floor(place / 6) % 6), step(place % 6));
};
