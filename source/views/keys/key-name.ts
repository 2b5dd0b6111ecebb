const shown: Readonly<Record<string, string>> = {
	escape: 'Esc',
	enter: 'Enter',
	space: 'Space',
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	home: 'Home',
	end: 'End',
	pageup: 'PgUp',
	pagedown: 'PgDn',
	insert: 'Ins',
	delete: 'Del',
	backspace: 'Backspace',
	tab: 'Tab',
	'shift+tab': '⇧Tab',
};

/** "ctrl+l" → "^L", "pageup" → "PgUp" */
export const keyName = (key: string): string => {
	if (key.startsWith('ctrl+')) return `^${key.slice(5).toUpperCase()}`;
	return shown[key] ?? (/^f\d+$/.test(key) ? key.toUpperCase() : key);
};

const byShown = new Map(Object.entries(shown).map(([key, name]) => [name.toLowerCase(), key]));

const named = /^((ctrl|alt|shift)\+)*(.|f([1-9]|1[0-2])|[a-z]{2,})$/u;

/** A key as people write it, "x", "D", "^D", "Ctrl+D", "PgUp", "F5": its name, or undefined. */
export const readKey = (text: string): string | undefined => {
	if (text === ' ') return 'space';
	if ([...text].length === 1) return text;
	const key = text.toLowerCase().replace(/^\^(?=.)/, 'ctrl+');
	const known = byShown.get(key) ?? key;
	const bare = known.replace(/^((ctrl|alt|shift)\+)+/, '');
	const isNamed = shown[bare] !== undefined || /^f([1-9]|1[0-2])$/.test(bare);
	return named.test(known) && (isNamed || [...bare].length === 1) ? known : undefined;
};
