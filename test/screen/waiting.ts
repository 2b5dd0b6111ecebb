/** What is waited for: a text or pattern anywhere on the screen, or a judgement of its rows. */
export type Sought = string | RegExp | ((screen: string[]) => boolean);

export const isThere = (sought: Sought, screen: string[]): boolean => {
	if (typeof sought === 'function') return sought(screen);
	const text = screen.join('\n');
	return typeof sought === 'string' ? text.includes(sought) : sought.test(text);
};

export const frame = (screen: string[]): string => {
	const width = Math.max(0, ...screen.map(line => line.length));
	const edge = '─'.repeat(width);
	return [`┌${edge}`, ...screen.map(line => `│${line}`), `└${edge}`].join('\n');
};

export const describe = (sought: Sought): string =>
	typeof sought === 'string' ? JSON.stringify(sought) : String(sought);

/** Wakes everyone who waits for the next change; never wakes by a clock. */
export type Bell = {ring: () => void; listen: (listener: () => void) => () => void};

export const createBell = (): Bell => {
	const listeners = new Set<() => void>();
	return {
		ring() {
			for (const listener of [...listeners]) listener();
		},
		listen(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};

/** Resolves as soon as `look` returns true; `look` may throw to give up. */
export const waitFor = (
	bell: Bell,
	look: () => boolean,
	timeout: number,
	late: () => Error,
): Promise<void> =>
	new Promise((resolve, reject) => {
		const finish = (settle: () => void) => {
			clearTimeout(timer);
			stop();
			settle();
		};
		const check = () => {
			try {
				if (look()) finish(resolve);
			} catch (error) {
				finish(() => reject(error));
			}
		};
		const stop = bell.listen(check);
		const timer = setTimeout(() => finish(() => reject(late())), timeout);
		check();
	});
