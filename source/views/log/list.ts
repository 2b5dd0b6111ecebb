import {type Journal, type Level, type Noted, since} from '../../qbit/journal.ts';
import {createStore, type Store} from '../../qbit/store.ts';

/** The lines of several logs in one list by their time, as far as the filter lets them pass. */
export type LogList = {
	store: Store<readonly Noted[]>;
	filterBy: (text: string, least: Level) => void;
	/** Only lines for which this is true. */
	show: (which: (line: Noted) => boolean) => void;
};

/** So many lines that no log keeps any more may stay in the list before it is made anew. */
const mostGone = 1000;

export const createLogList = (journals: ReadonlyArray<Store<Journal>>): LogList => {
	let passes = (_: Noted): boolean => true;
	let seen: number[] = [];
	let gone = 0;
	const countGone = (): number =>
		journals.reduce((sum, {get}) => sum + get().added - get().lines.length, 0);

	const build = (): readonly Noted[] => {
		seen = journals.map(({get}) => get().added);
		gone = countGone();
		return merge(journals.map(({get}) => get().lines.filter(passes)));
	};
	const store = createStore(build());

	const grow = (): void => {
		const fresh = merge(journals.map(({get}, i) => since(get(), seen[i] ?? 0).filter(passes)));
		const rows = store.get();
		const inOrder = (fresh[0]?.at ?? Infinity) >= (rows.at(-1)?.at ?? 0);
		if (!inOrder || countGone() - gone > mostGone) return store.set(build());
		seen = journals.map(({get}) => get().added);
		if (fresh.length > 0) store.set([...rows, ...fresh]);
	};
	for (const journal of journals) journal.subscribe(grow);

	const show = (which: (line: Noted) => boolean): void => {
		passes = which;
		store.set(build());
	};

	return {
		store,
		show,
		filterBy: (text, least) => {
			const wanted = text.trim().toLowerCase();
			show(
				line => line.level >= least && (wanted === '' || line.text.toLowerCase().includes(wanted)),
			);
		},
	};
};

/** By time; each list keeps its own order, and the first goes first where times are equal. */
const merge = (lists: ReadonlyArray<readonly Noted[]>): readonly Noted[] =>
	lists.reduce((left, right) => {
		if (left.length === 0 || right.length === 0) return left.length === 0 ? right : left;
		const both: Noted[] = [];
		let [i, j] = [0, 0];
		for (;;) {
			const [a, b] = [left[i], right[j]];
			if (!a) return [...both, ...right.slice(j)];
			if (!b) return [...both, ...left.slice(i)];
			const first = a.at <= b.at ? a : b;
			both.push(first);
			if (first === a) i++;
			else j++;
		}
	}, []);
