const cleanups = new Set<() => void>();

/**
 * Runs something when this process ends: by itself, by SIGINT or by SIGTERM, which is how vitest
 * ends its workers. It must be synchronous. What was registered last runs first: servers end before
 * their folders go.
 */
export function atExit(cleanup: () => void): void {
	if (cleanups.size === 0) watch();
	cleanups.add(cleanup);
}

function watch(): void {
	process.once('exit', () => {
		for (const cleanup of [...cleanups].reverse()) cleanup();
	});
	for (const [signal, code] of [['SIGINT', 130] as const, ['SIGTERM', 143] as const]) {
		process.once(signal, () => {
			// Whoever else listens to the signal has plans of their own, and exits after them.
			if (process.listenerCount(signal) === 0) process.exit(code);
		});
	}
}
