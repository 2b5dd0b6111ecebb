/** The most that terminals take, in bytes of UTF-8. */
export const copyLimit = 74_000;

/**
 * Puts a text into the clipboard of the terminal (OSC 52), also over SSH. `undefined` when it is too
 * long. tmux takes it itself with `set-clipboard on`, or passes it on with `allow-passthrough on`.
 */
export function copyBytes(text: string, insideTmux: boolean): string | undefined {
	const bytes = Buffer.from(text);
	if (bytes.length > copyLimit) {
		return undefined;
	}

	const copy = `\x1b]52;c;${bytes.toString('base64')}\x07`;
	return insideTmux ? `${copy}\x1bPtmux;${copy.replaceAll('\x1b', '\x1b\x1b')}\x1b\\` : copy;
}
