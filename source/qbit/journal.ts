/** How grave a line is, in the server's own numbers: normal, info, warning, critical. */
export type Level = 1 | 2 | 4 | 8;

/** One line of a log. The same object for as long as it is kept. */
export type Noted = {
	/** ms since 1970, by the clock of who wrote it. */
	at: number;
	level: Level;
	/** As it came: may hold anything. */
	text: string;
	/** qbtui did it, asked it or was told it; the others are the server's. */
	ours: boolean;
	/** The server refused a login, or a call of ours. */
	isRefusal?: true;
};

/** The newest lines of a log, oldest first. */
export type Journal = {
	lines: readonly Noted[];
	/** How many there ever were: who saw `added` before finds what is new at the end. */
	added: number;
};

export const emptyJournal: Journal = {lines: [], added: 0};

/** The journal with more lines, of which the newest `limit` are kept. */
export const append = (journal: Journal, more: readonly Noted[], limit: number): Journal =>
	more.length === 0
		? journal
		: {lines: [...journal.lines, ...more].slice(-limit), added: journal.added + more.length};

/** What has come since there were `seen`, as far as it is still kept. */
export const since = ({lines, added}: Journal, seen: number): readonly Noted[] =>
	added === seen ? [] : lines.slice(-Math.min(lines.length, added - seen));
