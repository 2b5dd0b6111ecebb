/** Our names of keys → tmux's. */
const names: Record<string, string> = {
	enter: 'Enter',
	tab: 'Tab',
	'shift+tab': 'BTab',
	esc: 'Escape',
	space: 'Space',
	backspace: 'BSpace',
	up: 'Up',
	down: 'Down',
	left: 'Left',
	right: 'Right',
	home: 'Home',
	end: 'End',
	insert: 'IC',
	delete: 'DC',
	pageup: 'PPage',
	pagedown: 'NPage',
};

const modifiers: Record<string, string> = {ctrl: 'C-', alt: 'M-', shift: 'S-'};

const plain = (key: string): string => names[key] ?? (/^f\d+$/.test(key) ? key.toUpperCase() : key);

/** The arguments of `tmux send-keys` for one key. */
export const tmuxKey = (key: string): string[] => {
	if ([...key].length === 1) return ['-l', '--', key];
	if (names[key] || !key.includes('+')) return [plain(key)];
	const parts = key.split('+');
	const base = parts.pop() || '+';
	return [parts.map(part => modifiers[part] ?? '').join('') + plain(base)];
};
