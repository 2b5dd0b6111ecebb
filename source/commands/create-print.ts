import type {Made, Stage, Wish} from '../qbit/create/make.ts';
import {nameFrom, placeOf} from '../qbit/create/options.ts';
import {piecesIn} from '../qbit/create/read-values.ts';
import {bar, type Glyphs} from '../terminal/glyphs.ts';
import {bytes, count, percent, plural, span} from '../views/format.ts';
import {type Failure, toldFailure} from './failure.ts';

/** What became of one path. */
export type Outcome = {given: string; wish: Wish} & (
	| {
			made: Made;
			/** Where it was saved here; undefined when it was not. */
			file: string | undefined;
			/** Why it was not saved. */
			unsaved: string | undefined;
	  }
	| {failure: Failure}
);

export type Success = Extract<Outcome, {made: Made}>;

/** Made, saved and added as it was wished. */
export const isWhole = ({made, unsaved, wish}: Success): boolean =>
	unsaved === undefined &&
	(wish.add === undefined ||
		made.added?.is === 'added' ||
		(made.added?.is === 'there' && made.added.why === ''));

const document = ({made, file, unsaved, given}: Success): Record<string, unknown> => ({
	...{hash: made.hash, name: made.name, magnet: made.magnet, file: file ?? null},
	...{task_id: made.taskId, size: made.size, path: given, piece_size: made.pieceSize},
	pieces: made.pieceSize > 0 ? piecesIn(made.size, made.pieceSize) : null,
	added: made.added !== undefined && made.added.is !== 'failed',
	notes: unsaved === undefined ? made.notes : [...made.notes, unsaved],
});

/** Of one path it is that torrent; of several, all of them and what failed. */
export const documentOf = (outcomes: readonly Outcome[]): Record<string, unknown> => {
	const [only] = outcomes;
	if (only && outcomes.length === 1) {
		if ('made' in only) return document(only);
		const {code, message, advice} = only.failure;
		return {error: {code, message, advice}};
	}
	const isAllFailed = outcomes.every(outcome => 'failure' in outcome);
	return {
		...(isAllFailed && toldFailure(`None of ${outcomes.length} was made; failed tells why.`)),
		torrents: outcomes.flatMap(outcome => ('made' in outcome ? document(outcome) : [])),
		failed: outcomes.flatMap(outcome => {
			if ('made' in outcome) return [];
			const {code, message, advice} = outcome.failure;
			return {path: outcome.given, code, message, advice};
		}),
	};
};

export const linesOf = ({made, file, unsaved, wish}: Success): string[] => {
	const {name, size, pieceSize, hash, magnet, added} = made;
	const pieces =
		pieceSize > 0 ? `, ${plural(piecesIn(size, pieceSize), 'piece')} of ${bytes(pieceSize)}` : '';
	return [
		`${name} (${bytes(size)}${pieces})`,
		`  hash: ${hash}`,
		`  magnet: ${magnet}`,
		...(file === undefined ? [] : [`  file: ${file}`]),
		...(unsaved === undefined ? [] : [`  not saved: ${unsaved}`]),
		`  ${addedText(wish, added)}`,
	];
};

const addedText = ({add, options}: Wish, added: Made['added']): string => {
	if (!add || !added) return 'not added: --no-seed';
	if (added.is === 'failed') return `not added: ${added.why}`;
	if (added.is === 'there') return 'was among the torrents already';
	const words = [add.category ?? '', ...(add.tags ?? [])].filter(text => text !== '');
	const how = words.length > 0 ? ` as ${words.join(', ')}` : '';
	return `${add.stopped ? 'added, stopped' : 'seeds'} at ${placeOf(options.source)}${how}`;
};

export type Look = {wish: Wish; why: string | undefined};

export const dryDocument = (looks: readonly Look[]): Record<string, unknown> => ({
	dry_run: true,
	torrents: looks.flatMap(({wish, why}) => (why === undefined ? dryRow(wish) : [])),
	failed: looks.flatMap(({wish, why}) =>
		why === undefined ? [] : {source: wish.options.source, message: why},
	),
});

const dryRow = ({options, add}: Wish): Record<string, unknown> => ({
	name: nameFrom(options.source),
	source: options.source,
	format: options.format ?? 'hybrid',
	private: options.isPrivate === true,
	add: add !== undefined,
	stopped: add?.stopped ?? null,
	category: add?.category ?? null,
	tags: add?.tags ?? [],
});

export const dryText = (looks: readonly Look[]): string[] =>
	looks.map(({wish, why}) => {
		const {options, add} = wish;
		if (why !== undefined) return `Can’t make a torrent: ${why}`;
		const then = add ? (add.stopped ? ', and add it stopped' : ', and seed it') : '';
		return `Would make ${nameFrom(options.source)} from ${options.source}${then}`;
	});

/** Where one of several stands. */
export type Standing = {name: string; stage: Stage | 'ended'; since: number; at: number};

/** "2 of 5  film.mkv ████▌     45%  1m left" */
export const progressLine = (
	standings: readonly Standing[],
	now: number,
	glyphs: Glyphs,
): string => {
	const ended = standings.filter(({stage}) => stage === 'ended').length;
	const all = standings.length > 1 ? `${count(ended)} of ${count(standings.length)}  ` : '';
	const under = standings.filter(({stage}) => stage !== 'ended');
	const shown = under.find(isRunning) ?? under[0];
	return shown ? `${all}${standingText(shown, now, glyphs)}` : '';
};

const isRunning = ({stage}: Standing): boolean =>
	stage !== 'ended' && stage.is === 'task' && stage.task.state === 'Running';

const barCells = 24;

const standingText = ({name, stage, since, at}: Standing, now: number, glyphs: Glyphs): string => {
	if (stage === 'ended') return name;
	if (stage.is === 'looking') return `${name}  looking at it`;
	if (stage.is === 'waiting') return `${name}  waits: the server has no room for more tasks`;
	if (stage.is === 'adding') return `${name}  is being added`;
	const {state, progress} = stage.task;
	if (state === 'Queued') return `${name}  waits for those before it on the server`;
	const rate = (progress - at) / (now - since);
	const left = rate > 0 ? `  ${span((1 - progress) / rate / 1000)} left` : '';
	return `${name}  ${bar(progress, barCells, glyphs)} ${percent(progress)}${left}`;
};
