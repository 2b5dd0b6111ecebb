import {closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Notice} from '../source/space/orchestrator-shape.ts';
import type {Intake} from '../source/space/run/intake.ts';
import type {DurableStore} from '../source/space/store/shape.ts';
import {openStore} from '../source/space/store/store.ts';
import {hashOf} from '../test/qbit/wire.ts';
import {libraryOf, plannerOf} from '../test/space/a-library.ts';
import {openIntake} from '../test/space/an-intake.ts';
import type {Result} from './measures.ts';
import {median, quantile} from './sample.ts';

const torrents = 20_000;
const burst = 10_000;
/** As the service does with those that come while it stores others. */
const atOnce = 100;

const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

/** The queue: what is planned, and how fast what is told is on disk. */
export const measureQueue = async (): Promise<Result[]> => [
	await measurePlan(),
	...measureNotices(),
];

const measurePlan = async (): Promise<Result> => {
	const {policy, asked} = await plannerOf(libraryOf(torrents));
	const times: number[] = [];
	let calls = 0;
	for (let round = 0; round < 21; round++) {
		asked.length = 0;
		const start = performance.now();
		await policy.plan();
		times.push(performance.now() - start);
		calls = asked.length;
	}
	return {
		what: 'a plan over 20,000 torrents',
		goal: '≤ 100 ms, 3 API calls',
		measured: `${ms(median(times))}, ${calls} API calls`,
		beside:
			'without the time that the server takes; and a list of files for each that moves, where their links can be seen',
	};
};

const measureNotices = (): Result[] => {
	const folder = mkdtempSync(join(tmpdir(), 'qbtui-bench-'));
	const store = openStore({folder, now: Date.now});
	try {
		return [measureOne(folder, store), measureBurst(store)];
	} finally {
		store.close();
		rmSync(folder, {recursive: true});
	}
};

const intakeOf = (store: DurableStore): Intake => {
	const clock = {now: Date.now, ticks: () => performance.now()};
	return openIntake(store, {torrents: libraryOf(torrents), clock}).intake;
};

const noticeOf = (index: number): Notice => ({ids: [hashOf(index)], priority: 0});

/** In turn, so that both meet the same disk. */
const measureOne = (folder: string, store: DurableStore): Result => {
	const {addNotified} = intakeOf(store);
	const [told, bare]: [number[], number[]] = [[], []];
	const file = openSync(join(folder, 'bare'), 'a');
	const page = Buffer.alloc(4096, 1);
	for (let index = 0; index < 500; index++) {
		let start = performance.now();
		addNotified(noticeOf(1_000_000 + index));
		told.push(performance.now() - start);
		start = performance.now();
		writeSync(file, page);
		fdatasyncSync(file);
		bare.push(performance.now() - start);
	}
	closeSync(file);
	return {
		what: 'a notification, to “it is on disk”',
		goal: 'p50 ≤ 5 ms',
		measured: `${ms(median(told))}, p99 ${ms(quantile(told, 0.99))}`,
		beside: `4 KiB and an \`fdatasync\`: ${ms(median(bare))}, p99 ${ms(quantile(bare, 0.99))}`,
	};
};

const measureBurst = (store: DurableStore): Result => {
	const {addAllNotified} = intakeOf(store);
	const before = store.openJobs().length;
	const start = performance.now();
	let doubled = 0;
	for (let index = 0; index < burst; index += atOnce) {
		const notices = Array.from({length: atOnce}, (_, at) => noticeOf(2_000_000 + index + at));
		doubled += addAllNotified(notices).filter(({isDuplicate}) => isDuplicate).length;
	}
	const seconds = (performance.now() - start) / 1000;
	const lost = burst - (store.openJobs().length - before);
	return {
		what: '10,000 notifications in a burst, 100 at a time',
		goal: 'none lost, none doubled',
		measured: `${seconds.toFixed(1)} s, ${lost} lost, ${doubled} doubled`,
		beside: 'all are on disk by then',
	};
};
