export type Environment = Readonly<Record<string, string | undefined>>;

/** Bits a colour has: none, 16, 256 or 16.7 million colours. */
export type ColorDepth = 0 | 4 | 8 | 24;

const forced: Readonly<Record<string, ColorDepth>> = {
	'0': 0,
	false: 0,
	'1': 4,
	true: 4,
	'': 4,
	'2': 8,
	'3': 24,
};

/**
 * What the terminal can show. NO_COLOR (any value but an empty one) beats everything;
 * FORCE_COLOR=0…3 beats what follows: not a terminal, TERM=dumb, COLORTERM, TERM.
 */
export function colorDepth(env: Environment, isTTY: boolean): ColorDepth {
	if (env.NO_COLOR) {
		return 0;
	}

	const force = env.FORCE_COLOR;
	const wanted = force === undefined ? undefined : forced[force];
	if (wanted !== undefined) {
		return wanted === 4 ? atLeastBasic(env) : wanted;
	}

	return isTTY ? fromTerm(env) : 0;
}

function atLeastBasic(env: Environment): ColorDepth {
	return fromTerm(env) || 4;
}

function fromTerm({TERM: term = '', COLORTERM: colorTerm = ''}: Environment): ColorDepth {
	if (term === 'dumb') {
		return 0;
	}

	if (
		/^(truecolor|24bit)$/i.test(colorTerm) ||
		/-direct$|kitty|ghostty|alacritty|wezterm/.test(term)
	) {
		return 24;
	}

	return /256|^tmux|^foot/.test(term) ? 8 : 4;
}
