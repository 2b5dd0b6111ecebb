/** TABLE: the priorities that the server knows, from the least. */
const priorities: ReadonlyArray<{value: number; word: string}> = [
	{value: 0, word: 'skip'},
	{value: 1, word: 'normal'},
	{value: 6, word: 'high'},
	{value: 7, word: 'max'},
];

/** @param priority undefined: the files of a folder differ */
export const priorityWord = (priority: number | undefined): string =>
	priority === undefined
		? 'mixed'
		: (priorities.find(({value}) => value === priority)?.word ?? String(priority));

/** The next one up or down; the same at the end. Between two that are known, the nearer one. */
export const shiftPriority =
	(up: boolean) =>
	(priority: number): number => {
		const values = priorities.map(({value}) => value);
		return (
			(up ? values.find(value => value > priority) : values.findLast(value => value < priority)) ??
			priority
		);
	};
