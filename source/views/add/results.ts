import type {Notice} from '../../hooks/screen-state.ts';
import type {AddResult} from '../../qbit/add-one.ts';
import type {Level} from '../../qbit/journal.ts';
import {count, plural} from '../format.ts';

type Of<Is extends AddResult['is']> = Extract<AddResult, {is: Is}>;

const only = <Is extends AddResult['is']>(results: readonly AddResult[], is: Is): Array<Of<Is>> =>
	results.filter((result): result is Of<Is> => result.is === is);

/** "Added 2 torrents. 1 there already: Sintel. 1 refused: …" */
export const summarise = (results: readonly AddResult[]): Notice => {
	const [added, pending] = [only(results, 'added'), only(results, 'pending')];
	const [there, refused] = [only(results, 'duplicate'), only(results, 'refused')];
	const reasons = reasonsOf(refused);
	const parts = [
		added.length > 0 ? `Added ${plural(added.length, 'torrent')}.` : '',
		pending.length > 0 ? `The server downloads ${plural(pending.length, 'link')}.` : '',
		there.length > 0 ? `${count(there.length)} there already: ${there[0]?.name}.` : '',
		refused.length > 0 ? `${count(refused.length)} refused: ${refused[0]?.why}` : '',
		there.length > 1 || reasons.length > 1 ? 'All of it is in the log.' : '',
	];
	const look = refused.length > 0 ? 'bad' : there.length > 0 ? 'warning' : 'good';
	return {text: parts.filter(part => part !== '').join(' ') || 'Nothing was added.', look};
};

/** What the log keeps of it: each part with its names. */
export const eventsOf = (
	results: readonly AddResult[],
): Array<readonly [level: Level, text: string]> => {
	const [added, pending] = [only(results, 'added'), only(results, 'pending')];
	const there = only(results, 'duplicate');
	const told: Array<readonly [Level, string]> = [];
	const tell = (level: Level, what: string, names: readonly string[]): void => {
		if (names.length > 0) told.push([level, `${what}: ${listed(names)}`]);
	};
	tell(
		2,
		`Added ${plural(added.length, 'torrent')}`,
		added.map(({name, source}) => name ?? source),
	);
	tell(
		2,
		`The server downloads ${plural(pending.length, 'link')}, and logs how that ends`,
		pending.map(({source}) => source),
	);
	tell(
		2,
		`${count(there.length)} not added, as they are there already`,
		there.map(({name}) => name),
	);
	for (const [why, sources] of reasonsOf(only(results, 'refused'))) {
		tell(4, `${count(sources.length)} not added. ${why} Given`, sources);
	}
	return told;
};

/** Each reason with what it holds for. */
const reasonsOf = (refused: ReadonlyArray<Of<'refused'>>): Array<[why: string, string[]]> => {
	const reasons = new Map<string, string[]>();
	for (const {why, source} of refused) {
		const sources = reasons.get(why);
		if (sources) sources.push(source);
		else reasons.set(why, [source]);
	}
	return [...reasons];
};

/** More than these nobody reads in one line. */
const mostNames = 50;

const listed = (names: readonly string[]): string =>
	names.slice(0, mostNames).join(', ') +
	(names.length > mostNames ? ` and ${count(names.length - mostNames)} more` : '');
