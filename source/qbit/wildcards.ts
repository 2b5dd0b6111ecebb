/**
 * Whether a text is like the pattern, in any case: `*` stands for any text, also for none. Without
 * one, the whole must be equal. No regular expression: those take minutes for `*a*a*a*a*b` and a
 * long text that others wrote.
 */
export const likeWildcards = (pattern: string): ((text: string) => boolean) => {
	const [first = '', ...others] = pattern.toLowerCase().split('*');
	const last = others.pop();
	if (last === undefined) return text => text.toLowerCase() === first;
	return text => {
		const lower = text.toLowerCase();
		const end = lower.length - last.length;
		if (end < first.length || !lower.startsWith(first) || !lower.endsWith(last)) return false;
		let at = first.length;
		for (const part of others) {
			const found = lower.indexOf(part, at);
			if (found === -1 || found + part.length > end) return false;
			at = found + part.length;
		}
		return true;
	};
};
