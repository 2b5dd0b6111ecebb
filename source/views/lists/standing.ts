import type {Orchestrated} from '../../space/orchestrator-shape.ts';
import {ownDiskMark} from '../../space/paths.ts';
import {harmless} from '../../terminal/harmless.ts';
import type {Meaning} from '../../terminal/theme.ts';
import {clockTime, date} from '../format.ts';
import type {HeadLine, Pens, Work} from './list-view.ts';
import {breakText} from './told.ts';

type Says = {text: string; look: Meaning};

/** What hinders all moves, the worst first; empty while all goes well. */
export const troubles = ({
	orchestrated,
	readOnly,
	spaces,
	limits,
}: Pick<Work, 'orchestrated' | 'readOnly' | 'spaces' | 'limits'>): Says[] => {
	const {state, why, paused, breaker, rebuilt} = orchestrated;
	const said: Says[] = [];
	if (state === 'failed') said.push({text: `! ${why ?? 'No torrent is moved.'}`, look: 'bad'});
	if (state === 'running' && why !== undefined) {
		said.push({text: `! ${why}`, look: 'bad'});
	}
	if (state === 'off') said.push({text: `! ${offText(orchestrated, readOnly)}`, look: 'warning'});
	const absent = spaces.find(({tag, mounted}) => tag === limits.to && mounted === false);
	if (absent) {
		const where = `${absent.tag} (${absent.path})`;
		const text = `! ${where} is not there as a disk of its own: is it mounted? Nothing moves there until it is. If this machine has it elsewhere, path_map says where; if it is the system’s own disk on purpose, an empty file ${ownDiskMark} in it says so.`;
		said.push({text, look: 'bad'});
	}
	if (breaker) {
		said.push({
			text: `! Stopped itself ${at(breaker.since)}: ${breaker.why} b in Space goes on.`,
			look: 'bad',
		});
	}
	if (paused) {
		const reason = paused.why === '' ? '' : ` (${paused.why})`;
		said.push({text: `! Paused since ${at(paused.since)}${reason}: P goes on.`, look: 'warning'});
	}
	if (rebuilt) {
		const kept = rebuilt.path === undefined ? '' : ` The old one is ${rebuilt.path}.`;
		said.push({
			text: `The jobs were rebuilt by looking, ${at(rebuilt.at)}: ${rebuilt.why}${kept}`,
			look: 'warning',
		});
	}
	return said;
};

export const offText = ({why}: Pick<Orchestrated, 'why'>, readOnly: boolean): string =>
	why ?? (readOnly ? 'qbtui is read-only: it moves nothing.' : 'No torrent is moved here.');

/** Why nothing can be done to jobs and plans now. */
export const blockedByState = ({
	orchestrated,
	readOnly,
}: Pick<Work, 'orchestrated' | 'readOnly'>): string | undefined => {
	if (readOnly) return 'qbtui is read-only.';
	const {state, why} = orchestrated;
	if (state === 'running') return undefined;
	if (state === 'starting') return 'It is being started.';
	return state === 'failed' ? (why ?? 'It can’t run.') : offText(orchestrated, readOnly);
};

/** What to set, where no disks are set. */
export const noDisksTexts: readonly string[] = [
	'No disks are set, so nothing is moved.',
	'Two settings are enough:',
	'DOWNLOAD_PATH_SSD=/mnt/ssd',
	'FINAL_DEST_BASE_HDD=/mnt/hdd',
	'They name the folders of the small and of the large disk, as the server sees them: in the environment, in .env, or as download_path_ssd and final_dest_base_hdd in the config file.',
	'What completes then moves to the folder of its category on the large disk, is checked there, and tagged. qbtui --demo shows it.',
];

const at = (ms: number): string => `${date(ms / 1000).slice(0, 10)} ${clockTime(ms)}`;

export const headLines = (
	said: readonly Says[],
	width: number,
	{theme}: Pens,
	most = 4,
): HeadLine[] =>
	said.flatMap(({text, look}, nth) =>
		breakText(harmless(text), width)
			.slice(0, most)
			// How each begins is more than how one goes on.
			.map((line, i) => ({text: theme.paint(look, line), keep: 10 + nth + i * 10})),
	);
