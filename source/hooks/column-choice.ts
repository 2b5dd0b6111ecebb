/** Which columns the list has, and in what order, while that is being chosen. Pure. */
export type ColumnChoice = {
	kind: 'columns';
	/** All that there are: those that are shown in their order, and the others among them. */
	order: readonly string[];
	shown: ReadonlySet<string>;
	index: number;
	/** What Esc goes back to. */
	before: readonly string[];
};

/** Without it one would not know what a row is. */
const always = 'name';

export const startChoice = (all: readonly string[], shown: readonly string[]): ColumnChoice => ({
	kind: 'columns',
	order: [...shown, ...all.filter(name => !shown.includes(name))],
	shown: new Set(shown),
	index: 0,
	before: shown,
});

export const chosenColumns = ({order, shown}: ColumnChoice): string[] =>
	order.filter(name => shown.has(name));

export const moveInChoice = (choice: ColumnChoice, step: number): ColumnChoice => ({
	...choice,
	index: Math.max(0, Math.min(choice.index + step, choice.order.length - 1)),
});

/** Shows or hides the column under the cursor; the same object when it can't be hidden. */
export const toggleColumn = (choice: ColumnChoice): ColumnChoice => {
	const name = choice.order[choice.index];
	if (name === undefined || name === always) return choice;
	const shown = new Set(choice.shown);
	if (!shown.delete(name)) shown.add(name);
	return {...choice, shown};
};

/** Moves the column under the cursor, and the cursor with it. */
export const shiftColumn = (choice: ColumnChoice, step: number): ColumnChoice => {
	const to = choice.index + step;
	const name = choice.order[choice.index];
	if (name === undefined || to < 0 || to >= choice.order.length) return choice;
	const order = choice.order.toSpliced(choice.index, 1).toSpliced(to, 0, name);
	return {...choice, order, index: to};
};

/** Those that are shown when nothing is set. */
export const resetChoice = (choice: ColumnChoice, usual: readonly string[]): ColumnChoice => ({
	...startChoice(choice.order, usual),
	before: choice.before,
});
