import {expect, it} from 'vitest';
import {hashOf, makeFolder, openIn} from './a-store.ts';
import {aJob} from './job-row.ts';
import {startOther} from './other-process.ts';

const commits = 1000;

it.each([1, 137, 500, 863])(
	'killed after commit %i of 1,000: all that was acknowledged is there, once',
	async after => {
		const folder = makeFolder();
		const writer = startOther('store-child.ts', [folder, String(commits)]);
		await writer.says(String(after));
		await writer.kill();
		const acknowledged = writer.lines.length - 1;
		expect(acknowledged).toBeGreaterThanOrEqual(after);

		const store = openIn(folder);
		expect(store.control('rebuilt')).toBeUndefined();
		const jobs = store.openJobs();
		// One more may be on disk: it was killed before it could say so.
		expect([acknowledged, acknowledged + 1]).toContain(jobs.length);
		expect(jobs).toEqual(jobs.map((_, index) => aJob(index + 1)));
		// The parts of a commit are there together.
		expect(store.audit(0, commits).map(({job}) => job)).toEqual(jobs.map(({id}) => id));
		for (const index of jobs.keys()) {
			expect(store.isSeen({torrent: hashOf(index + 1), completedOn: index + 1})).toBe(true);
		}
		expect(store.isSeen({torrent: hashOf(jobs.length + 1), completedOn: jobs.length + 1})).toBe(
			false,
		);
	},
);
