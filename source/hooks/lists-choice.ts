import {type ListPosition, startPosition} from './list-position.ts';

/** The views that are a list, with a text below it that tells all of the row under the cursor. */
export type ListViewName = 'queue' | 'space' | 'tags' | 'create' | 'doctor' | 'state';

export type ListsChoice = Readonly<Record<ListViewName, ListChoice>>;

/** Where one is in such a view. */
export type ListChoice = {
	/** By the keys of its rows. */
	position: ListPosition;
	filter: string;
	/** Keys of the rows below which further rows are shown. */
	open: ReadonlySet<string>;
	/** The text has most of the room. */
	whole: boolean;
	/** The first line of the text that is seen. */
	scroll: number;
};

const startList: ListChoice = {
	position: startPosition,
	filter: '',
	open: new Set(),
	whole: false,
	scroll: 0,
};

export const startLists: ListsChoice = {
	...{queue: startList, space: startList, tags: startList},
	...{create: startList, doctor: startList, state: startList},
};

export const isListView = (name: string): name is ListViewName => Object.hasOwn(startLists, name);

/** The cursor on another row: its text is read from the beginning. */
export const moveTo = (choice: ListChoice, position: ListPosition): ListChoice =>
	position === choice.position
		? choice
		: {
				...choice,
				position,
				scroll: position.cursor === choice.position.cursor ? choice.scroll : 0,
			};

/** Opens what is closed, and closes what is open. */
export const toggleOpen = (choice: ListChoice, key: string): ListChoice => {
	const open = new Set(choice.open);
	if (!open.delete(key)) open.add(key);
	return {...choice, open};
};

/** One step back: the text, what hides rows. undefined when there is none. */
export const stepBackInList = (choice: ListChoice): ListChoice | undefined => {
	if (choice.whole) return {...choice, whole: false, scroll: 0};
	if (choice.filter !== '') return {...choice, filter: ''};
	return undefined;
};
