import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';

/** Where in the tests a fault is provoked: files of `test`, and words of a title or a row in each. */
type Where = readonly (readonly [file: string, ...words: string[]])[];

type Fault = {
	what: string;
	where: Where;
	/** What of it no test provokes, and why. */
	but?: string;
};

const model = [
	'space-model/model.test.ts',
	'keep every promise, with a kill at every await',
] as const;
const crash = ['space-model/crash.test.ts', 'killed at every await of every transition'] as const;
const faults = 'space/orchestrator-faults.test.ts';
const others = 'space/orchestrator-others.test.ts';
const job = 'space/job.test.ts';

/**
 * TABLE: what may go wrong between a finished download and its place on the other disk, by number.
 * Tests that stand for one number alone begin with it.
 */
const catalogue: Readonly<Record<number, Fault>> = {
	// Durability
	1: {
		what: 'killed at every await',
		where: [crash, model, ['space/store-crash.test.ts', 'killed after commit']],
	},
	2: {
		what: 'the power goes: what was not synced is lost',
		where: [
			crash,
			['space/store-damage.test.ts', 'cut anywhere, as by a power cut'],
			['space/store-power.test.ts', '2 of the newest transaction'],
		],
	},
	3: {
		what: 'a torn end, a bit that tipped over, a page of zeros, a file cut short',
		where: [
			[
				'space/store-damage.test.ts',
				'a zeroed page within',
				'is cut in the middle',
				'a bit that tipped over',
			],
		],
	},
	4: {
		what: 'a full disk, or one in error, below the state folder',
		where: [
			['space/store-disk.test.ts', 'a commit is refused'],
			['space/store-errors.test.ts', 'is told as'],
			['service/serve.test.ts', 'later, as the disk is full'],
		],
		but: 'EIO is told by the code that SQLite gives for it: no disk here fails on demand',
	},
	5: {
		what: 'a state folder that can only be read',
		where: [
			['space/store-disk.test.ts', 'in a folder that can only be read'],
			['service/serve.test.ts', 'a state folder that can’t be written'],
		],
	},
	6: {
		what: 'stores of older and newer versions',
		where: [
			['space/store-migrate.test.ts', 'the version before is copied', 'a newer version is refused'],
		],
	},
	7: {
		what: 'SIGTERM in each state',
		where: [
			['service/serve.test.ts', 'SIGTERM'],
			[job, 'after a restart of qbtui'],
			['space/orchestrator.test.ts', 'goes on where it was'],
		],
	},
	8: {
		what: 'a damaged store: made anew by looking',
		where: [
			['space/store-damage.test.ts', 'is set aside, and the new one says so'],
			['space/intake.test.ts', '8 after the state was lost'],
		],
	},
	9: {
		what: 'a second instance',
		where: [
			['space/store-held.test.ts', 'a second qbtui'],
			['space/orchestrator.test.ts', 'a second one of the same folder'],
			['service/serve.test.ts', 'beside another one of the same state folder: 6'],
		],
	},
	10: {
		what: 'a state folder on a network file system',
		where: [['space/store-disk.test.ts', 'on a network file system']],
	},

	// Notifications
	11: {
		what: '100 of the same at once',
		where: [
			['space/intake.test.ts', '11 told 100 times'],
			['service/refusals.test.ts', 'answers 1,000 at once, each torrent with one job'],
		],
	},
	12: {
		what: 'told again after the end',
		where: [['space/intake.test.ts', '12 told again when all is done']],
	},
	13: {
		what: 'hybrids, and torrents of v2 alone',
		where: [
			['space/intake.test.ts', '13 told by its first hash'],
			['service/notice.test.ts', 'a torrent of v2 alone'],
		],
	},
	14: {
		what: 'told before it is listed, and never listed',
		where: [
			['space/intake.test.ts', '14 told before the server lists it'],
			[job, 'waits for a torrent that is announced before it is listed, a day long'],
		],
	},
	15: {
		what: 'names with quotes, line ends, emoji; 7 and 12 words; shifted ones',
		where: [
			['service/notice.test.ts', 'keeps names for people'],
			['commands/notify.test.ts', 'seven words', 'twelve words', 'words that were shifted'],
		],
	},
	16: {
		what: 'a body without a shell around it',
		where: [['service/notice.test.ts', 'qBittorrent’s box, which has no shell', 'the box of 4.4']],
	},
	17: {
		what: 'nobody listens: word is left, and taken once; half a file',
		where: [
			['commands/notify.test.ts', 'leaves word when nobody listens'],
			['space/import.test.ts', 'half of what was to be written', 'asks each torrent once'],
		],
	},
	18: {
		what: 'told before the end of a move or a check',
		where: [[job, 'CHECKING', 'NOT_COMPLETE'], model],
	},
	19: {
		what: 'nobody told',
		where: [
			['space/intake.test.ts', '19 is found when the whole list is compared'],
			['space/orchestrator.test.ts', 'moves what becomes complete after'],
		],
	},
	20: {
		what: 'bodies too long, too slow, of another kind, nested',
		where: [
			['service/refusals.test.ts', '64 KiB and one byte', 'deep nesting'],
			['service/slow.test.ts', 'do not end is answered 408'],
		],
	},
	21: {
		what: 'the answer is lost',
		where: [['space/intake.test.ts', '21 told again, as its answer was lost']],
	},

	// Moves
	22: {
		what: 'all goes well: one file, several, none in a folder',
		where: [
			['space/orchestrator.test.ts', 'moves what becomes complete after'],
			[faults, '27 qbtui is killed in the middle of a move, which ends while it is away'],
			['space/groups.test.ts', 'without a folder, by their lists'],
			model,
		],
	},
	23: {
		what: 'the request times out, executed or not',
		where: [
			['space/mover-client.test.ts', 'UND_ERR_HEADERS_TIMEOUT'],
			[job, 'the answer %s makes it %s', 'waits longer where the answer is not known'],
			model,
		],
	},
	24: {
		what: 'a yes without an effect',
		where: [[job, 'where it was, and nothing left at the destination'], model],
	},
	25: {
		what: '409, 403, 500',
		where: [
			['space/mover-client.test.ts', 'status: 409', 'status: 403', 'status: 500'],
			[job, 'a folder that can’t be made twice needs a person'],
		],
	},
	26: {
		what: 'a move that fails leaves files of full size',
		where: [
			[faults, '26 the disk fills up while it is copied'],
			['space/orchestrator.test.ts', 'holds what would be moved onto files'],
		],
	},
	27: {
		what: 'the server, or qbtui, is killed; the server does not tell when it was started',
		where: [
			[
				faults,
				'27 the server is killed',
				'27 qbtui is killed in the middle of a move, and is back',
			],
			[job, 'another launch of the server has forgotten it'],
			model,
		],
	},
	28: {
		what: 'a move without end; one sample that is wrong',
		where: [
			[
				job,
				'is told once that it takes too long',
				'one sample of something else in between begins anew',
			],
		],
	},
	29: {
		what: 'moved, and not whole',
		where: [
			[others, '29 someone moves it onto a torn copy'],
			[job, 'not whole'],
		],
	},
	30: {
		what: 'missing files, and errors',
		where: [[job, 'TORRENT_ERROR', 'missing files', 'in error'], model],
	},
	31: {
		what: 'a file for a folder; a part of the files; letters of another case',
		where: [
			['space/look-folder.test.ts', 'a file where a folder should be'],
			['space/orchestrator.test.ts', 'holds what would be moved onto files'],
		],
		but: 'a file system that takes letters as equal answers so to lstat, too: there is none here to mount',
	},
	32: {
		what: 'the HDD is not mounted: before, between, after',
		where: [
			[faults, '32 the HDD is not mounted'],
			[
				job,
				'what was moved while the volume was away is not believed',
				'what someone else moved while it waited for the volume',
				'below the mount point',
			],
			model,
		],
	},
	33: {
		what: 'no room; room that is promised already',
		where: [
			[faults, '33 a destination without room'],
			['space/plan.test.ts', 'leaves room for what the jobs will bring'],
			model,
		],
	},
	34: {
		what: 'a check begins between plan and move',
		where: [[job, 'moves when all holds twice', 'CHECKING'], model],
	},
	35: {
		what: 'AutoTMM, folders of categories, moves of others',
		where: [
			[others, '35 a move of another program', '35 AutoTMM'],
			[job, 'somewhere else: contested', 'in another folder of it'],
		],
	},
	36: {what: 'moved back twice', where: [[others, '36 moved back twice']]},
	37: {
		what: 'removed in each state',
		where: [
			[faults, '37 removed while it waits'],
			[job, 'becomes GONE after two whole lists'],
			model,
		],
	},
	38: {
		what: 'sessions lost, bans, TLS, outages, half a list',
		where: [
			[faults, '38 the session is lost'],
			['space/mover-client.test.ts', "'Banned'"],
			[job, 'while the server is away', 'stays when the list may be cut'],
			['qbit/bans.test.ts', 'ban'],
			model,
		],
	},
	39: {
		what: 'categories and links that lead out of the volume; names too long',
		where: [
			['space/rules.test.ts', 'the destination'],
			[job, 'POLICY_PATH'],
		],
	},
	40: {
		what: 'a server that says “moved” when it was not',
		where: [[others, '40 moves nothing on a server that reports failures as done']],
	},

	// Groups
	41: {
		what: 'the same files: two, three; one that may not',
		where: [
			[others, '41 two torrents on the same files'],
			['space/groups.test.ts', 'one that %s keeps the others'],
		],
	},
	42: {
		what: 'the second is checked where the first has gone',
		where: [
			['space/job-group.test.ts', 'the second may move onto files that the first has brought'],
			[others, '41 two torrents on the same files'],
			model,
		],
	},
	43: {
		what: 'other names of a file, from outside and within',
		where: [
			[others, '43 something else links to its files'],
			['space/groups.test.ts', 'what they free is counted once'],
		],
	},
	44: {
		what: 'the second fails',
		where: [['space/job-group.test.ts', 'is held with a table of all members']],
	},
	45: {what: 'packs that overlap', where: [['space/groups.test.ts', 'packs that overlap']]},

	// Space
	46: {
		what: 'never too early, too little, or twice',
		where: [['space/plan-random.test.ts', 'never short of HIGH', 'nothing is moved twice']],
	},
	47: {
		what: 'what is still to come',
		where: [
			[
				'space/plan.test.ts',
				'incoming: %s',
				'a magnet link, by a guess',
				'counts the stopped',
				'sets aside at the beginning',
			],
		],
	},
	48: {
		what: 'free space that is not known, or is of another folder',
		where: [
			['space/plan.test.ts', 'nothing moves'],
			['space/free-at.test.ts', 'what is mapped and not there is not guessed'],
		],
		but: 'what this machine measures is not compared with what the server says of its default folder; folders that are not the server’s are noticed by each job, which then waits',
	},
	49: {what: 'space that does not come back', where: [['space/controller.test.ts', 'the breaker']]},
	50: {
		what: 'the best one does not fit',
		where: [['space/plan.test.ts', 'one that does not fit is passed over']],
	},
	51: {what: 'not enough may move', where: [['space/plan.test.ts', 'not enough is said']]},
	52: {
		what: 'below CRIT',
		where: [
			['space/plan.test.ts', 'protection falls only below CRIT'],
			['space/whose-turn.test.ts', 'space goes first when the disk is nearly full'],
		],
	},
	53: {
		what: 'blocks for root alone; sizes beyond 2^53',
		where: [['space/plan.test.ts', 'numbers beyond 2^53']],
		but: 'that f_bavail is read, and not f_bfree, is one line of source/space/disk.ts: a file system made for a test keeps none for root',
	},
	54: {
		what: 'many torrents: in time, with few questions',
		where: [
			['space/plan-random.test.ts', '20,000 torrents are planned'],
			['space/plan-calls.test.ts', '54'],
		],
	},

	// Tags
	55: {
		what: 'names that hold each other, letters of another case, drift',
		where: [
			['space/place-tags.test.ts', 'the tag of a torrent', 'never names no tag'],
			[job, 'nossd'],
		],
	},
	56: {
		what: 'a dry run changes nothing',
		where: [
			['commands/tags.test.ts', 'dry-run'],
			['service/routes.test.ts', 'a dry trigger say the same, and change nothing'],
		],
	},
	57: {
		what: 'tags can’t be set after a move',
		where: [[job, 'sends the same again only after a while'], model],
	},

	// The queue
	58: {
		what: 'one that can’t move, and 100 others',
		where: [['space/whose-turn.test.ts', 'is not in the way, and has no turn']],
	},
	59: {
		what: 'cleared, and not brought back',
		where: [
			['space/intake.test.ts', '59 and was cleared', '59 what is under way or held'],
			['service/routes.test.ts', 'POST /queue/clear cancels'],
		],
	},
	60: {
		what: 'a pause outlives the process; the file PAUSE',
		where: [
			['space/orchestrator.test.ts', 'goes on where it was'],
			[others, '60 the file PAUSE'],
		],
	},

	// What an older program has left
	61: {
		what: 'its queue of files',
		where: [
			['space/import.test.ts', 'the queue of files', 'junk', 'a time in the future', '32 digits'],
			['space/import-crash.test.ts', 'each job is made, and once'],
		],
	},
	62: {
		what: 'its state',
		where: [['space/import.test.ts', 'orchestrator_state.json', 'is refused as a whole']],
	},

	// Clocks
	63: {
		what: 'the clock jumps; times that are none',
		where: [
			[job, 'a clock that was set back years'],
			['space/controller.test.ts', 'a clock that was set back holds nothing up'],
			['space/plan.test.ts', 'a time of completion that is none'],
			model,
		],
	},

	// Who may do what
	64: {
		what: 'keys, names of hosts, foreign pages, too many tries',
		where: [
			[
				'service/refusals.test.ts',
				'a wrong key',
				'a foreign name',
				'a foreign page',
				'too many wrong keys',
				'writes no key into its log',
			],
			['space/store-audit.test.ts', 'no secret reaches the audit'],
			['service/serve.test.ts', 'for others with a short key'],
		],
		but: 'how long a comparison of keys takes is not measured: it is Node’s own, over hashes',
	},
	65: {
		what: 'only what is allowed is asked of the server, and no file of a torrent is written',
		where: [
			[
				'space/mover-client.test.ts',
				'writes: places and tags, and nothing else',
				'reaches no other call',
			],
			[others, '65 no file but its own'],
			['space/faults-on-server.ts', 'strayRequests'],
		],
	},
	66: {what: 'a day and more of random faults', where: [model, crash]},
	67: {
		what: 'the same on real servers',
		where: [
			[faults, 'the orchestrator, when all goes wrong'],
			[others, 'the orchestrator among others'],
			['space/orchestrator.test.ts', 'the orchestrator'],
		],
	},
};

it('has every number, from 1 to 67', () => {
	expect(Object.keys(catalogue).map(Number)).toEqual(Array.from({length: 67}, (_, at) => at + 1));
});

it.each(Object.entries(catalogue).map(([number, fault]) => [number, fault.what, fault] as const))(
	'%s is provoked where it is said to be: %s',
	(_, __, {where}) => {
		expect(where.length).toBeGreaterThan(0);
		for (const [file, ...words] of where) {
			const text = readFileSync(join(import.meta.dirname, '..', file), 'utf8');
			for (const word of words) expect(text, file).toContain(word);
		}
	},
);
