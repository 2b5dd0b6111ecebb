/** What is typed at `/` in a list: all its words must be in the text, in any case and order. */
export const finder = (filter: string): ((text: string) => boolean) => {
	const words = filter
		.toLowerCase()
		.split(/\s+/)
		.filter(word => word !== '');
	return text => {
		const searched = words.length === 0 ? '' : text.toLowerCase();
		return words.every(word => searched.includes(word));
	};
};
