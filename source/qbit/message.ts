/** What an error says; anything may be thrown. */
export const messageOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);

/** The code that the system gives an error: "ENOENT"; '' when it has none. */
export const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : '';
