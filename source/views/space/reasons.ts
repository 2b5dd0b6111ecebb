import type {KeptCode} from '../../space/plan/shape.ts';
import type {Meaning} from '../../terminal/theme.ts';

type ReasonRow = {title: string; look?: Meaning};

/** TABLE: why torrents stay, in the order of the view: what needs a person first. */
export const reasonRows: Readonly<Record<KeptCode, ReasonRow>> = {
	CONTESTED: {
		title: 'Something else keeps moving it back: u lets it be moved again',
		look: 'error',
	},
	TORRENT_ERROR: {title: 'qBittorrent reports an error', look: 'error'},
	IN_JOB: {title: 'On its way, or next: 2 shows the jobs', look: 'moving'},
	POLICY_PATH: {title: 'The rule gives it no safe path', look: 'error'},
	DST_FULL: {title: 'The large disk has no room for it', look: 'warning'},
	RULE_UNKNOWN: {title: 'qBittorrent does not tell what the rule asks', look: 'warning'},
	FILES_UNKNOWN: {title: 'What shares its files is not known', look: 'warning'},
	HARDLINKED_OUTSIDE: {title: 'Something else links to its files: no space would come free'},
	GROUP_VETO: {title: 'It shares files with one that stays'},
	GIVEN_UP: {title: 'Its job was cancelled: M in the list moves it'},
	NO_RULE: {title: 'No rule is about it'},
	UNCATEGORIZED: {title: 'It has no category'},
	AUTO_TMM: {title: 'Its category decides where it is (automatic management)'},
	CATEGORY_PATH: {title: 'Its category is on the large disk already'},
	NEVER: {title: 'The rule never moves it'},
	PROTECTED: {title: 'Protected: it has to seed longer'},
	MIN_AGE: {title: 'Protected: it is too young'},
	DAILY_CAP: {title: 'The most that may move in a day has moved'},
	ON_PRESSURE: {title: 'The rule moves it only for space'},
	NO_GAIN: {title: 'No space would come free'},
	ENOUGH: {title: 'Not needed: enough comes free without it'},
	NO_PRESSURE: {title: 'Not needed: there is room'},
	NO_WATERMARK: {title: 'Nothing is moved for space: no low mark is set'},
	PAUSED: {title: 'Moving is paused'},
	BREAKER: {title: 'Moving has stopped itself', look: 'error'},
	SPACE_UNKNOWN: {title: 'Free space is not known', look: 'warning'},
	UNSUPPORTED_VERSION: {title: 'This qBittorrent can’t move safely', look: 'warning'},
	UNSETTLED: {title: 'qBittorrent still reads its torrents'},
	GROUP_BUSY: {title: 'It shares files with one that is busy'},
	FOREIGN_MOVE: {title: 'It is being moved by someone else'},
	CHECKING: {title: 'It is being checked'},
	NOT_COMPLETE: {title: 'It is not complete'},
	ELSEWHERE: {title: 'It is on neither disk'},
	ALREADY_THERE: {title: 'It is on the large disk already', look: 'muted'},
};

const order = new Map(Object.keys(reasonRows).map((code, i) => [code, i]));

export const byReason = (a: string, b: string): number =>
	(order.get(a) ?? order.size) - (order.get(b) ?? order.size);
