export type ModeOptions = {
	/** Clicks and the wheel. The terminal's own selection then needs Shift. */
	mouse?: boolean;
	/** Whether the terminal has the focus. */
	focus?: boolean;
};

type Mode = {enter: string; leave: string; when?: keyof ModeOptions};

// In the order of entering; left in reverse.
const modes: readonly Mode[] = [
	// The title goes to the terminal's stack.
	{enter: '\x1b[22;0t', leave: '\x1b[23;0t'},
	{enter: '\x1b[?1049h', leave: '\x1b[?1049l'},
	{enter: '\x1b[?25l', leave: '\x1b[?25h'},
	// A line is never continued on the next one.
	{enter: '\x1b[?7l', leave: '\x1b[?7h'},
	{enter: '\x1b[?2004h', leave: '\x1b[?2004l'},
	{enter: '\x1b[?1004h', leave: '\x1b[?1004l', when: 'focus'},
	{enter: '\x1b[?1000h\x1b[?1006h', leave: '\x1b[?1006l\x1b[?1000l', when: 'mouse'},
];

function chosen(options: ModeOptions): Mode[] {
	return modes.filter(({when}) => !when || options[when]);
}

export function enterBytes(options: ModeOptions): string {
	return chosen(options)
		.map(({enter}) => enter)
		.join('');
}

/** Also ends a frame, a scroll region or a colour that was left open. */
export function leaveBytes(options: ModeOptions): string {
	const leaving = chosen(options)
		.reverse()
		.map(({leave}) => leave);
	return `\x1b[?2026l\x1b[r\x1b[m${leaving.join('')}`;
}

/** One frame, shown at once by terminals that know how. */
export function synchronized(bytes: string): string {
	// So few bytes arrive in one piece anyway.
	return bytes.length <= 64 ? bytes : `\x1b[?2026h${bytes}\x1b[?2026l`;
}
